package io.github.claude4j.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.agents.AgentCreateParams;
import io.github.claude4j.errors.ApiException;
import io.github.claude4j.errors.ConnectionException;
import io.github.claude4j.errors.InternalServerException;
import io.github.claude4j.errors.OverloadedException;
import io.github.claude4j.errors.RateLimitException;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.http.Call;
import io.github.claude4j.http.CallListener;
import io.github.claude4j.http.Request;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.MessageCreateParams;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is sent again, how often, and after how long. */
class RetriesTest {
    private static final String OK = "{\"id\":\"m\"}";

    private final ScriptedServer server = new ScriptedServer();
    private final Claude claude = server.client();

    @AfterEach
    void close() {
        claude.close();
        server.close();
    }

    /** Not safe to repeat: a second agent would be made. */
    private void createAgent() {
        claude.agents().create(AgentCreateParams.of(JsonObject.of("name", "a")));
    }

    private Message createMessage(JsonObject params) {
        return claude.messages().create(MessageCreateParams.of(params));
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 429, 500, 502, 503, 504, 529})
    void status_thatMayPass_isTriedThreeTimesInAll(int status) {
        server.otherwise(connection -> connection.json(status, ScriptedServer.error("api_error")));

        assertThatThrownBy(() -> claude.models().retrieve("m"))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.status()).isEqualTo(status));
        assertThat(server.requests()).hasSize(3);
        assertThat(server.pauses).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 401, 402, 403, 404, 413, 422})
    void status_thatStays_isNotTriedAgain(int status) {
        server.thenJson(status, ScriptedServer.error("some_error"));

        assertThatThrownBy(() -> claude.models().retrieve("m")).isInstanceOf(ApiException.class);
        assertThat(server.requests()).hasSize(1);
        assertThat(server.pauses).isEmpty();
    }

    @Test
    void waits_decideHowLongToWait() {
        server.thenJson(529, "{}").thenJson(429, "{}", "retry-after: 7").thenJson(200, OK);
        List<Duration> due = new ArrayList<>();
        Claude hasty = claude.with(o -> o.retry(r -> r.waits(wait -> {
            due.add(wait);
            return Duration.ofMillis(due.size() == 1 ? 3 : -1);
        })));

        hasty.models().retrieve("m");
        assertThat(due.get(0)).isBetween(Duration.ofMillis(375), Duration.ofMillis(500));
        assertThat(due.get(1)).isEqualTo(Duration.ofSeconds(7));
        assertThat(server.pauses).containsExactly(Duration.ofMillis(3), Duration.ZERO);
    }

    @Test
    void retry_thatSucceeds_countsItsAttempts() {
        server.thenJson(500, "{}").thenJson(529, "{}").thenJson(200, OK);

        assertThat(claude.models().retrieve("m").response().orElseThrow().attempts())
                .isEqualTo(3);
    }

    @Test
    void retry_sendsTheSameRequestAgain() {
        server.thenJson(500, "{}").thenJson(200, ScriptedServer.MESSAGE);

        createMessage(JsonObject.of("max_tokens", 1));

        ScriptedServer.Received first = server.requests().get(0);
        ScriptedServer.Received second = server.requests().get(1);
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.target()).isEqualTo(first.target());
        assertThat(second.headers().toString()).isEqualTo(first.headers().toString());
    }

    @Test
    void maxRetries_ofACopy_countsForItsCallsAlone() {
        server.otherwise(connection -> connection.json(500, "{}"));

        assertThatThrownBy(() -> claude.with(o -> o.maxRetries(0)).models().retrieve("m"))
                .isInstanceOf(InternalServerException.class);
        assertThat(server.requests()).hasSize(1);
        assertThatThrownBy(() -> claude.with(o -> o.maxRetries(5)).models().retrieve("m"))
                .isInstanceOf(InternalServerException.class);
        assertThat(server.requests()).hasSize(1 + 6);
        assertThatThrownBy(() -> claude.models().retrieve("m")).isInstanceOf(InternalServerException.class);
        assertThat(server.requests()).hasSize(1 + 6 + 3);
    }

    @Test
    void pauses_doubleUpToEightSeconds_lessAQuarterAtMost() {
        server.otherwise(connection -> connection.json(500, "{}"));

        assertThatThrownBy(() -> claude.with(o -> o.maxRetries(6)).models().retrieve("m"))
                .isInstanceOf(InternalServerException.class);

        List<Integer> longest = List.of(500, 1000, 2000, 4000, 8000, 8000);
        assertThat(server.pauses).hasSameSizeAs(longest);
        for (int i = 0; i < longest.size(); i++) {
            assertThat(server.pauses.get(i).toMillis()).isBetween(longest.get(i) * 3L / 4, (long) longest.get(i));
        }
    }

    @ParameterizedTest
    @CsvSource({"retry-after: 7, PT7S", "retry-after-ms: 40, PT0.04S", "retry-after: 300, PT5M"})
    void pause_isWhatTheServerAsksFor(String header, Duration expected) {
        server.thenJson(429, "{}", header).thenJson(200, OK);

        claude.models().retrieve("m");

        assertThat(server.pauses).containsExactly(expected);
    }

    @Test
    void pause_ofMoreThanFiveMinutes_isLeftToTheCaller() {
        server.thenJson(429, "{}", "retry-after: 301");

        assertThatThrownBy(() -> claude.models().retrieve("m")).isInstanceOfSatisfying(RateLimitException.class, e -> {
            assertThat(e.retryAfter()).contains(Duration.ofSeconds(301));
            assertThat(e.retryable()).isTrue();
        });
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void pause_thatTheTotalLimitDoesNotAllow_isNotMade() {
        server.thenJson(529, "{}", "retry-after: 60");

        assertThatThrownBy(() -> claude.with(o -> o.totalTimeout(Duration.ofSeconds(30)))
                        .models()
                        .retrieve("m"))
                .isInstanceOf(OverloadedException.class);
        assertThat(server.requests()).hasSize(1);
        assertThat(server.pauses).isEmpty();
    }

    @Test
    void pause_withoutAnInjectedClock_isReallyWaitedFor() {
        server.thenJson(429, "{}", "retry-after-ms: 150").thenJson(200, OK);

        try (Claude waiting = Claude.builder().apiKey("k").baseUrl(server.url()).build()) {
            long begin = System.nanoTime();
            waiting.models().retrieve("m");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofMillis(150));
        }
    }

    @Test
    void shouldRetry_ofTheServer_isObeyedBothWays() {
        server.thenJson(400, "{}", "x-should-retry: true").thenJson(200, OK);
        claude.models().retrieve("m");
        assertThat(server.requests()).hasSize(2);

        server.thenJson(500, "{}", "x-should-retry: false");
        assertThatThrownBy(() -> claude.models().retrieve("m")).isInstanceOf(InternalServerException.class);
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void spendLimit_isNotTriedAgain() {
        server.thenJson(429, "{\"error\":{\"details\":{\"error_code\":\"workspace_limit_reached\"}}}");

        assertThatThrownBy(() -> claude.models().retrieve("m")).isInstanceOf(RateLimitException.class);
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503, 529})
    void unsafeCall_thatWasTurnedAway_isSentAgain(int status) {
        server.thenJson(status, "{}").thenJson(200, OK);

        createAgent();

        assertThat(server.requests()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {408, 409, 500, 502, 504})
    void unsafeCall_thatMayHaveBeenActedOn_isNotSentAgain(int status) {
        server.thenJson(status, "{}");

        assertThatThrownBy(this::createAgent).isInstanceOf(ApiException.class);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void unsafeCall_thatTheServerWantsAgain_isSentAgain() {
        server.thenJson(500, "{}", "x-should-retry: true").thenJson(200, OK);

        createAgent();

        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void unsafeCall_whoseConnectionBroke_isNotSentAgain() {
        server.then(ScriptedServer.Connection::reset);

        assertThatThrownBy(this::createAgent)
                .isInstanceOf(ConnectionException.class)
                .hasMessageStartingWith("agents.create (POST /v1/agents) at 127.0.0.1:" + server.port() + ": ");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void message_isSafeToRepeat_unlessItIsInAThread() {
        server.thenJson(500, "{}").thenJson(200, ScriptedServer.MESSAGE);
        assertThat(createMessage(JsonObject.of("max_tokens", 1)).text()).isEqualTo("Hello");

        server.thenJson(500, "{}");
        assertThatThrownBy(() -> createMessage(JsonObject.of("thread", JsonObject.of())))
                .isInstanceOf(InternalServerException.class);
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void connection_thatIsRefused_isTriedAgainEvenForAnUnsafeCall() throws IOException {
        List<Integer> attempts = new ArrayList<>();
        try (Socket taken = new Socket()) {
            // Bound, but nothing listens there.
            taken.bind(new InetSocketAddress("127.0.0.1", 0));
            String place = "127.0.0.1:" + taken.getLocalPort();
            Claude.Builder options = server.options().baseUrl("http://" + place).listener(new CallListener() {
                @Override
                public void onAttempt(Call call, Request request) {
                    attempts.add(call.attempt());
                }
            });
            try (Claude refused = options.build()) {
                assertThatThrownBy(() -> refused.agents().create(AgentCreateParams.of(JsonObject.of())))
                        .isExactlyInstanceOf(ConnectionException.class)
                        .hasMessage("agents.create (POST /v1/agents) at " + place + ": could not connect to " + place)
                        .hasCauseInstanceOf(ConnectException.class);
            }
        }
        assertThat(attempts).containsExactly(1, 2, 3);
        assertThat(server.pauses).hasSize(2);
    }

    @Test
    void host_thatIsUnknown_isNamed() {
        // A label of 64 letters is refused by the resolver itself, without asking the network.
        String host = "a".repeat(64) + ".invalid";
        try (Claude lost =
                server.options().baseUrl("http://" + host).allowInsecureHttp().build()) {
            assertThatThrownBy(() -> lost.models().retrieve("m"))
                    .isExactlyInstanceOf(ConnectionException.class)
                    .hasMessageContaining("no address is known for " + host);
        }
    }

    @Test
    void connection_thatIsResetBeforeTheFirstByte_isTriedAgain() {
        server.then(ScriptedServer.Connection::reset)
                .then(ScriptedServer.Connection::close)
                .thenJson(200, OK);

        assertThat(claude.models().retrieve("m").id()).isEqualTo("m");
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void safePost_thatIsResetBeforeTheFirstByte_isTriedAgain() {
        server.then(ScriptedServer.Connection::reset)
                .then(ScriptedServer.Connection::close)
                .thenJson(200, ScriptedServer.MESSAGE);

        createMessage(JsonObject.of("max_tokens", 1));

        assertThat(server.requests()).hasSize(3);
        assertThat(server.pauses).hasSize(2);
    }

    @Test
    void connection_thatIsResetInTheHead_isTriedAgain() {
        server.then(connection ->
                        connection.write("HTTP/1.1 200 OK\r\ncontent-le").close())
                .thenJson(200, ScriptedServer.MESSAGE);

        createMessage(JsonObject.of("max_tokens", 1));

        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void idleConnection_thatTheServerClosed_isReplaced() throws InterruptedException {
        for (int round = 0; round < 5; round++) {
            CountDownLatch closed = new CountDownLatch(1);
            server.then(connection -> {
                connection.json(200, ScriptedServer.MESSAGE).close();
                closed.countDown();
            });
            createMessage(JsonObject.of("max_tokens", 1));
            ScriptedServer.await(closed);
            server.thenJson(200, ScriptedServer.MESSAGE);
            createMessage(JsonObject.of("max_tokens", 1));
        }

        assertThat(server.requests()).hasSize(10);
    }

    @Test
    void body_thatIsCutOff_isAskedForAgain() {
        server.then(connection -> connection
                        .head(200, "content-length: 100")
                        .write("{\"id\":")
                        .close())
                .then(connection -> connection
                        .head(200, "transfer-encoding: chunked")
                        .chunk("{\"id\":")
                        .close())
                .thenJson(200, OK);

        assertThat(claude.models().retrieve("m").id()).isEqualTo("m");
        assertThat(server.requests()).hasSize(3);
        assertThat(server.pauses).hasSize(2);
    }

    @Test
    void body_ofAnUnsafeCallThatIsCutOff_isAnError() {
        server.then(connection ->
                connection.head(200, "content-length: 100").write("{\"id\":").close());

        assertThatThrownBy(this::createAgent).isExactlyInstanceOf(ConnectionException.class);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void body_thatIsCutOffEachTime_isAnErrorInTheEnd() {
        server.otherwise(connection ->
                connection.head(200, "content-length: 100").write("{\"id\":").reset());

        assertThatThrownBy(() -> claude.models().retrieve("m")).isExactlyInstanceOf(ConnectionException.class);
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void retryAfter_onASuccess_isNoError() {
        server.thenJson(200, OK, "retry-after: 5", "x-should-retry: true");

        claude.models().retrieve("m");

        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void interceptorThatFails_isNotTriedAgain() {
        Claude failing = claude.with(o -> o.attemptInterceptor((request, chain) -> {
            throw new IllegalStateException("a bug");
        }));

        assertThatThrownBy(() -> failing.models().retrieve("m"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("a bug");
        assertThat(server.pauses).isEmpty();
    }
}
