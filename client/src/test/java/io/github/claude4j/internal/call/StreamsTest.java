package io.github.claude4j.internal.call;

import static io.github.claude4j.fixtures.ScriptedServer.BLOCK_START;
import static io.github.claude4j.fixtures.ScriptedServer.MESSAGE_START;
import static io.github.claude4j.fixtures.ScriptedServer.PING;
import static io.github.claude4j.fixtures.ScriptedServer.STREAM;
import static io.github.claude4j.fixtures.ScriptedServer.event;
import static io.github.claude4j.fixtures.ScriptedServer.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.EventStream;
import io.github.claude4j.errors.ApiException;
import io.github.claude4j.errors.ConnectionException;
import io.github.claude4j.errors.InternalServerException;
import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.errors.OverloadedException;
import io.github.claude4j.errors.RateLimitException;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.MessageStream;
import io.github.claude4j.messages.MessageStreamEvent;
import io.github.claude4j.messages.StreamInterruptedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams that go wrong: what is asked for again unseen, and what the reader is told. */
class StreamsTest {
    private static final MessageCreateParams PARAMS = MessageCreateParams.of(JsonObject.of("max_tokens", 16));
    private static final List<String> TYPES = List.of(
            "message_start",
            "content_block_start",
            "content_block_delta",
            "content_block_delta",
            "content_block_stop",
            "message_delta",
            "message_stop");

    private final ScriptedServer server = new ScriptedServer();
    private final Claude claude = server.client();

    @AfterEach
    void close() {
        claude.close();
        server.close();
    }

    private static String error(String type) {
        return event("error", ScriptedServer.error(type));
    }

    private static ScriptedServer.Script cut(String events) {
        return connection -> connection.events(events).close();
    }

    /** Reads a stream to its end and notes the types of its events. */
    private List<String> read(MessageCreateParams params) {
        List<String> types = new ArrayList<>();
        try (MessageStream stream = claude.messages().stream(params)) {
            for (MessageStreamEvent event : stream) {
                types.add(event.type());
            }
            assertThat(stream.message().text()).isEqualTo("Hello");
        }
        return types;
    }

    @Test
    void stream_deliversEachEventOnceWithoutPings() {
        server.thenEvents(STREAM);

        assertThat(read(PARAMS)).isEqualTo(TYPES);
    }

