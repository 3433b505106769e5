package io.github.claude4j.internal.call;

import static io.github.claude4j.fixtures.ScriptedServer.BLOCK_START;
import static io.github.claude4j.fixtures.ScriptedServer.MESSAGE;
import static io.github.claude4j.fixtures.ScriptedServer.MESSAGE_START;
import static io.github.claude4j.fixtures.ScriptedServer.STREAM;
import static io.github.claude4j.fixtures.ScriptedServer.STREAM_END;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.Download;
import io.github.claude4j.JsonLines;
import io.github.claude4j.agents.AgentCreateParams;
import io.github.claude4j.batches.MessageBatchIndividualResponse;
import io.github.claude4j.client.Caller;
import io.github.claude4j.errors.ApiException;
import io.github.claude4j.errors.BadRequestException;
import io.github.claude4j.errors.CancelledException;
import io.github.claude4j.errors.ConnectionException;
import io.github.claude4j.errors.InternalServerException;
import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.errors.RateLimitException;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.fixtures.Signals;
import io.github.claude4j.http.Operation;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.MessageStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of answers in every way they are read: encoded, cut, closed, or not what they should be. */
class AnswerBodiesTest {
    private static final MessageCreateParams PARAMS = MessageCreateParams.of(JsonObject.of("max_tokens", 16));
    private static final String LINES = "{\"custom_id\":\"a\"}\n{\"custom_id\":\"b\"}\n";

    private final ScriptedServer server = new ScriptedServer();
    private final Claude claude = server.client();

    @AfterEach
    void close() {
        claude.close();
        server.close();
    }

    /** The ways to read an answer, each with what a good one gives. */
    enum Way {
        CREATE(MESSAGE, "Hello"),
        STREAM_READ(STREAM, "Hello"),
        LINES_READ(LINES, "ab"),
        DOWNLOAD("file", "file"),
        PUBLISHER(STREAM, "Hello");

        final String body;
        final String expected;

        Way(String body, String expected) {
            this.body = body;
            this.expected = expected;
        }

        String read(Claude claude) {
            switch (this) {
                case CREATE -> {
                    return claude.messages().create(PARAMS).text();
                }
                case STREAM_READ -> {
                    try (MessageStream stream = claude.messages().stream(PARAMS)) {
                        return stream.message().text();
                    }
                }
                case LINES_READ -> {
                    StringBuilder all = new StringBuilder();
                    try (JsonLines<MessageBatchIndividualResponse> lines =
                            claude.messages().batches().results("b")) {
                        lines.forEach(line -> all.append(line.customId()));
                    }
                    return all.toString();
                }
                case DOWNLOAD -> {
                    return new String(claude.files().download("f").bytes(), UTF_8);
                }
                default -> {
                    return new Signals(claude.publisher(c -> c.messages().stream(PARAMS))).text();
                }
            }
        }
    }

    private interface Encoder {
        OutputStream over(OutputStream out) throws IOException;
    }

