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

class LintCommandTest {
    private static final String GOOD = """
            {"model":"claude-opus-5-5","max_tokens":9,"messages":[{"role":"user","content":"Hi"}]}""";

    private final Shell shell = new Shell();

    @TempDir
    private Path folder;

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void lint_goodRequest_isDone() throws IOException {
        Path file = Files.writeString(folder.resolve("good.json"), GOOD);
        Shell.Result result = shell.run("lint", file.toString());
        assertThat(result.code()).isZero();
        assertThat(result.out()).isEmpty();
        assertThat(result.err()).isEqualTo("claude4j: nothing is known against it\n");
        assertThat(shell.fake.requests()).isEmpty();
    }

    @Test
    void lint_whatTheApiRefuses_isToldWithPlaceReasonAndRemedy() {
        String request = GOOD.replace("\"max_tokens\":9", "\"tool_choice\":{\"type\":\"auto\"}");
        Shell.Result result = shell.input(request).run("lint", "-");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).isEqualTo("""
                max_tokens: expected an integer, found nothing
                tool_choice: there are no tools to choose from
                    add tools, or leave it out
                """);
        assertThat(result.err()).isEqualTo("claude4j: the API would refuse it: 2 faults\n");
    }

    @Test
    void lint_whatTheVersionOfTheApiRefuses_isToldToo() {
        Shell.Result result = shell.input(GOOD.replace("9", "9,\"top_k\":3")).run("lint", "-");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("top_k: refused from API version 2026-10-21 on");
    }

    @Test
    void lint_forPrograms_isOneObjectALine() {
        Shell.Result result =
                shell.input(GOOD.replace("9", "9,\"temperature\":3")).run("lint", "--json", "-");
        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).isEmpty();
        assertThat(result.lines()).isNotEmpty().allSatisfy(line -> {
            JsonObject finding = JsonObject.parse(line);
            assertThat(finding.string("severity")).isEqualTo("refused");
            assertThat(finding.string("path")).isEqualTo("temperature");
            assertThat(finding.string("reason")).isNotEmpty();
        });
    }

    @Test
    void lint_hostileNames_doNotReachTheTerminal() {
        String tool = "{\"name\":\"a\\u001b]0;x\\u0007\",\"input_schema\":{\"type\":\"object\"}}";
        Shell.Result result = shell.seen(80)
                .input(GOOD.replace("}]}", "}],\"tools\":[" + tool + "," + tool + "]}"))
                .run("lint", "-");
        assertThat(result.out()).isNotEmpty().doesNotContain("\u001b", "\u0007");
    }
}
