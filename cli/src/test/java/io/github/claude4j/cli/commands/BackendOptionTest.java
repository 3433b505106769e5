package io.github.claude4j.cli.commands;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.Claude;
import io.github.claude4j.cli.Cli;
import io.github.claude4j.cli.terminal.Output;
import io.github.claude4j.cli.terminal.Terminal;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.testkit.FakeCloud;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

/** Commands in clouds. The variables of Foundry are set for all tests of the module. */
class BackendOptionTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int run(String... args) {
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(new byte[0]),
                new Output(out),
                new PrintStream(err, true, UTF_8),
                false,
                false,
                false,
                () -> 80);
        return new Cli(terminal, Claude::builder).run(args);
    }

    @Test
    void command_goesToTheCloud_withItsOwnKey() {
        try (FakeClaude fake = FakeCloud.FOUNDRY.start()) {
            fake.reply("Hello!");
            int code = run("message", "--backend", "foundry", "--base-url", fake.url() + "/anthropic", "Hi");

            assertThat(err.toString(UTF_8)).isEmpty();
            assertThat(code).isZero();
            assertThat(out.toString(UTF_8)).isEqualTo("Hello!\n");
            assertThat(fake.lastRequest().onTheWire().header("x-api-key")).contains("foundry-key");
        }
    }

    @Test
    void whatTheCloudDoesNotHave_isOneLine() {
        assertThat(run("models", "--backend", "foundry")).isEqualTo(2);
        assertThat(err.toString(UTF_8))
                .contains("azure.ai.inference does not have it")
                .hasLineCount(1);
    }

    @Test
    void whatTheEnvironmentDoesNotSay_isNamed() {
        assertThat(run("message", "--backend", "vertex", "Hi")).isEqualTo(2);
        assertThat(err.toString(UTF_8))
                .startsWith("claude4j: --backend vertex: ")
                .contains("CLOUD_ML_REGION")
                .hasLineCount(1);
    }
}
