package io.github.claude4j.internal.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.github.claude4j.fixtures.Chunks;
import io.github.claude4j.fixtures.Transcripts;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The lines of server-sent events, whatever pieces the network makes of them. */
class ServerSentEventsTest {
    private static List<String> events(InputStream in) throws IOException {
        ServerSentEvents events = new ServerSentEvents(1 << 24);
        List<String> all = new ArrayList<>();
        while (next(events, in)) {
            all.add(events.name() + "=" + new String(events.data(), events.offset(), events.length(), UTF_8));
        }
        return all;
    }

    private static boolean next(ServerSentEvents events, InputStream in) throws IOException {
        while (!events.next()) {
            if (events.hasEnded()) {
                return false;
            }
            events.take(new Response(200, Headers.of(), in).source(), true);
        }
        return true;
    }

    private static List<String> events(String text) throws IOException {
        return events(Chunks.whole(text.getBytes(UTF_8)));
    }

    /** Reads the text with every kind of line end, cut at every place, and always expects the same. */
    private static void assertEvents(String text, String... expected) throws IOException {
        for (String lineEnd : List.of("\n", "\r", "\r\n")) {
            byte[] bytes = text.replace("\n", lineEnd).getBytes(UTF_8);
            assertThat(events(Chunks.whole(bytes))).containsExactly(expected);
            assertThat(events(Chunks.oneByOne(bytes))).containsExactly(expected);
            List<String> all = List.of(expected);
            for (int i = 0; i <= bytes.length; i++) {
                List<String> found = events(Chunks.splitAt(bytes, i));
                if (!found.equals(all)) {
                    fail("cut at %d of %d: %s", i, bytes.length, found);
                }
            }
        }
    }

    @Test
    void next_eventWithName_isRead() throws IOException {
        assertEvents("event: a\ndata: {\"x\":1}\n\nevent: b\ndata: 2\n\n", "a={\"x\":1}", "b=2");
    }

    @Test
    void next_noName_isRead() throws IOException {
        assertEvents("data: 1\n\ndata: 2\n\n", "=1", "=2");
    }

    @Test
    void next_nameAfterData_isRead() throws IOException {
        assertEvents("data: 1\nevent: a\n\ndata: 2\n\n", "a=1", "=2");
    }

    @Test
    void next_nameTwice_lastCounts() throws IOException {
        assertEvents("event: a\nevent: b\ndata: 1\n\n", "b=1");
    }

    @Test
    void next_severalDataLines_areJoinedByLineFeeds() throws IOException {
        assertEvents("data: 1\ndata: 2\ndata\ndata:\ndata:3\n\n", "=1\n2\n\n\n3");
    }

    @Test
    void next_spaceAfterColon_isDroppedOnce() throws IOException {
        assertEvents(
                "data:1\n\ndata: 1\n\ndata:  1\n\ndata:\t1\n\nevent:a \ndata:1\n\n", "=1", "=1", "= 1", "=\t1", "a =1");
    }

    @Test
    void next_comments_areLeftOut() throws IOException {
        assertEvents(": hello\n\n:\n\ndata: 1\n: in between\ndata: 2\n\n:data: 3\n\n", "=1\n2");
    }

    @Test
    void next_otherFields_areLeftOut() throws IOException {
        assertEvents("id: 7\nretry: 10\nx: y\nx\ndat: 0\ndatas: 0\n data: 0\ndata: 1\nid\n\n", "=1");
    }

    @Test
    void next_noData_isNoEvent() throws IOException {
        assertEvents("event: a\n\ndata: 1\n\nevent: b\nid: 3\n\n\n\ndata: 2\n\n", "=1", "=2");
    }

    @Test
    void next_emptyData_isNoEvent() throws IOException {
        assertEvents("data:\n\nevent: a\ndata\n\ndata: \n\ndata: 1\n\n", "=1");
    }

    @Test
    void next_twoEmptyDataLines_areALineFeed() throws IOException {
        assertEvents("data:\ndata:\n\n", "=\n");
    }

    @Test
    void next_emptyDataAtTheEnd_isNoEvent() throws IOException {
        assertEvents("data: 1\n\nevent: a\ndata:", "=1");
        assertEvents("data: 1\n\nevent: a\n", "=1");
    }

    @Test
    void next_byteOrderMark_isDroppedAtTheBeginningOnly() throws IOException {
        assertEvents("\uFEFFdata: 1\n\ndata: \uFEFF2\n\n\uFEFFdata: 3\n\n", "=1", "=\uFEFF2");
        assertEvents("\uFEFF\n\ndata: 1\n\n", "=1");
        assertEvents("\uFEFFdata: 1", "=1");
        assertEvents("\n\uFEFFdata: 1\n\n");
    }

