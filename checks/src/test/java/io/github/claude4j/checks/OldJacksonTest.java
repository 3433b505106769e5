package io.github.claude4j.checks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.Claude;
import io.github.claude4j.messages.MessageStream;
import io.github.claude4j.testkit.FakeClaude;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The client beside an older jackson-core, which what else an application uses may bring. */
class OldJacksonTest {
    /** What runs with it. */
    public static final class Program {
        private Program() {}

        public static void main(String[] args) {
            try (Claude claude =
                    Claude.builder().apiKey("sk-ant-test").baseUrl(args[0]).build()) {
                System.out.println(claude.messages()
                        .create(m -> m.model("claude-opus-5-5").maxTokens(100).addUserMessage("Hi 1.5e9 \ud83d\ude00"))
                        .text());
                try (MessageStream stream = claude.messages().stream(
                        m -> m.model("claude-opus-5-5").maxTokens(100).addUserMessage("Hi"))) {
                    System.out.println(stream.message().text());
                }
            }
        }
    }

    private record Ran(int exit, String said) {}

    /** Runs the program with the jar that the build has put there. */
    private static Ran with(String version, Object url) throws IOException, URISyntaxException, InterruptedException {
        Path jackson = Path.of("target", "jackson", "jackson-core-" + version + ".jar");
        assertThat(jackson).exists();
        String classPath =
                String.join(File.pathSeparator, place(Claude.class), place(OldJacksonTest.class), jackson.toString());
        Process process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classPath,
                        Program.class.getName(),
                        url.toString()))
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Ran(process.waitFor(), said.replace(System.lineSeparator(), "\n"));
    }

    private static String place(Class<?> type) throws URISyntaxException {
        return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI())
                .toString();
    }

    @Test
    void theOldestOneThatWillDo_does() throws Exception {
        try (FakeClaude fake = FakeClaude.start()) {
            fake.reply("one").reply("two");

            assertThat(with("2.15.4", fake.url())).isEqualTo(new Ran(0, "one\ntwo\n"));
        }
    }

    @Test
    void anOlderOne_isNamed_withWhatIsNeeded() throws Exception {
        Ran ran = with("2.14.3", "http://127.0.0.1:9");

        assertThat(ran.exit()).isNotZero();
        assertThat(ran.said()).contains("claude4j needs jackson-core 2.15 or newer, found 2.14.3");
    }
}
