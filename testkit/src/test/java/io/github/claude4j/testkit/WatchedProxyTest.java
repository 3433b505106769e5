package io.github.claude4j.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageStream;
import io.github.claude4j.messages.Model;
import io.github.claude4j.messages.StreamInterruptedException;
import io.github.claude4j.testkit.fixtures.Http;
import io.github.claude4j.testkit.fixtures.Page;
import io.github.claude4j.testkit.fixtures.Wire;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A recorder with a window, between a client and an API. */
@Timeout(60)
class WatchedProxyTest {
    private static final String KEY = "sk-ant-my-secret-key";
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n";
    private static final String BEGIN =
            "event: message_start\ndata: {\"type\":\"message_start\",\"message\":{\"id\":\"msg_1\",\"type\":\"message\",\"role\":"
                    + "\"assistant\",\"content\":[],\"model\":\"m\",\"usage\":{\"input_tokens\":1,\"output_tokens\":1}}}\n\n";

    @TempDir
    Path folder;

    private static Claude client(Recorder proxy) {
        return Claude.builder().baseUrl(proxy.url()).apiKey(KEY).maxRetries(0).build();
    }

    private static MessageStream stream(Claude claude) {
        return claude.messages().stream(
                m -> m.model(Model.CLAUDE_OPUS_5_5).maxTokens(100).addUserMessage("Hello"));
    }

    private static ServerSocket api() throws IOException {
        return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    }

    private static Recorder watch(ServerSocket api) {
        return Recorder.watch(URI.create("http://127.0.0.1:" + api.getLocalPort()), Recorder.Options::window);
    }

