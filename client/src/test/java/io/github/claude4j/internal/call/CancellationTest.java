package io.github.claude4j.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.EventStream;
import io.github.claude4j.client.Caller;
import io.github.claude4j.client.Knobs;
import io.github.claude4j.errors.CancelledException;
import io.github.claude4j.fixtures.Background;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.MessageStream;
import io.github.claude4j.messages.MessageStreamEvent;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledForJreRange;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls end at once when they are not wanted any more, whatever they wait for. */
class CancellationTest {
    private static final MessageCreateParams PARAMS = MessageCreateParams.of(JsonObject.of("max_tokens", 16));
    private static final String BEGINNING =
            ScriptedServer.MESSAGE_START + ScriptedServer.BLOCK_START + ScriptedServer.text("Hel");

    private final ScriptedServer server = new ScriptedServer();
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch clientEnded = new CountDownLatch(1);

    @AfterEach
    void close() {
        server.close();
    }

    /** What a call can be waiting for. */
    enum Phase {
        HEAD,
        BODY,
        ERROR_BODY,
        STREAM_HEAD,
        STREAM,
        STREAM_BEFORE_DELIVERY,
        STREAM_RETRY,
        LINES,
        DOWNLOAD,
        RETRY
    }

    private Claude client() {
        return Knobs.pause(server.options(), (call, time) -> {
                    reached.countDown();
                    call.pause(time);
                })
                .build();
    }

    /** Has the server bring a call into this phase, and starts the call. */
    private Background start(Claude claude, Phase phase) {
        return switch (phase) {
            case HEAD -> {
                server.then(this::hang);
                yield new Background(() -> claude.models().retrieve("m"));
            }
            case BODY -> {
                server.then(connection ->
                        hang(connection.head(200, "content-length: 99").write("{")));
                yield new Background(() -> claude.models().retrieve("m"));
            }
            case ERROR_BODY -> {
                server.then(connection ->
                        hang(connection.head(500, "content-length: 99").write("{")));
                yield new Background(() -> claude.models().retrieve("m"));
            }
            case STREAM_HEAD -> {
                server.then(this::hang);
                yield new Background(() -> claude.messages().stream(PARAMS));
            }
            case STREAM -> {
                server.then(connection -> hang(connection.events(BEGINNING)));
                yield new Background(() -> claude.messages().stream(PARAMS).message());
            }
            case STREAM_BEFORE_DELIVERY -> {
                server.then(connection -> hang(connection.events(ScriptedServer.MESSAGE_START)));
                yield new Background(() -> claude.messages().stream(PARAMS).message());
            }
            case STREAM_RETRY -> {
                clientEnded.countDown();
                server.then(connection -> connection
                        .head(200, "transfer-encoding: chunked", "retry-after: 200")
                        .chunk(ScriptedServer.event("error", ScriptedServer.error("overloaded_error")))
                        .endOfChunks());
                yield new Background(() -> claude.messages().stream(PARAMS).message());
            }
            case LINES -> {
                server.then(connection ->
                        hang(connection.head(200, "transfer-encoding: chunked").chunk("{\"custom_id\":\"a\"}\n{")));
                yield new Background(
                        () -> claude.messages().batches().results("b").stream().count());
            }
            case DOWNLOAD -> {
                server.then(connection ->
                        hang(connection.head(200, "content-length: 99").write("abc")));
                yield new Background(() -> claude.files().download("f").bytes());
            }
            case RETRY -> {
                clientEnded.countDown();
                server.thenJson(429, "{}", "retry-after: 200");
                yield new Background(() -> claude.models().retrieve("m"));
            }
        };
    }

    private void hang(ScriptedServer.Connection connection) throws IOException {
        reached.countDown();
        connection.awaitClientEnd(clientEnded);
    }

