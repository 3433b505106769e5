package io.github.claude4j;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.claude4j.errors.ConnectionException;
import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.errors.OverloadedException;
import io.github.claude4j.errors.RateLimitException;
import io.github.claude4j.fixtures.Answers;
import io.github.claude4j.fixtures.Chunks;
import io.github.claude4j.json.JsonObject;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventStreamTest {
    private static EventStream<JsonObject> stream(InputStream body) {
        return Answers.client(body, "request-id", "req_1").http().stream("/v1/events", JsonObject.of());
    }

    private static EventStream<JsonObject> stream(String body) {
        return stream(Chunks.whole(body.getBytes(UTF_8)));
    }

    private static List<String> read(EventStream<JsonObject> stream) {
        List<String> events = new ArrayList<>();
        stream.forEach(event -> events.add(event.toJson()));
        return events;
    }

    @Test
    void iterator_dataWithType_isTheDataWhateverTheName() {
        assertThat(read(stream("event: a\ndata: {\"type\":\"b\",\"x\":1.10}\n\n")))
                .containsExactly("{\"type\":\"b\",\"x\":1.10}");
    }

    @Test
    void iterator_dataWithoutType_getsItFromTheName() {
        assertThat(read(stream("event: a\ndata: {\"x\":1}\n\ndata: {\"y\":2}\n\n")))
                .containsExactly("{\"x\":1,\"type\":\"a\"}", "{\"y\":2}");
    }

    @Test
    void iterator_pings_areLeftOut() {
        assertThat(read(stream("event: ping\ndata: {}\n\ndata: {\"type\":\"ping\"}\n\nevent: ping\ndata: no json\n\n"
                        + "data: {\"type\":\"a\"}\n\nevent: ping\ndata: {\"type\":\"ping\"}\n\n")))
                .containsExactly("{\"type\":\"a\"}");
    }

    @Test
    void iterator_noEvents_isEmpty() {
        assertThat(read(stream(""))).isEmpty();
        assertThat(read(stream(": comment\n\nevent: ping\ndata: {}\n\n"))).isEmpty();
    }

    @Test
    void iterator_cutAtEveryByte_givesTheSame() {
        byte[] bytes = "event: a\r\ndata: {\"é\":\r\ndata: 1}\r\n\r\ndata: {\"type\":\"b\"}".getBytes(UTF_8);
        for (int i = 0; i <= bytes.length; i++) {
            assertThat(read(stream(Chunks.splitAt(bytes, i))))
                    .containsExactly("{\"é\":1,\"type\":\"a\"}", "{\"type\":\"b\"}");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"hush\":", "hush", "{\"type\":\"b\"} hush"})
    void next_malformedEvent_failsAfterTheOnesBefore(String data) {
        Chunks body = Chunks.whole(("data: {\"type\":\"a\"}\n\ndata: " + data + "\n\n").getBytes(UTF_8));
        Iterator<JsonObject> events = stream(body).iterator();
        assertThat(events.next()).isEqualTo(JsonObject.of("type", "a"));
        assertThatExceptionOfType(InvalidDataException.class)
                .isThrownBy(events::next)
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hush"));
        assertThat(body.isClosed()).isTrue();
    }

    @Test
    void next_eventThatIsNoObject_failsAndNamesTheCall() {
        assertThatExceptionOfType(InvalidDataException.class)
                .isThrownBy(() -> read(stream("data: [1]\n\n")))
                .withMessageContaining("/v1/events")
                .withMessageContaining("no JSON object");
    }

    @Test
    void next_streamEndsInsideAnEvent_isACutAndNoMalformedData() {
        Iterator<JsonObject> events = stream("data: {\"type\":\"a\"}\n\nevent: b\ndata: {\"type\":\"b\",\"x\":\"y")
                .iterator();
        assertThat(events.next()).isEqualTo(JsonObject.of("type", "a"));
        assertThatExceptionOfType(ConnectionException.class)
                .isThrownBy(events::next)
                .withMessageContaining("ended in the middle of an event");
    }

    @Test
    void next_errorEvent_isTheExceptionOfItsType() {
        Iterator<JsonObject> events = stream(
                        "data: {\"type\":\"a\"}\n\nevent: error\n"
                                + "data: {\"type\":\"error\",\"error\":{\"type\":\"overloaded_error\",\"message\":\"Overloaded\"}}\n\n")
                .iterator();
        events.next();
        assertThatExceptionOfType(OverloadedException.class)
                .isThrownBy(events::next)
                .withMessage("529 overloaded_error: Overloaded; POST /v1/events at api.anthropic.com (request req_1)");
    }

    @Test
    void next_errorEventByItsNameOnly_isAnExceptionToo() {
        assertThatExceptionOfType(RateLimitException.class)
                .isThrownBy(
                        () -> read(
                                stream(
                                        "event: error\ndata: {\"error\":{\"type\":\"rate_limit_error\",\"message\":\"slow down\"}}\n\n")))
                .withMessageContaining("slow down");
    }

    @Test
    void iterator_secondTime_refuses() {
        EventStream<JsonObject> stream = stream("data: {\"a\":1}\n\n");
        assertThat(stream.iterator().next()).isEqualTo(JsonObject.of("a", 1));
        assertThatIllegalStateException().isThrownBy(stream::iterator).withMessageContaining("only once");
        assertThatIllegalStateException().isThrownBy(stream::stream);
    }

    @Test
    void next_afterTheEnd_hasNoElement() {
        Iterator<JsonObject> events = stream("data: {\"a\":1}\n\n").iterator();
        events.next();
        assertThat(events.hasNext()).isFalse();
        assertThat(events.hasNext()).isFalse();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(events::next);
    }

    @Test
    void stream_closed_closesTheAnswer() {
        Chunks body = Chunks.whole("data: {\"a\":1}\n\ndata: {\"a\":2}\n\n".getBytes(UTF_8));
        try (Stream<JsonObject> events = stream(body).stream()) {
            assertThat(events.findFirst()).contains(JsonObject.of("a", 1));
            assertThat(body.isClosed()).isFalse();
        }
        assertThat(body.isClosed()).isTrue();
    }

    @Test
    void iterator_readToTheEnd_closesTheAnswer() {
        Chunks body = Chunks.whole("data: {\"a\":1}\n\n".getBytes(UTF_8));
        assertThat(read(stream(body))).hasSize(1);
        assertThat(body.isClosed()).isTrue();
    }

    @Test
    void close_twice_isFine() {
        EventStream<JsonObject> stream = stream("data: {}\n\n");
        stream.close();
        stream.close();
        assertThat(stream.response().requestId()).contains("req_1");
        assertThat(stream.response().status()).isEqualTo(200);
    }
}
