package io.github.claude4j.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.agents.AgentCreateParams;
import io.github.claude4j.errors.ConnectionException;
import io.github.claude4j.errors.ConnectionTimeoutException;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Response;
import io.github.claude4j.http.Timeouts;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.MessageStream;
import io.github.claude4j.messages.StreamInterruptedException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** No call takes longer than it may, and says which limit it has hit. */
class LimitsTest {
    private static final Duration SHORT = Duration.ofMillis(200);
    /** Much more than {@link #SHORT}, for slow machines, and much less than any default. */
    private static final Duration GENEROUS = Duration.ofSeconds(5);

    private final ScriptedServer server = new ScriptedServer();
    private final CountDownLatch testIsOver = new CountDownLatch(1);

    @AfterEach
    void close() {
        testIsOver.countDown();
        server.close();
    }

    private Claude client(Consumer<Claude.Builder> options) {
        Claude.Builder builder = server.options().maxRetries(0);
        options.accept(builder);
        return builder.build();
    }

    /** A script that goes on for ever. */
    private void forEver(ScriptedServer.Script first, ScriptedServer.Script again) {
        server.otherwise(connection -> {
            first.play(connection);
            while (testIsOver.getCount() > 0) {
                again.play(connection);
                Thread.sleep(10);
            }
        });
    }

    private void stall(ScriptedServer.Script first) {
        server.otherwise(connection -> {
            first.play(connection);
            ScriptedServer.await(testIsOver);
        });
    }

    private static MessageCreateParams params() {
        return MessageCreateParams.of(JsonObject.of("max_tokens", 16));
    }

    private static void assertTimesOut(ThrowingCallable call, String message) {
        long begin = System.nanoTime();
        assertThatThrownBy(call).isInstanceOf(ConnectionTimeoutException.class).hasMessageContaining(message);
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isBetween(SHORT, GENEROUS);
    }

    @Test
    void connect_toAServerThatDoesNotAccept_ends() throws IOException {
        try (ScriptedServer.Silent silent = new ScriptedServer.Silent();
                Claude claude = client(options -> options.baseUrl(silent.url()).connectTimeout(SHORT))) {
            assertTimesOut(() -> claude.models().retrieve("m"), ": waited 0.2 s for a connection to 127.0.0.1:");
        }
    }

    @Test
    void head_thatDoesNotCome_ends() {
        stall(connection -> {});
        try (Claude claude = client(options -> options.timeout(SHORT))) {
            assertTimesOut(() -> claude.models().retrieve("m"), ": waited 0.2 s for an answer");
            assertTimesOut(() -> claude.messages().stream(params()).message(), "waited 0.2 s for an answer");
        }
    }

    @Test
    void head_thatComesByteByByte_ends() {
        forEver(connection -> connection.write("HTTP/1.1 200 OK\r\nx-slow: "), connection -> connection.write("a"));
        try (Claude claude = client(options -> options.timeout(SHORT))) {
            assertTimesOut(() -> claude.models().retrieve("m"), "waited 0.2 s for an answer");
        }
    }

    @Test
    void body_thatComesByteByByte_ends() {
        forEver(connection -> connection.head(200, "content-length: 1000000"), connection -> connection.write(" "));
        try (Claude claude = client(options -> options.timeout(SHORT))) {
            assertTimesOut(() -> claude.models().retrieve("m"), "waited 0.2 s for the whole answer");
        }
    }

    @Test
    void body_thatNeverStops_ends() {
        String block = " ".repeat(256 * 1024);
        server.otherwise(connection -> {
            connection.head(200, "transfer-encoding: chunked");
            while (testIsOver.getCount() > 0) {
                connection.chunk(block);
            }
        });
        try (Claude claude = client(options -> options.totalTimeout(SHORT))) {
            assertTimesOut(
                    () -> {
                        byte[] buffer = new byte[64 * 1024];
                        try (var download = claude.files().download("f")) {
                            while (download.inputStream().read(buffer) >= 0) {
                                // What comes does not matter.
                            }
                        }
                    },
                    "waited 0.2 s for the call to end");
        }
    }