    private static byte[] encoded(byte[] plain, Encoder encoder) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = encoder.over(bytes)) {
            out.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] plain) {
        return encoded(plain, GZIPOutputStream::new);
    }

    private void then(String coding, byte[] body) {
        server.then(connection -> connection
                .head(
                        200,
                        "content-length: " + body.length,
                        "content-encoding: " + coding,
                        "content-type: text/event-stream")
                .write(body));
    }

    @ParameterizedTest
    @EnumSource
    void encodings_thatAreKnown_areDecoded(Way way) {
        byte[] plain = way.body.getBytes(UTF_8);
        then("gzip", gzip(plain));
        then("gzip, GZIP", gzip(gzip(plain)));
        then("deflate", encoded(plain, DeflaterOutputStream::new));
        then("deflate", encoded(plain, out -> new DeflaterOutputStream(out, new Deflater(9, true))));
        then("identity", plain);

        for (int i = 0; i < 5; i++) {
            assertThat(way.read(claude)).isEqualTo(way.expected);
        }
        assertThat(server.requests()).hasSize(5);
    }

    @ParameterizedTest
    @EnumSource
    void encoding_thatIsUnknown_isNamed_andIsNoData(Way way) {
        then("br", new byte[] {11, 2, 3});
        then("gzip, zstd", new byte[] {40, (byte) 0xb5, 47});

        assertThatThrownBy(() -> way.read(claude))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("expected gzip or deflate, found br");
        assertThatThrownBy(() -> way.read(claude)).hasMessageContaining("found zstd");
        assertThat(server.requests()).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource
    void encodedAnswer_thatIsCut_isACutAnswer(Way way) {
        byte[] all = gzip(way.body.getBytes(UTF_8));
        then("gzip", Arrays.copyOf(all, all.length / 3));

        assertThatThrownBy(() -> way.read(claude.with(o -> o.maxRetries(0))))
                .isInstanceOf(ConnectionException.class)
                .hasMessageContaining("the compressed answer was cut off");
    }

    @ParameterizedTest
    @EnumSource(names = {"STREAM_READ", "PUBLISHER"})
    void encodedStream_thatIsCutBehindItsMessage_losesNothing(Way way) {
        byte[] all = gzip(STREAM.getBytes(UTF_8));
        then("gzip", Arrays.copyOf(all, all.length - 8));

        assertThat(way.read(claude)).isEqualTo("Hello");
        assertThat(server.requests()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"STREAM_READ", "PUBLISHER"})
    void streamThatStaysOpenBehindItsMessage_isNotWaitedFor(Way way) {
        CountDownLatch ended = new CountDownLatch(1);
        server.then(connection -> connection.events(STREAM).awaitClientEnd(ended));

        long begin = System.nanoTime();
        assertThat(way.read(claude)).isEqualTo("Hello");
        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(30));
    }

    @Test
    void bytesThatAreNoUtf8_areReplacedInEvents() {
        String events = MESSAGE_START + BLOCK_START + ScriptedServer.text("a\u00ffz") + STREAM_END;
        byte[] bytes = events.getBytes(ISO_8859_1);
        for (Way way : List.of(Way.STREAM_READ, Way.PUBLISHER)) {
            then("identity", bytes);
            assertThat(way.read(claude)).isEqualTo("a\uFFFDz");
        }
    }

    @Test
    void bytesThatAreNoUtf8_areNamedInWholeAnswersAndLines() {
        then("identity", MESSAGE.replace("Hello", "\u00ff").getBytes(ISO_8859_1));
        assertThatThrownBy(() -> claude.messages().create(PARAMS))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("no JSON but text/event-stream");
        server.then(connection ->
                connection.head(200, "content-length: 12").write("{\"id\":\"\u00ffab\"}".getBytes(ISO_8859_1)));
        assertThatThrownBy(() -> claude.models().retrieve("m"))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("UTF-8");
        then("identity", LINES.replace("b", "\u00ff").getBytes(ISO_8859_1));
        assertThatThrownBy(() -> Way.LINES_READ.read(claude))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageStartingWith("line 2: ")
                .hasMessageContaining("UTF-8");
    }

    private void thenCut(String body) {
        server.then(connection ->
                connection.head(200, "connection: close").write(body).close());
    }

    @Test
    void answerThatEndsWithItsConnection_inTheMiddle_isCut_andAskedForAgainWhereThatIsSafe() {
        thenCut(MESSAGE.substring(0, 100));
        thenCut(MESSAGE);
        assertThat(claude.messages().create(PARAMS).text()).isEqualTo("Hello");

        thenCut("{\"id\":\"agent_1\",\"name\":\"x");
        assertThatThrownBy(() -> claude.agents().create(AgentCreateParams.of(JsonObject.of())))
                .isExactlyInstanceOf(ConnectionException.class)
                .hasMessageContaining("in the middle of the answer");
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void linesThatEndWithTheirConnection_inTheMiddle_areCut() {
        thenCut(LINES.substring(0, 25));

        assertThatThrownBy(() -> Way.LINES_READ.read(claude))
                .isExactlyInstanceOf(ConnectionException.class)
                .hasMessageContaining("line 2: the answer ended in the middle of it");
    }

    @ParameterizedTest
    @EnumSource(names = {"CREATE", "STREAM_READ", "PUBLISHER"})
    void errorWithStatus200_isThatError(Way way) {
        server.thenJson(200, ScriptedServer.error("invalid_request_error"));
        assertThatThrownBy(() -> way.read(claude))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("no luck");

        server.thenJson(200, ScriptedServer.error("overloaded_error"))
                .thenJson(200, "{\"error\":{\"message\":\"upstream\",\"code\":502}}")
                .then(connection -> connection
                        .head(200, "content-length: " + way.body.length(), "content-type: text/event-stream")
                        .write(way.body));
        assertThat(way.read(claude)).isEqualTo("Hello");
        assertThat(server.requests()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rate_limit_error", "timeout_error", "overloaded_error", "api_error"})
    void errorEventFirst_isAskedForAgainByItsType(String type) {
        for (Way way : List.of(Way.STREAM_READ, Way.PUBLISHER)) {
            server.thenEvents(ScriptedServer.event("error", ScriptedServer.error(type)))
                    .thenEvents(STREAM);
            assertThat(way.read(claude)).isEqualTo("Hello");
        }
        assertThat(server.requests()).hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "event: message\n"})
    void eventWithAnErrorAndNoType_isAnError(String name) {
        server.thenEvents(name + "data: {\"error\":{\"message\":\"upstream\",\"code\":502}}\n\n")
                .thenEvents(MESSAGE_START + BLOCK_START + name
                        + "data: {\"error\":{\"message\":\"late\",\"code\":429}}\n\n");

        assertThatThrownBy(() -> Way.STREAM_READ.read(claude))
                .isInstanceOf(RateLimitException.class)
                .hasMessageContaining("late");
        assertThat(server.requests()).hasSize(2);
    }

    @Test
    void sessionEventThatHasAnError_isAnEvent() {
        server.thenEvents("data: {\"type\":\"session.error\",\"error\":{\"type\":\"x\",\"message\":\"y\"}}\n\n");

        assertThat(claude.sessions().events().stream("s")).hasSize(1);
    }

    @Test
    void errorBodyThatBreaksOff_isStillThatError() {
        server.then(connection ->
                connection.head(400, "content-length: 99").write("{\"type\":").close());

        assertThatThrownBy(() -> claude.models().retrieve("m"))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.status()).isEqualTo(400));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-5", "abc"})
    void lengthThatIsNone_isAConnectionFailure(String length) {
        for (Way way : Way.values()) {
            server.then(connection -> connection
                    .head(200, "content-length: " + length)
                    .write(way.body)
                    .close());
            Throwable failure = failure(() -> way.read(claude.with(o -> o.maxRetries(0))));
            // A transport may as well take it for no length at all.
            assertThat(failure == null || failure instanceof ConnectionException)
                    .as("%s: %s", way, failure)
                    .isTrue();
        }
        assertThat(server.requests()).hasSize(Way.values().length);
    }

    private static Throwable failure(ThrowingCallable call) {
        try {
            call.call();
            return null;
        } catch (Throwable e) {
            return e;
        }
    }

    private static void assertClosed(ThrowingCallable reading) {
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(reading).isInstanceOf(CancelledException.class);
        }
    }

    @Test
    void stream_closedBeforeItsFirstEvent_givesNone() {
        server.thenEvents(STREAM).thenEvents(STREAM);
        MessageStream stream = claude.messages().stream(PARAMS);
        Stream<String> deltas = stream.textDeltas();
        stream.close();
        assertThatThrownBy(deltas::count).isInstanceOf(CancelledException.class);

        Iterator<?> other = claude.messages().stream(PARAMS).iterator();
        claude.close();
        assertClosed(other::hasNext);
    }

    @Test
    void stream_closedAfterSomeEvents_givesNoMore_butAWholeMessageStays() {
        server.thenEvents(STREAM).thenEvents(STREAM);
        MessageStream stream = claude.messages().stream(PARAMS);
        Iterator<?> events = stream.iterator();
        events.next();
        stream.close();
        assertClosed(events::next);

        MessageStream whole = claude.messages().stream(PARAMS);
        Iterator<?> all = whole.iterator();
        for (int i = 0; i < 7; i++) {
            all.next();
        }
        whole.close();
        assertThat(whole.message().text()).isEqualTo("Hello");
    }

    @Test
    void linesAndDownload_closed_giveNothing() throws IOException {
        server.thenJson(200, LINES).thenJson(200, LINES).thenJson(200, "file");
        JsonLines<MessageBatchIndividualResponse> unread =
                claude.messages().batches().results("b");
        Iterator<MessageBatchIndividualResponse> none = unread.iterator();
        unread.close();
        assertClosed(none::hasNext);

        JsonLines<MessageBatchIndividualResponse> lines =
                claude.messages().batches().results("b");
        Iterator<MessageBatchIndividualResponse> one = lines.iterator();
        assertThat(one.next().customId()).isEqualTo("a");
        lines.close();
        assertClosed(one::next);

        Download download = claude.files().download("f");
        assertThat(download.inputStream().read()).isEqualTo('f');
        download.close();
        assertClosed(() -> download.inputStream().read());
    }

    @Test
    void events_closedBeforeTheFirst_giveNone() {
        server.thenEvents("data: {\"type\":\"a\"}\n\n");
        var events = claude.http().stream("/v1/x", JsonObject.of());
        events.close();

        assertClosed(events.iterator()::hasNext);
    }

    @Test
    void failureOfABody_staysTheSame() {
        server.then(connection ->
                connection.head(200, "content-length: 99").write("abc").close());
        Download download = claude.files().download("f");
        String first = failure(() -> download.inputStream().readAllBytes()).getMessage();

        assertThatThrownBy(() -> download.inputStream().read())
                .isInstanceOf(ConnectionException.class)
                .hasMessage(first);
    }

    @Test
    void errorThatIsAskedForAgain_keepsItsStatus() {
        server.otherwise(connection -> connection.json(200, "{\"error\":{\"message\":\"x\",\"code\":503}}"));

        assertThatThrownBy(() -> claude.models().retrieve("m"))
                .isInstanceOfSatisfying(
                        InternalServerException.class,
                        e -> assertThat(e.status()).isEqualTo(503));
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void line_thatIsNoJson_leavesTheOthers() {
        server.thenJson(200, "{\"n\":1}\noops\n{\"n\":3}\n");
        Operation operation =
                Operation.of("test.lines", "GET", "/lines").lines().build();
        Iterator<JsonObject> lines = Caller.of(claude.http())
                .lines(operation, JsonObject.of(), Function.identity())
                .iterator();

        assertThat(lines.next()).isEqualTo(JsonObject.of("n", 1));
        assertThatThrownBy(lines::next).isInstanceOf(InvalidDataException.class);
        assertThat(lines.next()).isEqualTo(JsonObject.of("n", 3));
        assertThat(lines).isExhausted();
    }
}
