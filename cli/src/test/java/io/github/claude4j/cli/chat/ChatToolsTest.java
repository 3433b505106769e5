package io.github.claude4j.cli.chat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.cli.fixtures.Shell;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.RecordedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChatToolsTest {
    private final Shell shell = new Shell();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        shell.close();
    }

    private static String lines(String... lines) {
        return String.join("\n", lines) + "\n";
    }

    /** The file of a tool that is this script. */
    private String tool(String script) throws IOException {
        return tool("run", JsonObject.of("command", JsonArray.of(List.of("sh", "-c", script))));
    }

    private String tool(String name, JsonObject more) throws IOException {
        JsonObject.Builder tool = JsonObject.builder()
                .put("name", name)
                .put("description", "Does something.")
                .put("input_schema", JsonObject.parse("{\"properties\": {\"x\": {}}}"));
        more.forEach(tool::put);
        return Files.writeString(folder.resolve(name + ".json"), tool.build().toJson())
                .toString();
    }

    private JsonObject last() {
        List<RecordedRequest> asked = shell.fake.requests("messages.create");
        return asked.get(asked.size() - 1).json();
    }

    /** The results that were sent last. */
    private List<JsonObject> results() {
        List<JsonObject> turns = last().array("messages").objects();
        return turns.get(turns.size() - 1).array("content").objects();
    }

    private void call(Object x) {
        shell.fake.replyToolUse("run", JsonObject.of("x", x)).reply("Done.");
    }

    @Test
    void tool_allowed_runsWithItsInputAndGivesWhatItWrote() throws IOException {
        call("é");
        Shell.Result result = shell.typed(lines("Go.", "y")).run("chat", "--tool", tool("cat; echo ' on' >&2"));
        assertThat(result.code()).isZero();
        assertThat(result.out()).isEqualTo("Done.\n");
        assertThat(result.err())
                .contains(
                        "claude4j: the model calls run with {\"x\":\"é\"}\n",
                        "run it? y(es), n(o), a(lways)",
                        "run runs");
        assertThat(results()).hasSize(1);
        assertThat(results().get(0).get("content")).isEqualTo("{\"x\":\"é\"} on\n");
        assertThat(results().get(0).has("is_error")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"n,the user said no", "No,the user said no", "'',the user said no"})
    void tool_notAllowed_doesNotRun(String answer, String reason) throws IOException {
        call(1);
        Path mark = folder.resolve("mark");
        shell.typed(lines("Go.", "what?", answer)).run("chat", "--tool", tool("touch " + mark));
        assertThat(mark).doesNotExist();
        assertThat(results().get(0).get("content")).isEqualTo("not run: " + reason);
        assertThat(results().get(0).get("is_error")).isEqualTo(true);
    }

    @Test
    void tool_always_isAskedOnce() throws IOException {
        call(1);
        call(2);
        Shell.Result result = shell.typed(lines("Go.", "a", "Go on.")).run("chat", "--tool", tool("cat"));
        assertThat(result.out()).isEqualTo("Done.\nDone.\n");
        assertThat(result.err()).containsOnlyOnce("run it?");
        assertThat(results().get(0).get("content")).isEqualTo("{\"x\":2}");
    }

    @Test
    void tool_writesTooMuch_isToldSo() throws IOException {
        call(1);
        shell.typed(lines("Go.", "y")).run("chat", "--tool", tool("yes | head -c 1048577"));
        assertThat(((String) results().get(0).get("content")).substring(0, 60))
                .startsWith("[cut: the command wrote more than 1 MB; it begins with]\ny\ny\n");
        shell.fake.clear();
        call(1);
        shell.typed(lines("Go.", "y")).run("chat", "--tool", tool("yes | head -c 1048576"));
        assertThat(((String) results().get(0).get("content")).substring(0, 4)).isEqualTo("y\ny\n");
    }

    @Test
    void tool_nobodyThere_doesNotRun() throws IOException {
        call(1);
        Shell.Result result = shell.input(lines("Go.")).run("chat", "--tool", tool("cat"));
        assertThat(result.code()).isZero();
        assertThat(result.err()).contains("claude4j: the model calls run, and nobody is here to allow it\n");
        assertThat(results().get(0).get("content")).isEqualTo("not run: nobody is here to allow it");
    }

    @Test
    void tool_questionNotAnswered_stopsAndNothingRuns() throws IOException {
        call(1);
        Path mark = folder.resolve("mark");
        Shell.Result result = shell.typed("Go.\n").run("chat", "--tool", tool("touch " + mark));
        assertThat(result.err()).contains("claude4j: stopped\nclaude4j: /retry asks again\n");
        assertThat(mark).doesNotExist();
        assertThat(shell.fake.requests("messages.create")).hasSize(1);
    }

    @Test
    void tool_inputThatPretends_isShownAsItIs() throws IOException {
        call("\u202e\u200b\u009b2Jrm\n");
        Shell.Result result = shell.typed(lines("Go.", "n")).run("chat", "--tool", tool("cat"));
        assertThat(result.err()).contains("with {\"x\":\"\\u202e\\u200b\\u009b2Jrm\\n\"}\n");
    }

    @Test
    void tool_fails_tellsTheModelAndThePersonWithoutControlCodes() throws IOException {
        call(1);
        Shell.Result result =
                shell.typed(lines("Go.", "y")).run("chat", "--tool", tool("printf 'bad \\033[2J news\\nmore'; exit 3"));
        assertThat(results().get(0).get("content")).isEqualTo("exit code 3\nbad \u001b[2J news\nmore");
        assertThat(results().get(0).get("is_error")).isEqualTo(true);
        assertThat(result.err()).contains("claude4j: run: exit code 3\n").doesNotContain("\u001b");
    }

    @Test
    void tool_thatIsNotThere_tellsTheModel() throws IOException {
        call(1);
        String file = tool("run", JsonObject.of("command", JsonArray.of(List.of("no-such-program-here"))));
        shell.typed(lines("Go.", "y")).run("chat", "--tool", file);
        assertThat(results().get(0).get("content")).isEqualTo("the command cannot be started: no-such-program-here");
    }

    @Test
    void tool_tooLong_isEndedWithAllThatItStarted() throws IOException {
        call(1);
        Path mark = folder.resolve("mark");
        String file = tool(
                "run",
                JsonObject.of(
                        "command",
                        JsonArray.of(
                                List.of("sh", "-c", "(sleep 30; touch " + mark + ") & echo $$ > " + mark + "; wait")),
                        "timeout",
                        1));
        shell.typed(lines("Go.", "y")).run("chat", "--tool", file);
        assertThat(results().get(0).get("content")).isEqualTo("timed out; it may have had an effect");
        long pid = Long.parseLong(Files.readString(mark).strip());
        // The result does not wait for the end of what it is about.
        ProcessHandle.of(pid).ifPresent(left -> assertThat(left.onExit()).succeedsWithin(Duration.ofSeconds(20)));
    }

    @Test
    void tool_readsNothingAndWritesMuch_doesNotHang() throws IOException {
        call("x".repeat(300_000));
        shell.typed(lines("Go.", "y")).run("chat", "--tool", tool("head -c 3000000 /dev/zero | tr '\\0' 'a'"));
        assertThat(results().get(0).string("content"))
                .startsWith("[cut: the command wrote more than 1 MB; it begins with]\naaaa")
                .hasSizeLessThan(101_000)
                .contains("[cut: the first 100000 of ");
    }

    @Test
    void tool_seesNoKey() throws IOException {
        call(1);
        shell.typed(lines("Go.", "y")).run("chat", "--tool", tool("env | grep -c ^ANTHROPIC_ || true"));
        assertThat(results().get(0).get("content")).isEqualTo("0\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "oops | expected a tool; expected JSON",
                "{} | name: expected text, found null",
                "{\"name\": \"a b\", \"description\": \"d\", \"input_schema\": {}, \"command\": [\"a\"]} | name: expected 1 to 128",
                "{\"name\": \"a\", \"description\": \"\"} | description: expected text, found nothing in it",
                "{\"name\": \"a\", \"description\": \"d\", \"input_schema\": 5} | input_schema: expected an object, found a number",
                "{\"name\": \"a\", \"description\": \"d\", \"input_schema\": {}, \"command\": \"ls -l\"} | command: expected a list of a program and its arguments, found a string",
                "{\"name\": \"a\", \"description\": \"d\", \"input_schema\": {}, \"command\": [\"a\", 1]} | command: expected a program and its arguments, all text, found a number",
                "{\"name\": \"a\", \"description\": \"d\", \"input_schema\": {}, \"command\": [\"a\"], \"timeout\": 0} | timeout: expected seconds, 1 or more, found 0",
                "{\"name\": \"a\", \"shell\": \"ls\"} | shell: expected one of name"
            })
    void toolFile_wrong_isRefusedBeforeAnythingIsSent(String content, String problem) throws IOException {
        Path file = Files.writeString(folder.resolve("t.json"), content);
        Shell.Result result = shell.input(lines("Go.")).run("chat", "--tool", file.toString());
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("t.json: ", problem).hasLineCount(1);
        assertThat(shell.fake.requests()).isEmpty();
    }

    @Test
    void toolFile_twoOfOneName_areRefused() throws IOException {
        String file = tool("cat");
        Shell.Result result = shell.input(lines("Go.")).run("chat", "--tool", file, "--tool", file);
        assertThat(result.code()).isEqualTo(2);
        assertThat(result.err()).contains("name: expected another one than before, found run");
    }

    @Test
    void savedChat_thatStoppedBetweenCalls_goesOnWithoutRunningThemAgain() throws IOException {
        Path saved = folder.resolve("chat.json");
        String file = tool("cat");
        shell.fake.replyToolUse("run", JsonObject.of("x", 1)).replyToolUse("run", JsonObject.of("x", 2));
        // The failure of the third request stops the turn.
        shell.fake.failWith(400, "invalid_request_error", "no");
        shell.typed(lines("Go.", "y", "y", "/save " + saved)).run("chat", "--tool", file);
        shell.fake.reply("Done.");
        Shell.Result result = shell.typed(lines("/retry")).run("chat", "--load", saved.toString(), "--tool", file);
        assertThat(result.err()).contains("; /retry goes on where it stopped\n").doesNotContain("run it?");
        assertThat(result.out()).isEqualTo("Done.\n");
        assertThat(last().array("messages").size()).isEqualTo(5);
    }

    @Test
    void savedChat_goesOnWithoutItsTool() throws IOException {
        Path saved = folder.resolve("chat.json");
        call(2);
        shell.typed(lines("Go.", "y", "/save " + saved)).run("chat", "--tool", tool("cat"));
        shell.fake.reply("Fine.");
        shell.typed(lines("And without it?")).run("chat", "--load", saved.toString());
        assertThat(last().has("tools")).isFalse();
        assertThat(last().array("messages").size()).isEqualTo(5);
    }
}
