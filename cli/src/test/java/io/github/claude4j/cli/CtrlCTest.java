package io.github.claude4j.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.claude4j.Claude;
import io.github.claude4j.testkit.FakeClaude;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process, and a shell around it, when Ctrl-C is pressed. */
class CtrlCTest {
    /** As {@link Process#exitValue()} tells that signal 2 ended it. */
    private static final int INTERRUPTED = 128 + 2;

    @TempDir
    private Path folder;

    /** Where the signal is ignored, as in a job in the background, all that is started ignores it too. */
    @BeforeAll
    static void signalsArrive() throws Exception {
        Process shell;
        try {
            shell = new ProcessBuilder("bash", "-c", "kill -INT $$; exit 0").start();
        } catch (IOException e) {
            shell = null;
        }
        assumeTrue(shell != null, "there is no bash");
        assumeTrue(shell.waitFor() == INTERRUPTED, "signals are ignored here");
    }

    /** A shell in a loop of this command; its first line says that the command is at work. */
    private Process loop(String command) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> script = new ArrayList<>();
        script.add("while :; do");
        script.add("'" + java + "' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp \"$CP\" " + Main.class.getName() + " "
                + command);
        script.add("echo again; done");
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", String.join("\n", script));
        builder.environment().put("CP", System.getProperty("java.class.path"));
        builder.environment().put("ANTHROPIC_API_KEY", "none");
        builder.redirectErrorStream(true);
        return builder.start();
    }

    /** What a terminal does: all of the job gets the signal. */
    private static void interrupt(Process shell) throws Exception {
        List<Long> all = new ArrayList<>();
        all.add(shell.pid());
        shell.descendants().map(ProcessHandle::pid).forEach(all::add);
        for (Long pid : all) {
            new ProcessBuilder("kill", "-INT", pid.toString()).start().waitFor();
        }
    }

    @Test
    void ctrlC_endsTheLoopOfAShell() throws Exception {
        Process shell = loop("serve");
        try (BufferedReader out = lines(shell)) {
            assertThat(out.readLine()).contains("is listening on");
            interrupt(shell);
            assertThat(shell.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(out.lines()).doesNotContain("again");
            assertThat(shell.exitValue()).isEqualTo(INTERRUPTED);
        } finally {
            shell.descendants().forEach(ProcessHandle::destroyForcibly);
            shell.destroyForcibly();
        }
    }

    @Test
    void ctrlC_whileInputIsAwaited_endsTheLoopToo() throws Exception {
        Process shell = loop("sessions chat --offline");
        try (BufferedReader out = lines(shell)) {
            assertThat(out.readLine()).contains("offline");
            interrupt(shell);
            assertThat(shell.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(out.lines()).doesNotContain("again");
        } finally {
            shell.descendants().forEach(ProcessHandle::destroyForcibly);
            shell.destroyForcibly();
        }
    }

    @Test
    void ctrlC_whatIsWrittenAtTheEnd_isWritten() throws Exception {
        Path cassette = folder.resolve("said.json");
        try (FakeClaude fake = FakeClaude.start()) {
            Process shell = loop("proxy --record '" + cassette + "' --to " + fake.url());
            try (BufferedReader out = lines(shell)) {
                String url = out.readLine().replaceAll("Requests to (\\S+) .*", "$1");
                try (Claude claude =
                        Claude.builder().baseUrl(url).apiKey("sk-ant-mine").build()) {
                    claude.models().list();
                }
                interrupt(shell);
                assertThat(shell.waitFor(30, TimeUnit.SECONDS)).isTrue();
                assertThat(out.lines())
                        .doesNotContain("again")
                        .noneMatch(line -> line.startsWith("claude4j:") || line.contains("xception"));
                assertThat(shell.exitValue()).isEqualTo(INTERRUPTED);
            } finally {
                shell.descendants().forEach(ProcessHandle::destroyForcibly);
                shell.destroyForcibly();
            }
            assertThat(cassette).content().contains("/v1/models").doesNotContain("sk-ant-mine");
        }
    }

    private static BufferedReader lines(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }
}
