package io.github.claude4j.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.cli.fixtures.Shell;
import io.github.claude4j.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModelsCommandTest {
    private final Shell shell = new Shell();

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void models_forPeople_isATable() {
        Shell.Result result = shell.run("models");
        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.lines().get(0)).startsWith("ID ").contains("NAME", "CONTEXT", "STATE");
        assertThat(result.lines())
                .anyMatch(line ->
                        line.matches("claude-opus-5-5 +Claude Opus 5\\.5 +\\d+ +\\d+ +\\d{4}-\\d\\d-\\d\\d +active"))
                .anyMatch(line -> line.contains("deprecated, retires "));
    }

    @Test
    void models_forPrograms_isOneObjectALine() {
        Shell.Result result = shell.run("models", "--json");
        assertThat(result.lines())
                .allSatisfy(line ->
                        assertThat(JsonObject.parse(line).string("type")).isEqualTo("model"));
    }

    @Test
    void models_moreThanTheLimit_saysSo() {
        Shell.Result result = shell.run("models", "--limit", "2", "--json");
        assertThat(result.lines()).hasSize(2);
        assertThat(result.err()).isEqualTo("claude4j: there are more models; --limit N or --all lists them\n");
        assertThat(shell.fake.requests()).hasSize(1);

        int all = shell.run("models", "--all").lines().size() - 1;
        Shell.Result exactly = shell.run("models", "--limit", "" + all);
        assertThat(exactly.lines()).hasSize(all + 1);
        assertThat(exactly.err()).isEmpty();
    }

    @Test
    void models_narrowTerminal_showsWhatFits() {
        Shell.Result result = shell.seen(60).run("models");
        assertThat(result.lines()).allMatch(line -> line.length() <= 60);
        assertThat(result.lines().get(0)).startsWith("ID ").contains("CONTEXT").doesNotContain("STATE");
        assertThat(result.err())
                .isEqualTo("claude4j: not all columns fit; a wider terminal, a pipe and --json have them all\n");
        assertThat(shell.seen(200).run("models").lines().get(0)).contains("STATE");
    }

    @Test
    void models_one_isShownWithWhatItCanDo() {
        Shell.Result result = shell.run("models", "claude-opus-5-5");
        assertThat(result.out())
                .contains("id       claude-opus-5-5\n")
                .contains("up to ", "can do   batch, ", "structured outputs");
        assertThat(shell.run("models", "claude-opus-5-5", "--json").json().string("id"))
                .isEqualTo("claude-opus-5-5");
        assertThat(shell.run("models", "claude-none").code()).isEqualTo(1);
    }

    @Test
    void countTokens_printsANumberAlone() {
        Shell.Result result = shell.run("count-tokens", "--model", "claude-haiku-4-5", "--system", "Be brief.", "Hi");
        assertThat(result.out()).matches("\\d+\n");
        JsonObject body = shell.fake.lastRequest().json();
        assertThat(body.string("model")).isEqualTo("claude-haiku-4-5");
        assertThat(body.get("system")).hasToString("Be brief.");
        assertThat(shell.input("Hi").run("count-tokens", "--json").json().longValue("input_tokens"))
                .isPositive();
    }
}
