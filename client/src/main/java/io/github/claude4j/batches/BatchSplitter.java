package io.github.claude4j.batches;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Makes batches within the limits out of any number of requests. */
public final class BatchSplitter {
    /** 256 MB in the narrower reading, less the brackets around the requests. */
    private static final long MOST_BYTES = 256_000_000 - 1_000;

    private BatchSplitter() {}

    /**
     * Batches of up to 100,000 requests and 256 MB, in the order of the requests. They are read when the batch that they
     * belong to is asked for, so that one batch at a time is in memory.
     *
     * <pre>{@code BatchSplitter.split(requests).forEach(params -> ids.add(claude.messages().batches().create(params).id()));}</pre>
     */
    public static Stream<BatchCreateParams> split(Iterable<BatchRequest> requests) {
        return split(requests, BatchChecks.MOST_REQUESTS, MOST_BYTES);
    }

    static Stream<BatchCreateParams> split(Iterable<BatchRequest> requests, int mostRequests, long mostBytes) {
        Iterator<BatchCreateParams> batches = new Batches(requests.iterator(), mostRequests, mostBytes);
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(batches, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    private static final class Batches implements Iterator<BatchCreateParams> {
        private final Iterator<BatchRequest> requests;
        private final int mostRequests;
        private final long mostBytes;
        private @Nullable JsonObject waiting;

        Batches(Iterator<BatchRequest> requests, int mostRequests, long mostBytes) {
            this.requests = requests;
            this.mostRequests = mostRequests;
            this.mostBytes = mostBytes;
        }

        @Override
        public boolean hasNext() {
            return waiting != null || requests.hasNext();
        }

        @Override
        public BatchCreateParams next() {
            JsonArray.Builder batch = JsonArray.builder();
            long bytes = 0;
            int count = 0;
            while (count < mostRequests && hasNext()) {
                JsonObject request = waiting != null ? waiting : requests.next().json();
                waiting = null;
                long size = JsonSize.of(request) + 1;
                // A request that is too large by itself is left for the API to refuse.
                if (count > 0 && bytes + size > mostBytes) {
                    waiting = request;
                    break;
                }
                batch.add(request);
                bytes += size;
                count++;
            }
            if (count == 0) {
                throw new NoSuchElementException();
            }
            return BatchCreateParams.of(JsonObject.of("requests", batch.build()));
        }
    }
}
