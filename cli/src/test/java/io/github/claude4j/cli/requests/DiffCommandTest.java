package io.github.claude4j.cli.requests;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.cli.fixtures.Shell;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiffCommandTest {
    private static final String REQUEST = """
            {"model": "claude-opus-5-5", "max_tokens": 9,
             "tools": [{"name": "dig", "input_schema": {"type": "object"}, "cache_control": {"type": "ephemeral"}}],
             "system": [{"type": "text", "text": "Today is 28 November.", "cache_control": {"type": "ephemeral"}}],
             "messages": [{"role": "user", "content": "Hi"}]}""";

    private final Shell shell = new Shell();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        shell.close();
    }

    private Shell.Result diff(String second, String... options) throws IOException {
        Path one = Files.writeString(folder.resolve("a.json"), REQUEST);
        Path other = Files.writeString(folder.resolve("b.json"), second);
        String[] command = new String[options.length + 3];
        command[0] = "diff";
        command[1] = one.toString();
        command[2] = other.toString();
        System.arraycopy(options, 0, command, 3, options.length);
        return shell.run(command);
    }

    private Shell.Result compared(String first, String second) throws IOException {
        Path one = Files.writeString(folder.resolve("c.json"), first);
        return shell.input(second).run("diff", one.toString(), "-");
    }

    @Test
    void diff_equal_isDone() throws IOException {
        Shell.Result result = diff(REQUEST.replaceAll("\\s+", " "));
        assertThat(result.code()).isZero();
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).isEqualTo("claude4j: they are equal\n");
    }

    @Test
    void diff_whatBreaksTheCache_isToldWithWhatItCosts() throws IOException {
        Shell.Result result =
                diff(REQUEST.replace("28", "29").replace("Hi", "Ho").replace("9,", "10,"));
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).isEqualTo("""
                the cache breaks at system[0].text: its text differs from character 10 on
                    - Today is 28 November.
                    + Today is 29 November.
                of 167 B that the cache keeps of the first request 84 B still serve, up to tools[0]; 83 B are read anew, at 4 instead of 0.20 USD a million tokens

                all differences:
                max_tokens
                    - 9
                    + 10
                system[0].text
                    - "Today is 28 November."
                    + "Today is 29 November."
                messages[0].content
                    - "Hi"
                    + "Ho"
                """);
    }

    @Test
    void diff_conversationThatGoesOn_breaksNoCache() throws IOException {
        Shell.Result result = diff(REQUEST.replace("}]}", "},{\"role\": \"assistant\", \"content\": \"Ho\"}]}"));
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out())
                .startsWith("the cache does not break: ")
                .endsWith("messages[1]\n    + {\"role\":\"assistant\",\"content\":\"Ho\"}\n");
    }

    @Test
    void diff_orderOfMembers_isADifference() throws IOException {
        Shell.Result result = diff(REQUEST.replace(
                        "\"input_schema\": {\"type\": \"object\"}",
                        "\"input_schema\": {\"type\": \"object\"}, \"strict\": true")
                .replace("\"name\": \"dig\", ", "")
                .replace("\"strict\": true", "\"name\": \"dig\""));
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out())
                .contains("the cache breaks at tools[0]: its members are in another order")
                .contains("    - members: name, input_schema, cache_control\n")
                .contains("    + members: input_schema, name, cache_control\n");
    }

    @Test
    void diff_withoutBreakpoints_costsNothing() throws IOException {
        String request = REQUEST.replaceAll(", \"cache_control\": \\{[^}]*}", "");
        Shell.Result result = compared(request, REQUEST.replace("28", "29"));
        assertThat(result.out()).contains("it costs nothing: the first request has no cache breakpoint");
    }

    @Test
    void nameOfABreakpointInWhatAToolWasGiven_isNoBreakpoint() throws IOException {
        String request = """
                {"model": "claude-opus-5-5", "max_tokens": 9, "messages": [
                  {"role": "user", "content": "Hi"},
                  {"role": "assistant", "content": [{"type": "tool_use", "id": "t", "name": "set",
                    "input": {"cache_control": {"type": "ephemeral"}}}]},
                  {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "t", "content": "Done"}]}]}""";
        Shell.Result result = compared(request, request.replace("Hi", "Ho"));
        assertThat(result.out()).contains("it costs nothing: the first request has no cache breakpoint");
    }

    @Test
    void diff_breakpointInAResult_keepsTheBlockAroundIt() throws IOException {
        String request = """
                {"model": "claude-opus-5-5", "max_tokens": 9, "messages": [
                  {"role": "user", "content": [{"type": "tool_result", "tool_use_id": "t", "content": [
                    {"type": "text", "text": "Done", "cache_control": {"type": "ephemeral"}}]}]}]}""";
        Shell.Result result = compared(request, request.replace("Done", "Gone"));
        assertThat(result.out()).contains("nothing serves any more");
    }

    @Test
    void diff_forPrograms_isOneObject() throws IOException {
        JsonObject result = diff(REQUEST.replace("28", "29"), "--json").json();
        assertThat(result.booleanValue("equal")).isFalse();
        assertThat(result.object("cache_break").string("path")).isEqualTo("system[0].text");
        assertThat(result.object("cache_break").string("survives")).isEqualTo("tools[0]");
        assertThat(result.array("differences").object(0).string("path")).isEqualTo("system[0].text");
    }

    @Test
    void diff_inATerminal_fitsAndFilters() throws IOException {
        shell.seen(60);
        Shell.Result result = diff(REQUEST.replace("Hi", "\\u009b31m" + "long ".repeat(100)));
        assertThat(result.lines())
                .filteredOn(line -> line.startsWith("    "))
                .isNotEmpty()
                .allMatch(line -> line.length() <= 60)
                .noneMatch(line -> line.contains("\u009b"));
    }
}