    @Test
    void errorBody_ofAStreamThatComesByteByByte_ends() {
        forEver(connection -> connection.head(500, "content-length: 1000000"), connection -> connection.write(" "));
        try (Claude claude = client(options -> options.timeout(SHORT))) {
            assertTimesOut(() -> claude.messages().stream(params()).message(), "waited 0.2 s for the whole answer");
        }
    }

    @Test
    void body_thatStops_endsAfterTheIdleLimit() {
        stall(connection -> connection.head(200, "content-length: 100").write("{"));
        try (Claude claude = client(options -> options.idleTimeout(SHORT))) {
            assertTimesOut(() -> claude.models().retrieve("m"), ": waited 0.2 s for the next byte");
        }
    }

    @Test
    void stream_thatStops_endsWithWhatArrived() {
        stall(connection -> connection.events(
                ScriptedServer.MESSAGE_START + ScriptedServer.BLOCK_START + ScriptedServer.text("Hel")));
        try (Claude claude = client(options -> options.idleTimeout(SHORT));
                MessageStream stream = claude.messages().stream(params())) {
            assertThatThrownBy(stream::message).isInstanceOfSatisfying(StreamInterruptedException.class, e -> {
                assertThat(e.partial().orElseThrow().text()).isEqualTo("Hel");
                assertThat(e).hasMessageContaining("waited 0.2 s for the next byte");
                assertThat(e).hasCauseInstanceOf(ConnectionTimeoutException.class);
            });
        }
    }

    @Test
    void stream_keptAliveByPings_goesOnBeyondItsLimitsForHeadAndIdle() {
        Duration idle = Duration.ofSeconds(1);
        server.then(connection -> {
            connection.events(ScriptedServer.MESSAGE_START + ScriptedServer.BLOCK_START);
            for (int i = 0; i < 30; i++) {
                Thread.sleep(50);
                connection.chunk(ScriptedServer.PING);
            }
            connection
                    .chunk(ScriptedServer.text("Hello") + ScriptedServer.STREAM_END)
                    .endOfChunks();
        });
        try (Claude claude = client(options -> options.idleTimeout(idle).timeout(idle));
                MessageStream stream = claude.messages().stream(params())) {
            assertThat(stream.message().text()).isEqualTo("Hello");
        }
    }

    @Test
    void stream_keptAliveByPings_endsAtTheTotalLimit() {
        forEver(
                connection -> connection.events(ScriptedServer.MESSAGE_START + ScriptedServer.BLOCK_START),
                connection -> connection.chunk(ScriptedServer.PING));
        try (Claude claude = client(options -> options.totalTimeout(SHORT));
                MessageStream stream = claude.messages().stream(params())) {
            assertThatThrownBy(stream::message)
                    .isInstanceOf(StreamInterruptedException.class)
                    .hasMessageContaining("waited 0.2 s for the call to end")
                    .hasCauseInstanceOf(ConnectionTimeoutException.class);
        }
    }

    @Test
    void total_spansTheAttempts() {
        stall(connection -> {});
        Duration total = Duration.ofMillis(500);
        try (Claude claude =
                client(options -> options.maxRetries(100).timeout(SHORT).totalTimeout(total))) {
            long begin = System.nanoTime();
            assertThatThrownBy(() -> claude.models().retrieve("m"))
                    .isInstanceOf(ConnectionTimeoutException.class)
                    .hasMessageContaining("waited 0.");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(GENEROUS);
        }
        assertThat(server.requests()).hasSizeBetween(1, 3);
    }

    @Test
    void total_thatPassesBeforeTheHead_isTheOneNamed() {
        stall(connection -> {});
        try (Claude claude = client(options -> options.totalTimeout(SHORT))) {
            assertTimesOut(() -> claude.models().retrieve("m"), "waited 0.2 s for the call to end");
        }
    }

