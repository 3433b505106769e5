package io.github.claude4j.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.errors.BadRequestException;
import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.MessageStream;
import io.github.claude4j.messages.Metadata;
import io.github.claude4j.messages.Model;
import io.github.claude4j.messages.StreamInterruptedException;
import io.github.claude4j.testkit.internal.spec.Blocks;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class RecorderTest {
    private static final String STREAM_BEGIN = """
            event: message_start
            data: {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","content":[],\
            "model":"m","usage":{"input_tokens":1,"output_tokens":1}}}

            event: content_block_start
            data: {"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}

            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"one "}}

            """;
    private static final String STREAM_END = """
            event: content_block_delta
            data: {"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"two"}}

            event: content_block_stop
            data: {"type":"content_block_stop","index":0}

            event: message_stop
            data: {"type":"message_stop"}

            """;

    @TempDir
    Path folder;

    private final FakeClaude fake = FakeClaude.start();

    @AfterEach
    void close() {
        fake.close();
    }

    private Path file() {
        return folder.resolve("deep").resolve("cassette.json");
    }

    private static Claude client(Recorder recorder) {
        return Claude.builder()
                .baseUrl(recorder.url())
                .apiKey("sk-ant-my-key")
                .maxRetries(0)
                .build();
    }

    private void record(Consumer<Claude> calls) {
        run(Recorder.record(file(), fake.url()), calls);
    }

    private static void run(Recorder recorder, Consumer<Claude> calls) {
        try (recorder;
                Claude claude = client(recorder)) {
            calls.accept(claude);
        }
    }

    private JsonObject cassette() throws IOException {
        return JsonObject.parse(Files.readAllBytes(file()));
    }

    private static Message say(Claude claude, String text) {
        return claude.messages()
                .create(m -> m.model(Model.CLAUDE_OPUS_5_5).maxTokens(100).addUserMessage(text));
    }

    private static MessageStream stream(Claude claude, String text) {
        return claude.messages().stream(
                m -> m.model(Model.CLAUDE_OPUS_5_5).maxTokens(100).addUserMessage(text));
    }

    @Test
    void everyKindOfAnswer_isReplayedAsItWas() {
        byte[] image = {(byte) 0xFF, 0, 1, (byte) 0xD8};
        String id = fake.addFile("a.jpg", "image/jpeg", image);
        List<Object> first = new ArrayList<>();
        List<Object> second = new ArrayList<>();
        record(claude -> conversation(claude, id, first));
        int sent = fake.requests().size();

        run(Recorder.replay(file()), claude -> conversation(claude, id, second));

        assertThat(second).isEqualTo(first).hasSize(6);
        assertThat(fake.requests()).hasSize(sent);
    }

    private static void conversation(Claude claude, String file, List<Object> seen) {
        seen.add(say(claude, "Hello"));
        try (MessageStream stream = stream(claude, "Hello")) {
            seen.add(stream.message());
        }
        seen.add(claude.models().list(p -> p.limit(2)).items());
        seen.add(new String(claude.files().download(file).bytes(), StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> claude.models().retrieve("no-such-model"))
                .satisfies(e -> seen.add(e.getMessage().replaceAll("127\\.0\\.0\\.1:\\d+", "the host")));
        seen.add(claude.files().upload("words".getBytes(StandardCharsets.UTF_8), "words.txt"));
    }

    @Test
    void equalRequests_getTheAnswersInOrder() {
        fake.reply("one").reply("two");
        record(claude -> {
            say(claude, "Next");
            say(claude, "Next");
        });

        run(
                Recorder.replay(file()),
                claude -> assertThat(Stream.generate(() -> say(claude, "Next"))
                                .limit(3)
                                .map(Message::text))
                        .containsExactly("one", "two", "two"));
    }

    @Test
    void mismatch_saysWhichFieldDiffers() {
        record(claude -> say(claude, "Hello"));

        run(Recorder.replay(file()), claude -> {
            assertThatThrownBy(() -> say(claude, "Good bye"))
                    .isInstanceOf(BadRequestException.class)
                    .hasMessageContaining(
                            "the cassette has no POST /v1/messages like this one; exchange 0 is the nearest")
                    .hasMessageContaining("body.messages.0.content: recorded \"Hello\", received \"Good bye\"")
                    .hasMessageNotContaining("max_tokens");
            assertThatThrownBy(() -> claude.models().list())
                    .hasMessageContaining("no GET /v1/models; it has POST /v1/messages");
        });
    }

    @Test
    void credentialsAndChosenFields_areNotInTheCassette() throws IOException {
        fake.on("POST", "/v1/vaults", request -> FakeResponse.json(JsonObject.of("id", "vcrd_1")));
        fake.on("POST", "/v1/tunnels", request -> FakeResponse.json(JsonObject.of("tunnel_token", "my-tunnel")));
        Consumer<Claude> calls = claude -> {
            claude.http()
                    .post(
                            "/v1/vaults/vlt_1/credentials",
                            JsonObject.of(
                                    "auth",
                                    JsonObject.of(
                                            "type", "static_bearer",
                                            "token", "my-token",
                                            "mcp_server_url", "https://mcp.example.com/")));
            claude.http().post("/v1/tunnels/tnl_1/reveal_token", JsonObject.of());
            claude.messages()
                    .create(m -> m.model(Model.CLAUDE_OPUS_5_5)
                            .maxTokens(10)
                            .metadata(Metadata.builder()
                                    .userId("user-" + System.nanoTime())
                                    .build())
                            .addUserMessage("Hello"));
        };
        run(Recorder.record(file(), fake.url(), o -> o.redact("metadata.user_id")), calls);

        assertThat(Files.readString(file()))
                .doesNotContain("sk-ant-my-key", "my-token", "my-tunnel", "user-", "anthropic-organization-id")
                .contains("\"token\" : \"***\"", "\"tunnel_token\" : \"***\"", "\"user_id\" : \"***\"");
        run(Recorder.replay(file(), o -> o.redact("metadata.user_id")), calls);
        run(Recorder.replay(file(), o -> o.ignore("user_id")), calls);
        assertThat(fake.requests()).hasSize(3);
    }

    /** Answers one request with a stream that pauses in the middle, once the client has what came before. */
    private static void answerPausing(ServerSocket api, CountDownLatch begun, Duration pause) {
        try (Socket socket = api.accept()) {
            OutputStream out = socket.getOutputStream();
            out.write(
                    "HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\nconnection: close\r\n\r\n".getBytes(UTF_8));
            out.write(STREAM_BEGIN.getBytes(UTF_8));
            out.flush();
            begun.await();
            Thread.sleep(pause.toMillis());
            out.write(STREAM_END.getBytes(UTF_8));
            socket.shutdownOutput();
            socket.getInputStream().readAllBytes();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void streams_areKeptAsEventsWithTheirTiming() throws IOException {
        Duration pause = Duration.ofMillis(50);
        CountDownLatch begun = new CountDownLatch(1);
        Consumer<Claude> call = claude -> {
            try (MessageStream stream = stream(claude, "Hello")) {
                stream.iterator().next();
                begun.countDown();
                assertThat(stream.message().text()).isEqualTo("one two");
            }
        };
        try (ServerSocket api = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            new Thread(() -> answerPausing(api, begun, pause), "pausing").start();
            run(Recorder.record(file(), URI.create("http://127.0.0.1:" + api.getLocalPort())), call);
        }

        JsonObject response = ((JsonObject) cassette().array("exchanges").get(0)).object("response");
        List<JsonObject> events = Blocks.objects(response.array("events"));
        assertThat(events).hasSize(6);
        assertThat(events.get(1).string("event")).isEqualTo("content_block_start");
        assertThat(events.get(1).object("data").longValue("index")).isZero();
        // The other pauses are as long as the machine is slow.
        assertThat(events.get(3).longValue("after_ms")).isGreaterThanOrEqualTo(pause.toMillis());

        long start = System.nanoTime();
        run(Recorder.replay(file(), Recorder.Options::timing), call);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(pause);
    }

    @Test
    void cutStream_isCutAgain() {
        fake.cutAfter(4).reply("one two three");
        Consumer<Claude> calls = claude -> {
            try (MessageStream stream = stream(claude, "Hello")) {
                assertThatThrownBy(stream::message).isInstanceOf(StreamInterruptedException.class);
            }
        };
        record(calls);
        run(Recorder.replay(file()), calls);
    }

    @Test
    void streamThatNeverEnds_isRecordedAsFarAsItCame() throws IOException {
        fake.stallAfter(3);
        record(claude -> {
            MessageStream stream = stream(claude, "Hello");
            stream.iterator().next();
        });
        JsonObject response = ((JsonObject) cassette().array("exchanges").get(0)).object("response");
        assertThat(response.array("events").size()).isEqualTo(3);
        assertThat(response.booleanValue("cut")).isTrue();
    }

    @Test
    void requestsAtTheSameTime_areAllRecorded() throws IOException {
        Consumer<Claude> calls = claude -> {
            List<CompletableFuture<String>> answers = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                String text = "Number " + i + ".";
                answers.add(claude.async(c -> say(c, text).text()));
            }
            for (int i = 0; i < 40; i++) {
                assertThat(answers.get(i).join()).contains("Number " + i + ".");
            }
        };
        record(calls);
        assertThat(cassette().array("exchanges").size()).isEqualTo(40);
        run(Recorder.replay(file()), calls);
    }

    @Test
    void replayOrRecord_recordsOnce() {
        for (int i = 0; i < 2; i++) {
            try (Recorder recorder = Recorder.replayOrRecord(file(), fake.url());
                    Claude claude = client(recorder)) {
                assertThat(recorder.isRecording()).isEqualTo(i == 0);
                say(claude, "Hello");
            }
        }
        assertThat(fake.requests()).hasSize(1);
    }

    @Test
    void cassetteThatCannotBeWritten_leavesWhatWasThere() throws IOException {
        Path notAFolder = Files.writeString(folder.resolve("file"), "x");
        Recorder recorder = Recorder.record(notAFolder.resolve("cassette.json"), fake.url());
        Claude claude = client(recorder);
        say(claude, "Hello");
        assertThatThrownBy(recorder::close)
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cassette.json cannot be written");
        recorder.close();
        claude.close();

        Path occupied = Files.createDirectories(folder.resolve("occupied.json").resolve("inside"))
                .getParent();
        Recorder second = Recorder.record(occupied, fake.url());
        Claude again = client(second);
        say(again, "Hello");
        assertThatThrownBy(second::close).isInstanceOf(UncheckedIOException.class);
        again.close();
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactlyInAnyOrder(notAFolder, occupied);
        }
    }

    @Test
    void badCassette_isNamed() throws IOException {
        assertThatThrownBy(() -> Recorder.replay(file()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("cassette.json cannot be read");
        for (String bad : List.of(
                "nonsense",
                "{}",
                "{\"exchanges\": [1]}",
                "{\"exchanges\": [{}]}",
                "{\"exchanges\": [{\"request\": {}, \"response\": {}}]}")) {
            Path file = Files.writeString(folder.resolve("bad.json"), bad);
            assertThatThrownBy(() -> Recorder.replay(file))
                    .isInstanceOf(InvalidDataException.class)
                    .hasMessageContaining("bad.json is no cassette");
        }
    }

    @Test
    void apiThatIsNotThere_isSaidSoAndNotRecorded() {
        fake.close();
        record(claude ->
                assertThatThrownBy(() -> say(claude, "Hello")).hasMessageContaining("no answer from http://127"));

        assertThat(file()).doesNotExist();
    }
}
