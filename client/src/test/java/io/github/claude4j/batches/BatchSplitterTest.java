package io.github.claude4j.batches;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.messages.MessageCreateParams;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Batches within the limits. */
class BatchSplitterTest {
    private static BatchRequest request(int number) {
        return BatchRequest.of(
                "id-" + number,
                MessageCreateParams.builder()
                        .model("m")
                        .maxTokens(1)
                        .addUserMessage("Hi")
                        .build());
    }

    private static List<BatchRequest> requests(int count) {
        return IntStream.range(0, count).mapToObj(BatchSplitterTest::request).toList();
    }

    private static List<Integer> sizes(Stream<BatchCreateParams> batches) {
        return batches.map(batch -> batch.requests().size()).toList();
    }

    @Test
    void split_byCount_keepsTheOrder() {
        List<BatchCreateParams> batches =
                BatchSplitter.split(requests(5), 2, 1_000_000).toList();

        assertThat(batches).extracting(batch -> batch.requests().size()).containsExactly(2, 2, 1);
        assertThat(batches.stream().flatMap(batch -> batch.requests().stream())).containsExactlyElementsOf(requests(5));
    }

    @Test
    void split_bySize_staysBelowIt() {
        int one = request(0).json().toJson().length() + 1;

        assertThat(sizes(BatchSplitter.split(requests(7), 100, one * 3L))).containsExactly(3, 3, 1);
    }

    @Test
    void split_aRequestTooLargeByItself_isItsOwnBatch() {
        assertThat(sizes(BatchSplitter.split(requests(2), 100, 10))).containsExactly(1, 1);
    }

    @Test
    void split_nothing_makesNoBatch() {
        assertThat(sizes(BatchSplitter.split(List.of()))).isEmpty();
    }

    @Test
    void split_readsRequestsOnlyAsTheyAreNeeded() {
        int[] read = {0};
        Iterable<BatchRequest> endless = () -> new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public BatchRequest next() {
                if (read[0] > 1_000) {
                    throw new NoSuchElementException();
                }
                return request(read[0]++);
            }
        };

        assertThat(sizes(BatchSplitter.split(endless, 3, 1_000_000).limit(2))).containsExactly(3, 3);
        assertThat(read[0]).isLessThan(10);
    }
}