    @Test
    void timeout_isTriedAgainWhenThatIsSafe() {
        server.then(connection -> ScriptedServer.await(testIsOver))
                .otherwise(connection -> connection.json(200, ScriptedServer.MESSAGE));
        // On a slow machine an attempt that is answered may take too long as well.
        try (Claude claude =
                client(options -> options.timeout(Duration.ofSeconds(1)).maxRetries(20))) {
            assertThat(claude.messages().create(params()).text()).isEqualTo("Hello");
        }
        assertThat(server.requests()).hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void timeout_ofAnUnsafeCall_isNotTriedAgain() {
        stall(connection -> {});
        try (Claude claude = client(options -> options.timeout(SHORT).maxRetries(1))) {
            assertThatThrownBy(() -> claude.agents().create(AgentCreateParams.of(JsonObject.of())))
                    .isInstanceOf(ConnectionTimeoutException.class);
        }
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void timeout_closesItsConnection() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(1);
        server.then(connection -> connection.awaitClientEnd(ended));
        try (Claude claude = client(options -> options.timeout(SHORT))) {
            assertThatThrownBy(() -> claude.models().retrieve("m")).isInstanceOf(ConnectionException.class);
            ScriptedServer.await(ended);
        }
    }

    /** The limits a call gets, seen by an interceptor that answers it. */
    private static Timeouts limits(Consumer<Claude.Builder> options, Consumer<Claude> call) {
        List<Timeouts> seen = new ArrayList<>();
        Claude.Builder builder = Claude.builder().interceptor((request, chain) -> {
            seen.add(chain.call().timeouts());
            return Response.of(200, Headers.of(), ScriptedServer.MESSAGE.getBytes(StandardCharsets.UTF_8));
        });
        options.accept(builder);
        try (Claude claude = builder.build()) {
            call.accept(claude);
        }
        return seen.get(0);
    }

    private static Message create(Claude claude, long maxTokens) {
        return claude.messages().create(MessageCreateParams.of(JsonObject.of("max_tokens", maxTokens)));
    }

    @Test
    void defaults_areThoseThatTheOptionsPromise() {
        Timeouts limits = limits(options -> {}, claude -> claude.models().retrieve("m"));

        assertThat(limits.connect()).isEqualTo(Duration.ofSeconds(10));
        assertThat(limits.attempt()).isEqualTo(Duration.ofMinutes(10));
        assertThat(limits.idle()).isEqualTo(Duration.ofSeconds(60));
        assertThat(limits.total()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "16, PT10M",
        "21333, PT10M",
        "32000, PT15M",
        "64000, PT30M",
        "128000, PT1H",
        "9223372036854775807, PT781H15M"
    })
    void messageThatIsNotStreamed_getsTimeForItsTokens(long maxTokens, Duration expected) {
        assertThat(limits(options -> {}, claude -> create(claude, maxTokens)).attempt())
                .isEqualTo(expected);
    }

    @Test
    void limitThatWasSet_countsForLongMessagesToo() {
        assertThat(limits(options -> options.timeout(Duration.ofSeconds(3)), claude -> create(claude, 128_000))
                        .attempt())
                .isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void stream_getsNoExtraTimeForItsHead() {
        Timeouts limits = limits(options -> {}, claude -> {
            try (MessageStream stream =
                    claude.messages().stream(MessageCreateParams.of(JsonObject.of("max_tokens", 128_000)))) {
                assertThat(stream).isNotNull();
            }
        });

        assertThat(limits.attempt()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void copy_hasItsOwnLimits() {
        Timeouts limits = limits(
                options -> options.timeout(Duration.ofSeconds(1)),
                claude -> claude.with(o -> o.timeout(Duration.ofSeconds(2))
                                .connectTimeout(Duration.ofSeconds(3))
                                .idleTimeout(Duration.ofSeconds(4))
                                .totalTimeout(Duration.ofSeconds(5)))
                        .models()
                        .retrieve("m"));

        assertThat(limits)
                .isEqualTo(new Timeouts(
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(2),
                        Duration.ofSeconds(4),
                        Optional.of(Duration.ofSeconds(5))));
    }
}
