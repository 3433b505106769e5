package io.github.claude4j.batches;

import io.github.claude4j.JsonLines;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The results of a batch, each with the request that it answers; read once, in the order of the results, and closed when
 * done with.
 */
public final class BatchAnswers implements Iterable<BatchAnswer>, AutoCloseable {
    private final JsonLines<MessageBatchIndividualResponse> results;
    private final Iterator<BatchRequest> requests;
    /** Requests that were read on the way to others. */
    private final Map<String, BatchRequest> waiting = new HashMap<>();

    BatchAnswers(JsonLines<MessageBatchIndividualResponse> results, Iterator<BatchRequest> requests) {
        this.results = results;
        this.requests = requests;
    }

    /**
     * The answers, once.
     *
     * @throws IllegalStateException the second time
     */
    @Override
    public Iterator<BatchAnswer> iterator() {
        Iterator<MessageBatchIndividualResponse> lines = results.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return lines.hasNext();
            }

            @Override
            public BatchAnswer next() {
                MessageBatchIndividualResponse result = lines.next();
                return new BatchAnswer(result, Optional.ofNullable(request(result.customId())));
            }
        };
    }

    /** The answers, once, as a stream; closing it closes this. */
    public Stream<BatchAnswer> stream() {
        Spliterator<BatchAnswer> answers = Spliterators.spliteratorUnknownSize(iterator(), Spliterator.ORDERED);
        return StreamSupport.stream(answers, false).onClose(this::close);
    }

    private @Nullable BatchRequest request(String id) {
        BatchRequest known = waiting.remove(id);
        while (known == null && requests.hasNext()) {
            BatchRequest next = requests.next();
            if (next.customId().equals(id)) {
                known = next;
            } else {
                waiting.put(next.customId(), next);
            }
        }
        return known;
    }

    /** Ends the answer and gives its connection back. */
    @Override
    public void close() {
        results.close();
    }
}
