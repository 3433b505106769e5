package io.github.claude4j.cli.commands;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.Claude;
import io.github.claude4j.cli.fixtures.Serving;
import io.github.claude4j.cli.fixtures.Shell;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.Model;
import io.github.claude4j.testkit.Recorder;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProxyCommandTest {
    private static final String KEY = "sk-ant-my-secret-key";

    @TempDir
    Path folder;

    private final Shell shell = new Shell();

    @AfterEach
    void close() {
        shell.close();
    }

    private static Message ask(String url) {
        try (Claude claude = Claude.builder().baseUrl(url).apiKey(KEY).build()) {
            return claude.messages()
                    .create(m -> m.model(Model.CLAUDE_OPUS_5_5).maxTokens(100).addUserMessage("Hello"));
        }
    }

    @Test
    void traffic_isPassedOnShownAndRecorded() throws Exception {
        Path cassette = folder.resolve("said.json");
        Serving proxy = new Serving(
                "proxy", shell, "--window", "--record", cassette.toString(), "--to", shell.fake.url() + "/");
        String window = proxy.window();
        String answer = ask(proxy.url()).text();
        assertThat(shell.fake.lastRequest().header("authorization")).hasValue("Bearer " + KEY);
        String shown = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(window + "exchange?id=1"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        assertThat(shown).contains("messages.create").doesNotContain(KEY);

        Shell.Result result = proxy.interrupt();

        assertThat(result.code()).isEqualTo(130);
        assertThat(result.err()).isEmpty();
        assertThat(Files.readString(cassette)).contains("Hello").doesNotContain(KEY);
        try (Recorder replay = Recorder.replay(cassette)) {
            assertThat(ask(replay.url().toString()).text()).isEqualTo(answer);
        }
    }

    @Test
    void withoutRecording_nothingIsWritten() throws Exception {
        try (Serving proxy =
                new Serving("proxy", shell, "--window", "--to", shell.fake.url().toString())) {
            ask(proxy.url());
        }
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void whatIsWrong_isSaidAtOnce() throws Exception {
        for (List<String> wrong : List.of(
                List.of("expected --window, --record or both, found neither"),
                List.of(
                        "--to: expected an address such as https://api.anthropic.com, found api",
                        "--window",
                        "--to",
                        "api"),
                List.of("--to: expected", "--window", "--to", "ftp://api.anthropic.com"),
                List.of("--to: expected", "--window", "--to", "https://me:secret@api.test"),
                List.of("--port: expected a number", "--window", "--port", "-1"),
                List.of("--window: expected a number", "--window", "70000"),
                List.of("--record: expected a file", "--record", folder.toString()),
                List.of(
                        "--record: nothing can be written into",
                        "--record",
                        Files.createFile(folder.resolve("a")) + "/b"))) {
            String[] command = wrong.toArray(String[]::new);
            command[0] = "proxy";
            Shell.Result result = shell.run(command);
            assertThat(result.code()).isEqualTo(2);
            assertThat(result.err())
                    .startsWith("claude4j: ")
                    .contains(wrong.get(0))
                    .hasLineCount(1);
            assertThat(result.bytes()).isEmpty();
        }
    }
}
