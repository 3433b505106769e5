package io.github.claude4j.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.cli.fixtures.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompletionCommandTest {
    private final Shell shell = new Shell();

    @AfterEach
    void close() {
        shell.close();
    }

    @Test
    void completion_bash_completesCommandsOptionsAndModels(@TempDir Path folder) throws Exception {
        Path script = Files.writeString(
                folder.resolve("completion"), shell.run("completion", "bash").out());
        assertThat(completed(script, "claude4j", "fi")).isEqualTo("files");
        assertThat(completed(script, "claude4j", "files", "up")).isEqualTo("upload");
        assertThat(completed(script, "claude4j", "message", "--eff")).isEqualTo("--effort");
        assertThat(completed(script, "claude4j", "message", "--model", "claude-opus-5-"))
                .isEqualTo("claude-opus-5-5");
        assertThat(completed(script, "claude4j", "message", "--effort", "xh")).isEqualTo("xhigh");
        assertThat(completed(script, "claude4j", "chat", "--backend", "vert")).isEqualTo("vertex");
        assertThat(completed(script, "claude4j", "api", "messages.batches.can")).isEqualTo("messages.batches.cancel");
        assertThat(completed(script, "claude4j", "sessions", "ste")).isEqualTo("steer");
    }

    /** What bash itself makes of it. */
    private static String completed(Path script, String... words) throws IOException, InterruptedException {
        String line =
                ". '" + script + "'; COMP_WORDS=(" + String.join(" ", words) + "); COMP_CWORD=" + (words.length - 1)
                        + "; COMP_LINE=\"${COMP_WORDS[*]}\"; COMP_POINT=${#COMP_LINE};"
                        + " _complete_claude4j; printf '%s' \"${COMPREPLY[*]}\"";
        Process bash = new ProcessBuilder("bash", "-c", line)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(bash.getInputStream().readAllBytes());
        assertThat(bash.waitFor()).isZero();
        return output.strip();
    }

    @Test
    void completion_zsh_loadsWhatTheScriptNeeds() {
        Shell.Result result = shell.run("completion", "zsh");
        assertThat(result.code()).isZero();
        assertThat(result.out()).startsWith("autoload -Uz compinit").contains("bashcompinit", "claude4j");
    }
}
