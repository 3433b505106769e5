package io.github.claude4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.fixtures.Http;
import io.github.claude4j.testkit.fixtures.Wire;
import io.github.claude4j.testkit.fixtures.Wire.Ending;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every fault does on the wire what it says. */
class FaultsTest {
    private static final int QUIET = 300;
    private static final int LONG = 5000;
    private static final String LAST_CHUNK = "\r\n0\r\n\r\n";

    private final FakeClaude fake = FakeClaude.start();

    @AfterEach
    void close() {
        fake.close();
    }

    @Test
    void noFault_endsProperlyAndStaysOpen() throws IOException {
        fake.reply("Hi there");
        try (Wire wire = Wire.stream(fake)) {
            assertThat(wire.read(QUIET)).isEqualTo(Ending.STILL_OPEN);
            assertThat(wire.text()).endsWith(LAST_CHUNK).contains("event: message_start\ndata: {");
            assertThat(wire.events())
                    .containsExactly(
                            "message_start",
                            "content_block_start",
                            "ping",
                            "content_block_delta",
                            "content_block_delta",
                            "content_block_stop",
                            "message_delta",
                            "message_stop");
        }
    }

    @Test
    void stall_neverAnswers() throws IOException {
        fake.stall();
        try (Wire wire = Wire.stream(fake)) {
            assertThat(wire.read(QUIET)).isEqualTo(Ending.STILL_OPEN);
            assertThat(wire.text()).isEmpty();
        }
    }

    @Test
    void reset_sendsNothing() throws IOException {
        fake.reset();
        try (Wire wire = Wire.stream(fake)) {
            assertThat(wire.read(LONG)).isEqualTo(Ending.RESET);
            assertThat(wire.text()).isEmpty();
        }
    }

    @Test
    void cutAfter_closesWithoutTheLastChunk() throws IOException {
        fake.cutAfter(3);
        try (Wire wire = Wire.stream(fake)) {
            assertThat(wire.read(LONG)).isEqualTo(Ending.CLOSED);
            assertThat(wire.events()).containsExactly("message_start", "content_block_start", "ping");
            assertThat(wire.text()).doesNotEndWith(LAST_CHUNK);
        }
    }

    @Test
    void endAfter_endsAsIfThatWereAll() throws IOException {
        fake.endAfter(2);
        try (Wire wire = Wire.stream(fake)) {
            assertThat(wire.read(QUIET)).isEqualTo(Ending.STILL_OPEN);
            assertThat(wire.events()).containsExactly("message_start", "content_block_start");
            assertThat(wire.text()).endsWith(LAST_CHUNK);
        }
    }

    @Test
    void resetAfter_resets() throws IOException {
        fake.resetAfter(2);
        try (Wire wire = Wire.stream(fake)) {
            assertThat(wire.read(LONG)).isEqualTo(Ending.RESET);
        }
    }

    @Test
    void halfEvent_cutsInTheMiddle() throws IOException {
        fake.halfEvent(1);
        try (Wire wire = Wire.stream(fake)) {
            assertThat(wire.read(LONG)).isEqualTo(Ending.CLOSED);
            assertThat(wire.events()).containsExactly("message_start");
            assertThat(wire.text()).contains("event: content_block_start");
        }
    }

    @Test
    void stallAfter_staysOpen() throws IOException {
        fake.stallAfter(1);
        try (Wire wire = Wire.stream(fake)) {
            assertThat(wire.read(QUIET)).isEqualTo(Ending.STILL_OPEN);
            assertThat(wire.events()).containsExactly("message_start");
            assertThat(wire.text()).doesNotEndWith(LAST_CHUNK);
        }
    }

    @Test
    void streamError_endsWithAnErrorEvent() throws IOException {
        fake.streamError("overloaded_error", 2);
        try (Wire wire = Wire.stream(fake)) {
            wire.read(QUIET);
            assertThat(wire.events()).containsExactly("message_start", "content_block_start", "error");
            assertThat(wire.text()).contains("\"type\":\"overloaded_error\",\"message\":\"Overloaded\"");
        }
        fake.streamError("overloaded_error", 2);
        assertThat(new Http(fake).ask(Http.HELLO).statusCode()).isEqualTo(529);
    }

