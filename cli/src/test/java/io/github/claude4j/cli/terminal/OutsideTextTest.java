package io.github.claude4j.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.cli.fixtures.Shell;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.FakeResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a server can do to a terminal with the texts that it answers. */
@Timeout(60)
class OutsideTextTest {
    private static final String EVIL = "x\033]0;owned\007\u009b31m\n\u2028\u202e\rclaude4j: forged";
    private static final String TAME = "x\ufffd]0;owned\ufffd\ufffd31m\ufffd\ufffd\ufffd\ufffdclaude4j: forged";

    private final Shell shell = new Shell();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        shell.close();
    }

    private static JsonObject evil() {
        return JsonObject.builder()
                .put("id", EVIL)
                .put("name", EVIL)
                .put("version", 1)
                .put("agent", JsonObject.of("id", EVIL, "name", EVIL))
                .build();
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/files, files upload FILE",
        "/v1/messages/batches, batch submit FILE",
        "/v1/sessions, sessions create --agent a --environment e",
        "/v1/agents, agents create --name n"
    })
    void idOfWhatWasMade_isOneLineWithoutControls_alsoInAPipe(String path, String command) throws IOException {
        Path file = Files.writeString(folder.resolve("in.jsonl"), "{\"prompt\":\"Hi\"}\n");
        shell.fake.on("POST", path, request -> FakeResponse.json(evil()));
        String[] args = command.replace("FILE", file.toString()).split(" ");

        Shell.Result piped = shell.run(args);
        assertThat(piped.code()).isZero();
        assertThat(piped.out()).isEqualTo(TAME + "\n");
        assertThat(piped.err().lines()).allMatch(line -> line.startsWith("claude4j: ") && !line.contains("\033"));
        assertThat(piped.err()).doesNotContain("\u009b", "\007", "\u202e", "\nclaude4j: forged");
        assertThat(shell.atTerminal().run(args).out()).isEqualTo(TAME + "\n");
    }

    @Test
    void modelOfASavedChat_cannotForgeANote() throws IOException {
        JsonObject saved = JsonObject.of("model", EVIL, "max_tokens", 10, "system", "Be kind.\nclaude4j: forged");
        Path file = Files.writeString(
                folder.resolve("chat.json"),
                saved.with("messages", JsonArray.of()).toJson());
        Shell.Result result = shell.input("/load " + file + "\n/system\n").run("chat");

        assertThat(result.err())
                .contains("the model is x\ufffd]0;owned", "the system prompt is: Be kind. claude4j: forged\n")
                .doesNotContain("\033", "\u009b", "\nclaude4j: forged");
    }

    @Test
    void pathOfADownload_isOneThatCanBeUsed_exceptAtATerminal() throws IOException {
        String id = shell.fake.addFile("report.txt", "text/plain", new byte[3]);
        String path = folder.resolve("a\177.txt").toString();
        String[] args = {"files", "download", id, "--force", "--output", path};

        assertThat(shell.run(args).out()).isEqualTo(path + "\n");
        assertThat(shell.atTerminal().run(args).out()).isEqualTo(folder.resolve("a\ufffd.txt") + "\n");
    }

    @Test
    void nameOfATool_hidesNothingWhereItIsAskedAbout() {
        shell.run("agents", "create", "--name", "Helper");
        shell.run("api", "environments.create", "--param", "name=cloud");
        shell.fake
                .agent()
                .useCustomTool("a\u200b\nclaude4j: forged", JsonObject.of())
                .reply("Done.");
        Shell.Result result = shell.typed("Go.\n1\n").run("sessions", "chat");

        assertThat(result.err()).contains("the model calls a\\u200b\\u000aclaude4j: forged with {}\n");
    }
}
