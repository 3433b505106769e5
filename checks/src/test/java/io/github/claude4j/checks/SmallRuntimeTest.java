package io.github.claude4j.checks;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import io.github.claude4j.Claude;
import io.github.claude4j.okhttp.OkHttpTransport;
import io.github.claude4j.socket.SocketTransport;
import io.github.claude4j.testkit.FakeClaude;
import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import okhttp3.OkHttpClient;
import okio.Okio;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client in a Java that has next to nothing, over what needs no client of the JDK. */
class SmallRuntimeTest {
    /** What runs there. */
    public static final class Program {
        private Program() {}

        public static void main(String[] args) {
            try (Claude claude = Claude.builder()
                    .fromEnv()
                    .apiKey("sk-ant-test")
                    .baseUrl(args[0])
                    .transport(args[1].equals("okhttp") ? OkHttpTransport.create() : SocketTransport.create())
                    .build()) {
                System.out.println(claude.messages()
                        .create(m -> m.model("claude-opus-5-5").maxTokens(100).addUserMessage("Hi"))
                        .text());
                System.out.println(claude.messages().stream(
                                m -> m.model("claude-opus-5-5").maxTokens(100).addUserMessage("Hi"))
                        .message()
                        .text());
                System.out.println(claude.models().list().items().size() > 0);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"okhttp", "socket"})
    void calls_overOthers_needNoClientOfTheJdk(String transport) throws Exception {
        try (FakeClaude fake = FakeClaude.start()) {
            fake.reply("one").reply("two");

            assertThat(run("java.base,java.logging", fake.url(), transport)).isEqualTo("one\ntwo\ntrue\n");
        }
    }

    private static String run(String modules, Object url, String transport)
            throws IOException, URISyntaxException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(
                "--limit-modules", modules, "-cp", classPath(), Program.class.getName(), url.toString(), transport));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said.replace(System.lineSeparator(), "\n");
    }

    private static String classPath() throws URISyntaxException {
        List<String> paths = new ArrayList<>();
        for (Class<?> type : List.of(
                Claude.class,
                JsonFactory.class,
                OkHttpTransport.class,
                OkHttpClient.class,
                Okio.class,
                kotlin.Unit.class,
                SmallRuntimeTest.class)) {
            paths.add(Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString());
        }
        return String.join(File.pathSeparator, paths);
    }
}