    @Test
    void next_noBlankLineAtTheEnd_isRead() throws IOException {
        assertEvents("data: 1\n\nevent: a\ndata: 2\n", "=1", "a=2");
        assertEvents("data: 1\n\nevent: a\ndata: 2", "=1", "a=2");
        assertEvents("data: 1\n\ndata: 2\nevent: a", "=1", "a=2");
    }

    @Test
    void next_colonsAndSpacesInData_areKept() throws IOException {
        assertEvents("data: {\"a\": \"b: c\"} \n\ndata::\n\n", "={\"a\": \"b: c\"} ", "=:");
    }

    @Test
    void next_textOfManyBytes_isKept() throws IOException {
        assertEvents("event: ü\ndata: é世😀\n\n", "ü=é世😀");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\n\n\n", ":", "event: a", "event: a\n\n", "id: 1\n\n"})
    void next_nothing_isTheEnd(String text) throws IOException {
        assertEvents(text);
    }

    @Test
    void next_mixedLineEnds_areRead() throws IOException {
        assertThat(events("data: 1\r\ndata: 2\rdata: 3\n\r\n\rdata: 4\r\n\ndata: 5\n\r"))
                .containsExactly("=1\n2\n3", "=4", "=5");
        assertThat(events("data: 1\r\n\r\n\r\n\r\r\ndata: 2\r\r")).containsExactly("=1", "=2");
    }

    @Test
    void next_afterTheEnd_staysAtTheEnd() throws IOException {
        ServerSentEvents events = new ServerSentEvents(1 << 24);
        InputStream in = Chunks.whole("data: 1\n\n".getBytes(UTF_8));
        assertThat(next(events, in)).isTrue();
        assertThat(next(events, in)).isFalse();
        assertThat(events.next()).isFalse();
    }

    @Test
    void next_largeEvent_isRead() throws IOException {
        String large = "x".repeat(3_000_000);
        List<String> events = events("event: a\ndata: " + large + "\ndata: " + large + "\n\ndata: 1\n\n");
        assertThat(events).hasSize(2);
        assertThat(events.get(0).equals("a=" + large + "\n" + large)).isTrue();
        assertThat(events.get(1)).isEqualTo("=1");
    }

    @Test
    void next_transcripts_areTheSameAtEveryCut() throws IOException {
        for (String text : List.of(Transcripts.TEXT, Transcripts.THINKING, Transcripts.TOOL_USE, Transcripts.ODD)) {
            assertEvents(text, events(text).toArray(String[]::new));
        }
        assertThat(events(Transcripts.TEXT)).hasSize(8);
        assertThat(events(Transcripts.ODD)).hasSize(9);
    }

    @Test
    void next_linesAtRandom_areWhatAPlainReadingGives() throws IOException {
        String[] pieces = {
            "data", "event", "id", ":", ": ", " ", "x", "é", "\n", "\n", "\n\n", "data: ", "event: ", "data:"
        };
        Random random = new Random(5);
        for (int i = 0; i < 3000; i++) {
            StringBuilder text = new StringBuilder();
            for (int j = random.nextInt(30); j > 0; j--) {
                text.append(pieces[random.nextInt(pieces.length)]);
            }
            String lineEnd = List.of("\n", "\r", "\r\n").get(random.nextInt(3));
            byte[] bytes = text.toString().replace("\n", lineEnd).getBytes(UTF_8);
            List<String> found = events(Chunks.splitAt(bytes, random.nextInt(bytes.length + 1)));
            if (!found.equals(plainly(text.toString()))) {
                fail("%s: %s", text, found);
            }
        }
    }

    /** The rules once more, over whole text. */
    private static List<String> plainly(String text) {
        List<String> events = new ArrayList<>();
        List<String> data = new ArrayList<>();
        String name = "";
        for (String line : (text + "\n\n").split("\n", -1)) {
            int colon = line.indexOf(':');
            String field = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(colon + 1);
            value = value.startsWith(" ") ? value.substring(1) : value;
            if (line.isEmpty()) {
                if (!String.join("\n", data).isEmpty()) {
                    events.add(name + "=" + String.join("\n", data));
                }
                data.clear();
                name = "";
            } else if (field.equals("data")) {
                data.add(value);
            } else if (field.equals("event")) {
                name = value;
            }
        }
        return events;
    }
}