    @Test
    void stream_knowsItsAnswer() {
        server.thenJson(500, "{}").thenEvents(STREAM);

        try (MessageStream stream = claude.messages().stream(PARAMS)) {
            assertThat(stream.response().requestId()).contains("req_h");
            assertThat(stream.response().attempts()).isEqualTo(2);
            assertThat(stream.message().response().orElseThrow().requestId()).contains("req_h");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"overloaded_error", "api_error"})
    void errorBeforeTheFirstEvent_isTriedAgain(String type) {
        server.thenEvents(error(type)).thenEvents(PING + error(type)).thenEvents(STREAM);

        assertThat(read(PARAMS)).isEqualTo(TYPES);
        assertThat(server.requests()).hasSize(3);
        assertThat(server.pauses).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"overloaded_error", "api_error"})
    void errorAfterTheBeginning_isTriedAgain_andTheBeginningComesOnce(String type) {
        server.thenEvents(MESSAGE_START + PING + error(type)).thenEvents(STREAM);

        assertThat(read(PARAMS)).isEqualTo(TYPES);
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void cutBeforeTheFirstEvent_isTriedAgain() {
        server.then(cut("")).then(cut(MESSAGE_START)).thenEvents(STREAM);

        assertThat(read(PARAMS)).isEqualTo(TYPES);
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void endBeforeTheFirstEvent_isTriedAgain() {
        server.thenEvents("").thenEvents(MESSAGE_START).thenEvents(STREAM);

        assertThat(read(PARAMS)).isEqualTo(TYPES);
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void attempts_areSharedWithTheOnesBeforeTheHead() {
        server.thenJson(529, "{}").thenEvents(error("overloaded_error")).thenJson(500, "{}");

        assertThatThrownBy(() -> read(PARAMS)).isExactlyInstanceOf(InternalServerException.class);
        assertThat(server.requests()).hasSize(3);
        assertThat(server.pauses).hasSize(2);
    }

    @Test
    void errorEachTime_isThrownInTheEnd() {
        server.otherwise(connection ->
                connection.events(MESSAGE_START + error("overloaded_error")).endOfChunks());

        assertThatThrownBy(() -> read(PARAMS)).isInstanceOfSatisfying(OverloadedException.class, e -> {
            assertThat(e.status()).isEqualTo(529);
            assertThat(e.requestId()).contains("req_b");
            assertThat(e.retryable()).isTrue();
        });
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void emptyStreamEachTime_isThrownInTheEnd() {
        server.otherwise(connection -> connection.events("").endOfChunks());

        assertThatThrownBy(() -> read(PARAMS))
                .isInstanceOf(StreamInterruptedException.class)
                .hasMessageContaining("messages.create");
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void maxRetriesOfZero_countsInsideStreamsToo() {
        server.thenEvents(error("overloaded_error"));

        assertThatThrownBy(() -> claude.with(o -> o.maxRetries(0)).messages().stream(PARAMS)
                        .message())
                .isInstanceOf(OverloadedException.class);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void pause_isWhatTheHeadOfTheStreamAsksFor() {
        server.then(connection -> connection
                        .head(200, "transfer-encoding: chunked", "retry-after: 9")
                        .chunk(error("overloaded_error"))
                        .endOfChunks())
                .thenEvents(STREAM);

        read(PARAMS);

        assertThat(server.pauses).containsExactly(Duration.ofSeconds(9));
    }

    @ParameterizedTest
    @CsvSource({
        "invalid_request_error, BadRequestException",
        "authentication_error, AuthenticationException",
        "permission_error, PermissionDeniedException",
        "request_too_large, RequestTooLargeException"
    })
    void errorThatStays_isThrownAtOnce(String type, String name) {
        server.thenEvents(MESSAGE_START + error(type));

        assertThatThrownBy(() -> read(PARAMS))
                .satisfies(e -> assertThat(e.getClass().getSimpleName()).isEqualTo(name));
        assertThat(server.requests()).hasSize(1);
        assertThat(server.pauses).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "overloaded_error, OverloadedException",
        "api_error, InternalServerException",
        "rate_limit_error, RateLimitException",
        "invalid_request_error, BadRequestException"
    })
    void errorAfterDelivery_isThrown_andWhatArrivedIsThere(String type, String name) {
        server.thenEvents(MESSAGE_START + BLOCK_START + text("Hel") + error(type));

        try (MessageStream stream = claude.messages().stream(PARAMS)) {
            assertThatThrownBy(stream::message)
                    .isInstanceOf(ApiException.class)
                    .satisfies(e -> assertThat(e.getClass().getSimpleName()).isEqualTo(name));
            assertThat(stream.soFar().orElseThrow().text()).isEqualTo("Hel");
        }
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void cutAfterDelivery_isThrownWithWhatArrived() {
        server.then(cut(MESSAGE_START + BLOCK_START + text("Hel")));

        try (MessageStream stream = claude.messages().stream(PARAMS)) {
            assertThatThrownBy(stream::message).isInstanceOfSatisfying(StreamInterruptedException.class, e -> {
                assertThat(e.partial().orElseThrow().text()).isEqualTo("Hel");
                assertThat(e.partial().orElseThrow().stopReason()).isEmpty();
                assertThat(e).hasCauseInstanceOf(ConnectionException.class);
            });
        }
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void endAfterDelivery_withoutTheEndOfTheMessage_isACutToo() {
        server.thenEvents(MESSAGE_START + BLOCK_START + text("Hel"));

        try (MessageStream stream = claude.messages().stream(PARAMS)) {
            assertThatThrownBy(stream::message)
                    .isInstanceOfSatisfying(
                            StreamInterruptedException.class,
                            e -> assertThat(e.partial().orElseThrow().text()).isEqualTo("Hel"));
        }
    }

    @Test
    void cutBehindTheEndOfTheMessage_losesNothing() {
        server.then(cut(STREAM));

        assertThat(read(PARAMS)).isEqualTo(TYPES);
    }

    @Test
    void messageInAThread_isAskedForAgainOnlyWhenItWasTurnedAway() {
        MessageCreateParams inThread = MessageCreateParams.of(JsonObject.of("thread", JsonObject.of()));
        server.thenEvents(error("overloaded_error")).thenEvents(STREAM);
        assertThat(read(inThread)).isEqualTo(TYPES);

        server.thenEvents(error("api_error"));
        assertThatThrownBy(() -> read(inThread)).isInstanceOf(InternalServerException.class);

        server.then(cut(MESSAGE_START));
        assertThatThrownBy(() -> read(inThread)).isInstanceOf(ConnectionException.class);
        assertThat(server.requests()).hasSize(4);
    }

    @Test
    void eventThatIsNoJson_isNamed() {
        server.thenEvents(MESSAGE_START + "data: {oops\n\n");
        assertThatThrownBy(() -> read(PARAMS))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("messages.create")
                .hasMessageContaining("an event of the stream: malformed JSON at offset 1");

        server.thenEvents("data: [1]\n\n");
        assertThatThrownBy(() -> read(PARAMS))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("an event of the stream is no JSON object");
        assertThat(server.requests()).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {ScriptedServer.MESSAGE, "<html>Please log in</html>", ""})
    void answerThatIsNoStream_isNamed_andNotPaidForAgain(String body) {
        server.thenJson(200, body).thenJson(200, body);

        assertThatThrownBy(() -> read(PARAMS))
                .isInstanceOf(InvalidDataException.class)
                .hasMessage("messages.create (POST /v1/messages): expected a stream of events, found application/json");
        assertThatThrownBy(() -> claude.http().stream("/v1/x", JsonObject.of())
                        .iterator()
                        .hasNext())
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("expected a stream of events");
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void errorBeforeTheStream_isThrownWhereItIsOpened() {
        server.thenJson(429, ScriptedServer.error("rate_limit_error"), "x-should-retry: false");

        assertThatThrownBy(() -> claude.messages().stream(PARAMS)).isInstanceOf(RateLimitException.class);
    }

    @Test
    void sessionEvents_endWithoutAnEventAsWell() {
        server.thenEvents("").thenEvents(PING);

        assertThat(claude.sessions().events().stream("s").iterator()).isExhausted();
        assertThat(claude.sessions().events().stream("s").stream()).isEmpty();
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void sessionEvents_cutBeforeTheFirst_areAskedForAgain() {
        server.then(cut("")).thenEvents(event("status", "{\"type\":\"session.status_idle\",\"id\":\"e\"}"));

        try (EventStream<?> events = claude.sessions().events().stream("s")) {
            assertThat(events).hasSize(1);
        }
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void stream_isReadOnce() {
        server.thenEvents(STREAM);

        try (MessageStream stream = claude.messages().stream(PARAMS)) {
            stream.message();
            assertThatThrownBy(stream::iterator).isInstanceOf(IllegalStateException.class);
        }
    }
}