    @Test
    void traffic_isPassedOnAndShownAndNeverWrittenDown() throws IOException {
        try (FakeClaude fake = FakeClaude.start();
                Recorder proxy = Recorder.watch(fake.url(), Recorder.Options::window);
                Claude claude = client(proxy)) {
            try (MessageStream stream = stream(claude)) {
                assertThat(stream.message().text()).isNotEmpty();
            }
            byte[] image = new byte[300_000];
            String id = fake.addFile("a.bin", "application/octet-stream", image);
            assertThat(claude.files().download(id).bytes()).hasSize(image.length);
            assertThat(fake.requests().get(0).header("authorization")).hasValue("Bearer " + KEY);

            Page page = new Page(proxy.window());
            JsonObject details = page.details(1);
            assertThat(details.object("row").string("operation")).isEqualTo("messages.create");
            assertThat(details.object("timeline").longValue("count")).isGreaterThan(5);
            assertThat(details.string("curl")).contains(fake.url().toString());
            assertThat(details.toJson()).doesNotContain(KEY);
            assertThat(page.ended(2).longValue("bytes")).isEqualTo(image.length);
            assertThat(proxy.isRecording()).isFalse();
        }
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    @Test
    void streams_areNotHeldBack() throws Exception {
        try (ServerSocket api = api();
                Recorder proxy = watch(api);
                Wire client = new Wire(proxy.url())) {
            client.send(Http.HELLO.with("stream", true));
            try (Socket upstream = api.accept()) {
                upstream.getOutputStream().write((HEAD + BEGIN).getBytes(UTF_8));
                upstream.getOutputStream().flush();

                client.read(2_000);
                assertThat(client.events()).containsExactly("message_start");
                JsonObject row = new Page(proxy.window()).row(1, each -> each.longValue("status") == 200);
                assertThat(row.string("state")).isEqualTo("open");
            }
        }
    }

    @Test
    void upstreamThatDies_isACutAnswer() throws Exception {
        try (ServerSocket api = api();
                Recorder proxy = watch(api);
                Claude claude = client(proxy)) {
            Thread dying = new Thread(() -> {
                try (Socket upstream = api.accept()) {
                    upstream.getInputStream().read(new byte[8192]);
                    upstream.getOutputStream()
                            .write(HEAD.replace("connection: close", "transfer-encoding: chunked")
                                    .getBytes(UTF_8));
                    String chunk = Integer.toHexString(BEGIN.length()) + "\r\n" + BEGIN + "\r\n";
                    upstream.getOutputStream().write(chunk.getBytes(UTF_8));
                } catch (IOException e) {
                    throw new AssertionError(e);
                }
            });
            dying.start();

            try (MessageStream stream = stream(claude)) {
                assertThatThrownBy(stream::message).isInstanceOf(StreamInterruptedException.class);
            }
            dying.join();
            assertThat(new Page(proxy.window()).ended(1).string("state")).isEqualTo("cut");
        }
    }

    @Test
    void apiThatIsNotThere_isSaidSo() throws IOException {
        int port;
        try (ServerSocket gone = api()) {
            port = gone.getLocalPort();
        }
        try (Recorder proxy = Recorder.watch(URI.create("http://127.0.0.1:" + port), Recorder.Options::window);
                Claude claude = client(proxy)) {
            assertThatThrownBy(() -> claude.models().list()).hasMessageContaining("no answer from http://127");

            assertThat(new Page(proxy.window()).ended(1).object("error").string("message"))
                    .contains("no answer from http://127");
        }
    }

    @Test
    void clientThatLeaves_endsTheCallOfTheApi() throws Exception {
        try (ServerSocket api = api();
                Recorder proxy = watch(api)) {
            Socket upstream;
            try (Wire client = new Wire(proxy.url())) {
                client.send(Http.HELLO);
                upstream = api.accept();
            }

            try (upstream) {
                // It ends though nothing was answered: a reset, or the end of what was asked.
                upstream.setSoTimeout(20_000);
                try {
                    upstream.getInputStream().readAllBytes();
                } catch (java.net.SocketException e) {
                    assertThat(e).hasMessageContaining("reset");
                }
            }
            assertThat(new Page(proxy.window()).ended(1).string("state")).isEqualTo("client_left");
        }
    }

    @Test
    void bodiesOfKnownLength_keepItAndHeadsHaveNone() throws Exception {
        try (FakeClaude fake = FakeClaude.start();
                Recorder proxy = Recorder.watch(fake.url(), options -> {});
                Wire client = new Wire(proxy.url())) {
            String headers = " HTTP/1.1\r\nHost: localhost\r\nx-api-key: k\r\nanthropic-version: 2026-10-21\r\n\r\n";
            client.send("HEAD /v1/models" + headers).send("GET /v1/models/claude-opus-5-5" + headers);
            client.read(2_000);

            assertThat(client.text())
                    .startsWith("HTTP/1.1 405")
                    .containsSubsequence("content-length: 0", "\r\n\r\nHTTP/1.1 200", "content-length: ")
                    .doesNotContain("chunked");
            assertThatThrownBy(proxy::window).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void recording_canBeWatchedToo() {
        Path cassette = folder.resolve("a.json");
        try (FakeClaude fake = FakeClaude.start();
                Recorder recorder =
                        Recorder.record(cassette, fake.url(), o -> o.window().redact("metadata.user_id"));
                Claude claude = client(recorder)) {
            claude.messages()
                    .create(m -> m.model(Model.CLAUDE_OPUS_5_5)
                            .maxTokens(100)
                            .metadata(data -> data.userId("user-17"))
                            .addUserMessage("Hello"));
            assertThat(new Page(recorder.window()).details(1).toJson()).doesNotContain("user-17", KEY);
        }
        try (Recorder replay = Recorder.replay(cassette, o -> o.window().ignore("user_id"));
                Claude claude = client(replay)) {
            claude.messages()
                    .create(m -> m.model(Model.CLAUDE_OPUS_5_5)
                            .maxTokens(100)
                            .metadata(data -> data.userId("user-18"))
                            .addUserMessage("Hello"));
            assertThat(new Page(replay.window()).ended(1).longValue("status")).isEqualTo(200);
        }
    }
}
