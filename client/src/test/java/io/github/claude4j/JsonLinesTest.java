package io.github.claude4j;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.github.claude4j.batches.MessageBatchIndividualResponse;
import io.github.claude4j.client.Caller;
import io.github.claude4j.errors.CancelledException;
import io.github.claude4j.errors.ConnectionException;
import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.fixtures.Answers;
import io.github.claude4j.fixtures.Chunks;
import io.github.claude4j.http.Operation;
import io.github.claude4j.json.JsonObject;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JsonLinesTest {
    private static final Operation LINES =
            Operation.of("test.lines", "GET", "/lines").lines().build();

    private static JsonLines<JsonObject> lines(InputStream in) {
        return Caller.of(Answers.client(in, "request-id", "req_1").http())
                .lines(LINES, JsonObject.of(), Function.identity());
    }

    private static JsonLines<JsonObject> lines(String text) {
        return lines(Chunks.whole(text.getBytes(UTF_8)));
    }

    private static List<String> read(InputStream in) {
        List<String> all = new ArrayList<>();
        lines(in).forEach(line -> all.add(line.toJson()));
        return all;
    }

    /** Reads the text cut at every place and always expects the same. */
    private static void assertLines(String text, String... expected) {
        byte[] bytes = text.getBytes(UTF_8);
        assertThat(read(Chunks.whole(bytes))).containsExactly(expected);
        assertThat(read(Chunks.oneByOne(bytes))).containsExactly(expected);
        for (int i = 0; i <= bytes.length; i++) {
            assertThat(read(Chunks.splitAt(bytes, i))).as("cut at %d", i).containsExactly(expected);
        }
    }

    @Test
    void iterator_lines_areRead() {
        assertLines("{\"a\":1}\n{\"b\":\"é😀\\n\"}\n", "{\"a\":1}", "{\"b\":\"é😀\\n\"}");
    }

    @Test
    void iterator_carriageReturns_areNoPartOfTheLines() {
        assertLines("{\"a\":1}\r\n{\"b\":2}\r\n", "{\"a\":1}", "{\"b\":2}");
    }

    @Test
    void iterator_blankLines_areLeftOut() {
        assertLines("\n\r\n{\"a\":1}\n\n\n{\"b\":2}\n\n", "{\"a\":1}", "{\"b\":2}");
    }

    @Test
    void iterator_noLineEndAtTheEnd_isRead() {
        assertLines("{\"a\":1}\n{\"b\":2}", "{\"a\":1}", "{\"b\":2}");
        assertLines("{\"a\":1}\r", "{\"a\":1}");
    }

    @Test
    void iterator_spacesAroundALine_areFine() {
        assertLines("  {\"a\":1}  \n\t{\"b\":2}\n", "{\"a\":1}", "{\"b\":2}");
    }

    @Test
    void close_beforeTheEnd_nothingIsReadAfterIt() {
        JsonLines<JsonObject> lines = lines("{\"a\":1}\n{\"b\":2}\n");
        Iterator<JsonObject> iterator = lines.iterator();
        iterator.next();
        lines.close();
        assertThatExceptionOfType(CancelledException.class).isThrownBy(iterator::hasNext);

        JsonLines<JsonObject> unread = lines("{\"a\":1}\n");
        unread.close();
        assertThatExceptionOfType(CancelledException.class).isThrownBy(() -> unread.forEach(line -> {}));
    }

    @Test
    void iterator_byteThatIsNoUtf8_isAnErrorOfItsLine() {
        byte[] bytes = "{\"a\":\"?\"}\n{\"b\":2}\n".getBytes(UTF_8);
        bytes[6] = (byte) 0x80;
        assertThatExceptionOfType(InvalidDataException.class)
                .isThrownBy(() -> read(Chunks.whole(bytes)))
                .withMessage("line 1: expected JSON in UTF-8, found a byte that is none at offset 6");
    }

    @Test
    void iterator_nothing_isEmpty() {
        assertLines("");
        assertLines("\n");
        assertLines("\r\n\r\n");
    }

    @Test
    void iterator_linesLongerThanTheBuffer_areRead() {
        String large = "{\"a\":\"" + "x".repeat(3_000_000) + "\"}";
        String middle = "{\"b\":\"" + "y".repeat(16_370) + "\"}";
        List<String> found =
                read(Chunks.whole((middle + "\n" + large + "\n" + middle + "\n{\"c\":1}").getBytes(UTF_8)));
        assertThat(found).hasSize(4);
        assertThat(found.get(0).equals(middle)).isTrue();
        assertThat(found.get(1).equals(large)).isTrue();
        assertThat(found.get(2).equals(middle)).isTrue();
        assertThat(found.get(3)).isEqualTo("{\"c\":1}");
    }

    @Test
    void iterator_lineEndsAroundTheEdgeOfTheBuffer_areFound() {
        for (int length = 16 * 1024 - 12; length < 16 * 1024 + 4; length++) {
            String line = "{\"a\":\"" + "x".repeat(length - 8) + "\"}";
            assertThat(read(Chunks.whole((line + "\n" + line + "\r\n" + line).getBytes(UTF_8))))
                    .isEqualTo(List.of(line, line, line));
        }
    }

    @Test
    void next_malformedLine_failsWithItsNumberAndTheRestIsStillThere() {
        Iterator<JsonObject> lines =
                lines("{\"a\":1}\n\n{\"hush\":\n{\"b\":2}\n").iterator();
        assertThat(lines.next()).isEqualTo(JsonObject.of("a", 1));
        assertThatExceptionOfType(InvalidDataException.class)
                .isThrownBy(lines::hasNext)
                .withMessageStartingWith("line 3: malformed JSON")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("hush"));
        assertThat(lines.next()).isEqualTo(JsonObject.of("b", 2));
        assertThat(lines.hasNext()).isFalse();
    }

    @Test
    void next_lineThatIsNoObject_failsWithItsNumber() {
        Iterator<JsonObject> lines = lines("{\"a\":1}\n[1]\nnull\n").iterator();
        lines.next();
        assertThatExceptionOfType(InvalidDataException.class)
                .isThrownBy(lines::next)
                .withMessage("line 2: expected a JSON object");
        assertThatExceptionOfType(InvalidDataException.class)
                .isThrownBy(lines::next)
                .withMessage("line 3: expected a JSON object");
        assertThat(lines.hasNext()).isFalse();
    }

    @Test
    void next_answerThatEndsInsideALine_isCutOff_andStaysSo() {
        Iterator<JsonObject> lines = lines("{\"a\":1}\n{\"b\":").iterator();
        lines.next();
        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(ConnectionException.class)
                    .isThrownBy(lines::next)
                    .withMessage(
                            "test.lines (GET /lines) at api.anthropic.com: line 2: the answer ended in the middle of it");
        }
    }

    /** As transports tell it: those of others have exceptions of their own for it. */
    static List<IOException> next_connectionThatBreaks_failsWithTheLineNumber() {
        return List.of(new IOException("reset"), new EOFException("reset"), new ProtocolException("reset"));
    }

    @ParameterizedTest
    @MethodSource
    void next_connectionThatBreaks_failsWithTheLineNumber(IOException broken) {
        InputStream in = new FilterInputStream(Chunks.oneByOne("{\"a\":1}\n{\"b\"".getBytes(UTF_8))) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int count = super.read(buffer, offset, length);
                if (count < 0) {
                    throw broken;
                }
                return count;
            }
        };
        Iterator<JsonObject> lines = lines(in).iterator();
        assertThat(lines.next()).isEqualTo(JsonObject.of("a", 1));
        assertThatExceptionOfType(ConnectionException.class)
                .isThrownBy(lines::hasNext)
                .withMessage("test.lines (GET /lines) at api.anthropic.com: line 2: reset");
    }

    @Test
    void iterator_secondTime_refuses() {
        JsonLines<JsonObject> lines = lines("{}\n");
        assertThat(lines.iterator().next()).isEqualTo(JsonObject.of());
        assertThatIllegalStateException().isThrownBy(lines::iterator).withMessageContaining("only once");
    }

    @Test
    void next_afterTheEnd_hasNoElement() {
        Iterator<JsonObject> lines = lines("{}\n").iterator();
        lines.next();
        assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(lines::next);
    }

    @Test
    void stream_closed_closesTheAnswer() {
        Chunks body = Chunks.whole("{\"a\":1}\n{\"a\":2}\n".getBytes(UTF_8));
        try (Stream<JsonObject> lines = lines(body).stream()) {
            assertThat(lines.iterator().next()).isEqualTo(JsonObject.of("a", 1));
            assertThat(body.isClosed()).isFalse();
        }
        assertThat(body.isClosed()).isTrue();
    }

    @Test
    void results_ofABatch_areTypedLines() {
        byte[] body = ("{\"custom_id\":\"b\",\"result\":{\"type\":\"expired\"}}\n"
                        + "{\"custom_id\":\"a\",\"result\":{\"type\":\"canceled\"}}\n")
                .getBytes(UTF_8);
        Claude claude = Answers.client(Chunks.oneByOne(body), "request-id", "req_2");
        try (JsonLines<MessageBatchIndividualResponse> results =
                claude.messages().batches().results("msgbatch_1")) {
            assertThat(results.response().requestId()).contains("req_2");
            assertThat(results)
                    .extracting(MessageBatchIndividualResponse::customId)
                    .containsExactly("b", "a");
        }
    }
}
