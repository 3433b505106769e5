package io.github.claude4j.cli.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.cli.fixtures.Shell;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.FakeResponse;
import io.github.claude4j.testkit.RecordedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiCommandTest {
    private final Shell shell = new Shell();

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void listsEveryOperation() {
        Shell.Result result = shell.run("api", "--list");
        assertThat(result.code()).isZero();
        assertThat(result.lines()).hasSizeGreaterThanOrEqualTo(286).isSorted();
        assertThat(result.lines())
                .anyMatch(line -> line.matches("messages\\.create +POST +/v1/messages"))
                .anyMatch(line -> line.matches("organization\\..* +/v1/organizations/.*"));
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 60, 80, 120, 200})
    void listLosesNothingAtAnyWidth(int columns) {
        String words = shell.run("api", "--list").out().replaceAll("\\s+", " ");

        assertThat(shell.seen(columns).run("api", "--list").out().replaceAll("\\s+", " "))
                .isEqualTo(words);
    }

    @Test
    void listFitsTheTerminal() {
        assertThat(shell.seen(60).run("api", "--list", "messages").lines()).allMatch(line -> line.length() <= 60);
        assertThat(shell.seen(80).run("api", "--list", "messages.batches.list").lines())
                .singleElement()
                .matches(line -> line.matches("messages.batches.list +GET +/v1/messages/batches"));
    }

    @Test
    void listsAPartAndAsJson() {
        assertThat(shell.run("api", "--list", "messages.batches").lines())
                .isNotEmpty()
                .allMatch(line -> line.startsWith("messages.batches."));
        JsonArray list =
                (JsonArray) Json.parse(shell.run("api", "--list", "--json").out());
        assertThat(list.size()).isGreaterThanOrEqualTo(286);
    }

    @Test
    void printsAnObject() {
        Shell.Result result = shell.run("api", "models.retrieve", "--param", "model_id=claude-opus-5-5");
        assertThat(result.err()).isEmpty();
        assertThat(result.code()).isZero();
        assertThat(result.json().string("id")).isEqualTo("claude-opus-5-5");
        assertThat(result.lines()).hasSizeGreaterThan(2);
    }

    @Test
    void printsAPageOrTheItemsOfAllPages() {
        JsonObject page = shell.run("api", "models.list", "--param", "limit=2").json();
        assertThat(page.array("data").size()).isEqualTo(2);
        assertThat(page.booleanValue("has_more")).isTrue();
        shell.fake.clearRequests();

        Shell.Result all = shell.run("api", "models.list", "--param", "limit=2", "--all");
        assertThat(all.lines()).hasSizeGreaterThan(4).allMatch(line -> line.contains("\"type\":\"model\""));
        assertThat(shell.fake.requests()).hasSizeGreaterThan(2);
    }

    @Test
    void takesParametersAsJsonInABodyAndAsTextElsewhere() {
        shell.fake.on("POST", "/v1/messages", request -> FakeResponse.json(JsonObject.of("ok", true)));
        Shell.Result result = shell.run(
                "api",
                "messages.create",
                "--param=max_tokens=12",
                "--param=model=claude-opus-5-5",
                "--param=messages=[{\"role\":\"user\",\"content\":\"Hi = hello\"}]",
                "--param=stop_sequences=a",
                "--param=stop_sequences=\"5\"",
                "--param=tools[]={\"name\":\"t\",\"input_schema\":{\"type\":\"object\"}}");
        assertThat(result.err()).isEmpty();
        assertThat(shell.fake.lastRequest().json()).isEqualTo(JsonObject.parse("""
                        {"max_tokens":12,"model":"claude-opus-5-5","messages":[{"role":"user","content":"Hi = hello"}],
                         "stop_sequences":["a","5"],"tools":[{"name":"t","input_schema":{"type":"object"}}]}"""));

        shell.run("api", "models.list", "--param", "limit=01", "--param", "after_id=true");
        RecordedRequest get = shell.fake.lastRequest();
        assertThat(get.query("limit")).contains("01");
        assertThat(get.query("after_id")).contains("true");
    }

    @Test
    void takesABodyFromAFileOrStandardInputWithParametersOverIt(@TempDir Path folder) throws IOException {
        String json = "{\"model\":\"claude-opus-5-5\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
        Path file = Files.writeString(folder.resolve("request.json"), json);
        Shell.Result counted = shell.run("api", "messages.count_tokens", "--body", "@" + file);
        assertThat(counted.json().longValue("input_tokens")).isPositive();
        Shell.Result message = shell.input(json).run("api", "messages.create", "--body", "-", "--param=max_tokens=9");
        assertThat(message.json().string("type")).isEqualTo("message");
        assertThat(shell.fake.lastRequest().json().longValue("max_tokens")).isEqualTo(9);
    }

    @Test
    void printsEventsOneALine() {
        Shell.Result result = shell.run(
                "api",
                "messages.create",
                "--body",
                "{\"model\":\"claude-opus-5-5\",\"max_tokens\":9,\"stream\":true,"
                        + "\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
        assertThat(result.lines().get(0)).startsWith("{\"type\":\"message_start\"");
        assertThat(result.lines()).last().asString().isEqualTo("{\"type\":\"message_stop\"}");
    }

    @Test
    void printsLines() {
        String jsonl = "{\"custom_id\":\"a\"}\n{\"custom_id\":\"b\"}\n";
        shell.fake.on(
                "GET",
                "/v1/messages/batches/b1/results",
                request -> FakeResponse.of(200, "application/x-jsonl", jsonl));
        Shell.Result result = shell.run("api", "messages.batches.results", "--param=message_batch_id=b1");
        assertThat(result.out()).isEqualTo(jsonl);
    }

    @Test
    void uploadsDownloadsAndDeletes(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("notes.txt"), "some notes");
        Shell.Result uploaded = shell.run("api", "files.upload", "--param", "file=@" + file);
        assertThat(uploaded.err()).isEmpty();
        assertThat(uploaded.json().string("filename")).isEqualTo("notes.txt");
        String uploadedId = uploaded.json().string("id");
        Shell.Result deleted = shell.run("api", "files.delete", "--param", "file_id=" + uploadedId);
        assertThat(deleted.json().string("id")).isEqualTo(uploadedId);

        String id = "file_id=" + shell.fake.addFile("a.bin", "application/octet-stream", new byte[] {0, 1, (byte) 255});
        assertThat(shell.run("api", "files.download", "--param", id).bytes()).containsExactly(0, 1, 255);
        Path saved = folder.resolve("saved.bin");
        Shell.Result quiet = shell.run("api", "files.download", "--param", id, "--output", saved.toString());
        assertThat(quiet.out()).isEmpty();
        assertThat(saved).hasBinaryContent(new byte[] {0, 1, (byte) 255});

        Shell.Result refused = shell.atTerminal().run("api", "files.download", "--param", id);
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("--output FILE").hasLineCount(1);
    }

    @Test
    void uploadsAFolderUnderItsName(@TempDir Path folder) throws IOException {
        Path skill = Files.createDirectories(folder.resolve("greeter"));
        Files.writeString(skill.resolve("SKILL.md"), "---\nname: greeter\ndescription: Greets.\n---\n");
        Files.createDirectories(skill.resolve("lib"));
        Files.writeString(skill.resolve("lib").resolve("hello.py"), "print('hello')");
        Shell.Result result = shell.run("api", "skills.create", "--param", "files=@" + skill);
        assertThat(result.err()).isEmpty();
        String sent = new String(shell.fake.lastRequest().body(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(sent).contains("greeter/SKILL.md", "greeter/lib/hello.py", "name=\"files[]\"");
    }
}