    @ParameterizedTest
    @EnumSource
    void interrupt_endsTheCallAndKeepsTheFlag(Phase phase) throws InterruptedException {
        try (Claude claude = client()) {
            Background call = start(claude, phase);
            ScriptedServer.await(reached);
            call.awaitWaiting();
            call.interrupt();

            assertThat(call.failure()).isInstanceOf(CancelledException.class).hasMessageContaining("interrupted");
            assertThat(call.interrupted()).isTrue();
            ScriptedServer.await(clientEnded);
            assertThat(server.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void closingTheClient_endsTheCall(Phase phase) throws InterruptedException {
        Claude claude = client();
        Background call = start(claude, phase);
        ScriptedServer.await(reached);
        call.awaitWaiting();
        claude.close();

        assertThat(call.failure()).isInstanceOf(CancelledException.class);
        assertThat(call.interrupted()).isFalse();
        ScriptedServer.await(clientEnded);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void closingTheClient_endsTheCallsOfItsCopies() throws InterruptedException {
        Claude claude = client();
        Background call = start(claude.with(o -> o.maxRetries(7)), Phase.HEAD);
        ScriptedServer.await(reached);
        claude.close();

        assertThat(call.failure()).isInstanceOf(CancelledException.class);
    }

    @Test
    void connecting_canBeInterruptedAndClosed() throws IOException, InterruptedException {
        try (ScriptedServer.Silent silent = new ScriptedServer.Silent()) {
            Claude claude = server.options().baseUrl(silent.url()).build();
            Background first = new Background(() -> claude.models().retrieve("m"));
            Background second = new Background(() -> claude.models().retrieve("m"));
            first.awaitWaiting();
            second.awaitWaiting();

            first.interrupt();
            assertThat(first.failure()).isInstanceOf(CancelledException.class);
            assertThat(first.interrupted()).isTrue();

            claude.close();
            assertThat(second.failure()).isInstanceOf(CancelledException.class);
            assertThat(second.interrupted()).isFalse();
        }
    }

    @Test
    void interruptedThread_cannotCall() throws InterruptedException {
        server.otherwise(connection -> connection.json(200, "{}"));
        try (Claude claude = client()) {
            Background call = new Background(() -> {
                Thread.currentThread().interrupt();
                return claude.models().retrieve("m");
            });

            assertThat(call.failure()).isInstanceOf(CancelledException.class);
            assertThat(call.interrupted()).isTrue();
            assertThat(claude.models().retrieve("m").json()).isEqualTo(JsonObject.of());
        }
    }

    /** Bytes without end, as fast as they are taken. */
    private void flood(ScriptedServer.Connection connection) throws IOException {
        String block = "x".repeat(64 * 1024);
        connection.head(200, "transfer-encoding: chunked");
        reached.countDown();
        while (true) {
            connection.chunk(block);
        }
    }

    @Test
    void interrupt_endsADownloadThatNeverWaits() throws InterruptedException {
        server.then(this::flood);
        try (Claude claude = client()) {
            Background call = new Background(() -> {
                try (var download = claude.files().download("f")) {
                    byte[] buffer = new byte[64 * 1024];
                    while (download.inputStream().read(buffer) >= 0) {
                        // What comes does not matter.
                    }
                    return null;
                }
            });
            ScriptedServer.await(reached);
            call.interrupt();

            assertThat(call.failure()).isInstanceOf(CancelledException.class);
            assertThat(call.interrupted()).isTrue();
        }
    }

    @Test
    void interrupt_endsADownloadIntoAFile(@TempDir Path folder) throws IOException, InterruptedException {
        try (Claude claude = client()) {
            for (int i = 0; i < 5; i++) {
                CountDownLatch writing = new CountDownLatch(1);
                server.then(connection -> {
                    writing.countDown();
                    flood(connection);
                });
                Background call = new Background(() -> {
                    claude.files().download("f").saveTo(folder.resolve("file"));
                    return null;
                });
                ScriptedServer.await(writing);
                Thread.sleep(10L * i);
                call.interrupt();

                assertThat(call.failure()).isInstanceOf(CancelledException.class);
                assertThat(call.interrupted()).isTrue();
                assertThat(folder).isEmptyDirectory();
            }
        }
    }

    @Test
    void closingAStream_fromAnotherThread_endsItsReader() throws InterruptedException {
        server.then(connection -> hang(connection.events(BEGINNING)));
        try (Claude claude = client()) {
            MessageStream stream = claude.messages().stream(PARAMS);
            Iterator<MessageStreamEvent> events = stream.iterator();
            for (int i = 0; i < 3; i++) {
                events.next();
            }
            Background reader = new Background(stream::message);
            reader.awaitWaiting();
            stream.close();

            assertThat(reader.failure()).isInstanceOf(CancelledException.class).hasMessageContaining("messages.create");
            assertThat(reader.interrupted()).isFalse();
            ScriptedServer.await(clientEnded);
            assertThat(stream.soFar().orElseThrow().text()).isEqualTo("Hel");
        }
    }

    @Test
    void closingAStreamOfEvents_fromAnotherThread_endsItsReader() throws InterruptedException {
        server.then(connection -> hang(connection.events("")));
        try (Claude claude = client()) {
            EventStream<?> stream = claude.sessions().events().stream("s");
            Background reader = new Background(() -> stream.iterator().hasNext());
            ScriptedServer.await(reached);
            reader.awaitWaiting();
            stream.close();

            assertThat(reader.failure()).isInstanceOf(CancelledException.class);
            ScriptedServer.await(clientEnded);
        }
    }

    @Test
    void closingADownload_fromAnotherThread_endsItsReader() throws InterruptedException {
        server.then(
                connection -> hang(connection.head(200, "content-length: 99").write("abc")));
        try (Claude claude = client()) {
            var download = claude.files().download("f");
            Background reader = new Background(download::bytes);
            ScriptedServer.await(reached);
            reader.awaitWaiting();
            download.close();

            assertThat(reader.failure()).isInstanceOf(CancelledException.class);
            ScriptedServer.await(clientEnded);
        }
    }

    @Test
    void closingAStream_thatIsNotReadToItsEnd_closesTheConnection() throws InterruptedException {
        server.then(connection -> hang(connection.events(BEGINNING)));
        try (Claude claude = client()) {
            try (MessageStream stream = claude.messages().stream(PARAMS)) {
                assertThat(stream.iterator().next()).isNotNull();
            }
            ScriptedServer.await(clientEnded);
        }
    }

    @Test
    void stream_thatIsReadToItsEnd_givesItsConnectionBack() {
        server.otherwise(connection -> connection.events(ScriptedServer.STREAM).endOfChunks());
        try (Claude claude = client()) {
            for (int i = 0; i < 3; i++) {
                try (MessageStream stream = claude.messages().stream(PARAMS)) {
                    assertThat(stream.message().text()).isEqualTo("Hello");
                }
            }
        }
        assertThat(server.accepted()).isEqualTo(1);
    }

    @Test
    void closedClient_refusesCalls() {
        server.thenJson(200, "{}");
        Claude claude = client();
        Claude copy = claude.with(o -> {});
        claude.models().retrieve("m");
        claude.close();
        claude.close();

        assertThatThrownBy(() -> claude.models().retrieve("m"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the client is closed");
        assertThatThrownBy(() -> copy.messages().stream(PARAMS)).isInstanceOf(IllegalStateException.class);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void closedCopy_changesNothing() throws InterruptedException {
        server.then(connection -> {
                    connection.events(BEGINNING);
                    ScriptedServer.await(reached);
                    connection.chunk(ScriptedServer.STREAM_END).endOfChunks();
                })
                .thenJson(200, "{}");
        try (Claude claude = client()) {
            Claude copy = claude.with(o -> {});
            MessageStream stream = copy.messages().stream(PARAMS);
            copy.close();
            Caller.of(copy.http()).close();
            reached.countDown();

            assertThat(stream.message().text()).isEqualTo("Hel");
            assertThat(copy.models().retrieve("m").json()).isEqualTo(JsonObject.of());
        }
    }

    @Test
    @EnabledForJreRange(min = JRE.JAVA_21)
    void closingTheClient_closesIdleConnections() throws InterruptedException {
        server.then(connection -> {
            connection.json(200, "{}");
            connection.awaitClientEnd(clientEnded);
        });
        Claude claude = client();
        claude.models().retrieve("m");
        claude.close();

        ScriptedServer.await(clientEnded);
    }

    @Test
    void closingTheClient_leavesAGivenHttpClientAlone() throws Exception {
        server.otherwise(connection -> connection.json(200, "{}"));
        HttpClient given = HttpClient.newHttpClient();
        try (Claude claude = server.options().httpClient(given).build()) {
            claude.models().retrieve("m");
        }

        var request = HttpRequest.newBuilder(URI.create(server.url())).build();
        assertThat(given.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
    }
}
