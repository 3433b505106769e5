package io.github.claude4j.testkit.internal.window;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.testkit.internal.record.FieldPaths;
import io.github.claude4j.testkit.internal.record.Redaction;
import io.github.claude4j.testkit.internal.server.Received;
import io.github.claude4j.testkit.internal.server.Watcher;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What of many exchanges, and of large ones, is kept. */
class HistoryTest {
    private static final Redaction REDACTION = new Redaction(FieldPaths.of(), 2);

    private static Watcher.Exchange exchange(History history, Map<String, List<String>> headers, String body) {
        Map<String, List<String>> sent = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        sent.putAll(headers);
        return history.begin(new Received("POST", "/v1/messages", sent, body.getBytes(StandardCharsets.UTF_8)));
    }

    private static void whole(History history, int bytes) {
        Watcher.Exchange exchange = exchange(history, Map.of(), "{}");
        exchange.head(200, Map.of("content-type", "text/plain"));
        exchange.bytes(new byte[bytes], 0, bytes);
        exchange.end(Watcher.End.WHOLE);
    }

    private static List<Long> ids(History history) {
        return history.all().stream().map(each -> each.id).toList();
    }

    @Test
    void oldestGo_whenThereAreTooMany() throws InterruptedException {
        History history = new History(REDACTION, 3, Long.MAX_VALUE);
        for (int i = 0; i < 10; i++) {
            whole(history, 1);
        }

        assertThat(ids(history)).containsExactly(8L, 9L, 10L);
        assertThat(history.find(7)).isNull();
        assertThat(history.since(0, 500, Duration.ZERO).oldest()).isEqualTo(8);
    }

    @Test
    void oldestGo_whenTheyHoldTooMuch_butNeverTheLast() {
        History history = new History(REDACTION, 100, 100_000);
        for (int i = 0; i < 5; i++) {
            whole(history, 40_000);
        }
        assertThat(ids(history)).containsExactly(4L, 5L);

        whole(history, 500_000);
        assertThat(ids(history)).containsExactly(6L);

        whole(history, 10);
        assertThat(ids(history)).containsExactly(7L);
    }

    @Test
    void runningOneThatWasForgotten_countsNoMore() {
        History history = new History(REDACTION, 2, 100_000);
        Watcher.Exchange slow = exchange(history, Map.of(), "{}");
        whole(history, 1);
        whole(history, 1);
        slow.bytes(new byte[90_000], 0, 90_000);
        slow.end(Watcher.End.WHOLE);
        whole(history, 50_000);
        whole(history, 40_000);

        assertThat(ids(history)).containsExactly(4L, 5L);
    }

    @Test
    void news_isToldInPartsAndAgainWhenItChanges() throws InterruptedException {
        History history = new History(REDACTION, 100, 100_000);
        Watcher.Exchange first = exchange(history, Map.of(), "{}");
        whole(history, 1);
        whole(history, 1);

        History.News begin = history.since(0, 2, Duration.ZERO);
        History.News rest = history.since(begin.version(), 2, Duration.ZERO);
        assertThat(begin.exchanges()).extracting(each -> each.id).containsExactly(1L, 2L);
        assertThat(rest.exchanges()).extracting(each -> each.id).containsExactly(3L);
        assertThat(history.since(rest.version(), 2, Duration.ofMillis(1)).exchanges())
                .isEmpty();

        first.end(Watcher.End.CUT);
        assertThat(history.since(rest.version(), 2, Duration.ofSeconds(20)).exchanges())
                .extracting(each -> each.id)
                .containsExactly(1L);
    }

    @Test
    void hugeBodies_areKeptInPart() {
        History history = new History(REDACTION, 100, Long.MAX_VALUE);
        int most = 32 * 1024 * 1024;
        whole(history, most + 1000);

        KeptExchange.Answer answer = history.all().get(0).answer();
        assertThat(answer.bytes()).isEqualTo(most + 1000);
        assertThat(answer.body()).hasSize(most);
        assertThat(answer.isWhole()).isFalse();
    }

    @Test
    void secretsThatAreUsed_areKeptInMindOverOthers() {
        History history = new History(REDACTION, 100, Long.MAX_VALUE);
        for (int i = 0; i < 5; i++) {
            exchange(history, Map.of("x-api-key", List.of("key-number-" + i)), "{}");
            exchange(history, Map.of("x-api-key", List.of("key-in-daily-use")), "{}");
        }

        assertThat(REDACTION.secrets().masked("key-in-daily-use, key-number-4, key-number-0"))
                .isEqualTo("***, ***, key-number-0");
    }
}