    @Test
    void wrongLength_promisesMore() throws IOException {
        fake.wrongLength();
        try (Wire wire = new Wire(fake).send(Http.HELLO)) {
            assertThat(wire.read(LONG)).isEqualTo(Ending.CLOSED);
            String[] parts = wire.text().split("\r\n\r\n", 2);
            int promised = Integer.parseInt(parts[0].replaceAll("(?s).*content-length: (\\d+).*", "$1"));
            assertThat(promised).isGreaterThan(parts[1].getBytes(java.nio.charset.StandardCharsets.UTF_8).length);
        }
    }

    @Test
    void plainAnswer_isCutInTheMiddle() throws IOException {
        fake.cutAfter(0);
        try (Wire wire = new Wire(fake).send(Http.HELLO)) {
            assertThat(wire.read(LONG)).isEqualTo(Ending.CLOSED);
            assertThat(wire.text())
                    .contains("content-length")
                    .contains("\"msg_01")
                    .doesNotEndWith("}");
        }
    }

    @Test
    void addedEvents_comeAfterTheFirst() throws IOException {
        fake.pings(2).unknownEvent().duplicateEvent().hugeLine(100_000).crlf().reply("Hi");
        try (Wire wire = Wire.stream(fake)) {
            wire.read(QUIET);
            assertThat(wire.events()).startsWith("message_start", "ping", "ping", "event_of_tomorrow", "message_start");
            assertThat(wire.text()).contains("x".repeat(100_000)).contains("event: ping\r\ndata: {");
        }
    }

    @Test
    void noEventNames_leavesOnlyData() throws IOException {
        fake.noEventNames();
        try (Wire wire = Wire.stream(fake)) {
            wire.read(QUIET);
            assertThat(wire.text()).doesNotContain("event:").contains("data: {\"type\":\"message_start\"");
        }
    }

    @Test
    void delays_takeTheirTime() {
        fake.slowFirstByte(Duration.ofMillis(100))
                .eventDelay(Duration.ofMillis(20))
                .reply("Hi");
        long start = System.nanoTime();
        assertThat(new Http(fake).ask(Http.HELLO.with("stream", true)).body()).contains("message_stop");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(200));
    }

    @Test
    void faultsThatCannotBe_areRefusedWhereTheyAreAskedFor() {
        assertThatThrownBy(() -> fake.cutAfter(-1)).hasMessage("events: expected zero or more, found -1");
        assertThatThrownBy(() -> fake.pings(-1)).hasMessage("count: expected zero or more, found -1");
        assertThatThrownBy(() -> fake.hugeLine(-1)).hasMessage("bytes: expected zero or more, found -1");
        assertThatThrownBy(() -> fake.eventDelay(Duration.ofSeconds(-1)))
                .hasMessage("delay: expected zero or more, found PT-1S");
        assertThatThrownBy(() -> fake.fail(200)).hasMessage("status: expected 400 to 599, found 200");
        assertThatThrownBy(() -> fake.replyRaw(42, "text/plain", ""))
                .hasMessage("status: expected 200 to 599, found 42");
        assertThatThrownBy(() -> fake.replyRaw(200, "text/plain", "", "x-name"))
                .hasMessage("headers: expected a value after each name, found none after x-name");
        assertThat(new Http(fake).ask(Http.HELLO).statusCode()).isEqualTo(200);
    }

    @Test
    void failures_haveTheApisShape() {
        Http http = new Http(fake);
        fake.fail(529).fail(429, Duration.ofSeconds(2)).fail(429, Duration.ofMillis(50));
        fake.failWith(403, "permission_error", "no").htmlError(502);

        HttpResponse<String> overloaded = http.ask(Http.HELLO);
        assertThat(overloaded.statusCode()).isEqualTo(529);
        assertThat(JsonObject.parse(overloaded.body()).object("error").string("type"))
                .isEqualTo("overloaded_error");
        HttpResponse<String> limited = http.ask(Http.HELLO);
        assertThat(limited.headers().firstValue("retry-after")).contains("2");
        assertThat(limited.headers().firstValue("retry-after-ms")).isEmpty();
        assertThat(http.ask(Http.HELLO).headers().firstValue("retry-after-ms")).contains("50");
        assertThat(Http.error(http.ask(Http.HELLO))).isEqualTo("no");
        HttpResponse<String> page = new Http(fake).unchecked().ask(Http.HELLO);
        assertThat(page.body()).startsWith("<html>");
        assertThat(page.headers().firstValue("request-id")).isEmpty();
        assertThat(new Http(fake).ask(Http.HELLO).statusCode()).isEqualTo(200);
    }
}
