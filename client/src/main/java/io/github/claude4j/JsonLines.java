package io.github.claude4j;

import io.github.claude4j.errors.CancelledException;
import io.github.claude4j.errors.ConnectionException;
import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.http.ResponseInfo;
import io.github.claude4j.json.JsonDecoder;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An answer of one JSON object a line, read as it comes: never more than a line is in memory. It is read once, by one
 * thread, and closed when it is done with.
 *
 * @param <T> what a line is
 */
public final class JsonLines<T> implements Iterable<T>, AutoCloseable {
    private final InputStream in;
    private final ResponseInfo response;
    private final Function<JsonObject, T> of;
    private final AtomicBoolean taken = new AtomicBoolean();
    private volatile boolean closed;

    /** For services: the lines of this body. */
    public static <T> JsonLines<T> of(InputStream in, ResponseInfo response, Function<JsonObject, T> of) {
        return new JsonLines<>(in, response, of);
    }

    private JsonLines(InputStream in, ResponseInfo response, Function<JsonObject, T> of) {
        this.in = in;
        this.response = response;
        this.of = of;
    }

    /** What HTTP said when the answer began. */
    public ResponseInfo response() {
        return response;
    }

    /**
     * The lines, once. Reading one that is no JSON object throws {@link InvalidDataException} with the line's number.
     *
     * @throws IllegalStateException the second time
     */
    @Override
    public Iterator<T> iterator() {
        if (!taken.compareAndSet(false, true)) {
            throw new IllegalStateException("the answer is read already; its lines come only once");
        }
        return new Lines();
    }

    /** The lines, once, as a stream; closing it closes this. */
    public Stream<T> stream() {
        return EventStream.stream(iterator()).onClose(this::close);
    }

    /** Ends the answer and gives its connection back. Nothing is read after it, also what had come already. */
    @Override
    public void close() {
        closed = true;
        try {
            in.close();
        } catch (IOException e) {
            // Nothing is lost that anyone still wanted.
        }
    }

    private final class Lines implements Iterator<T> {
        private final JsonDecoder json = new JsonDecoder();
        private byte[] buffer = new byte[16 * 1024];
        private int start;
        private int end;
        private long number;
        private boolean ended;
        private @Nullable JsonObject next;

        @Override
        public boolean hasNext() {
            if (closed && !ended) {
                throw new CancelledException("the answer was closed before it was read to its end", null);
            }
            while (next == null && !ended) {
                next = readLine();
            }
            return next != null;
        }

        @Override
        public T next() {
            if (!hasNext() || next == null) {
                throw new NoSuchElementException();
            }
            JsonObject line = next;
            next = null;
            return of.apply(line);
        }

        /** The next line; null for a blank one and at the end. */
        private @Nullable JsonObject readLine() {
            int searched = start;
            while (true) {
                for (int i = searched; i < end; i++) {
                    if (buffer[i] == '\n') {
                        int from = start;
                        start = i + 1;
                        return parse(from, i);
                    }
                }
                searched = end - start;
                if (!fill()) {
                    ended = true;
                    JsonObject last = parse(start, end);
                    json.close();
                    return last;
                }
                searched += start;
            }
        }

        private boolean fill() {
            if (start > 0) {
                System.arraycopy(buffer, start, buffer, 0, end - start);
                end -= start;
                start = 0;
            }
            if (end == buffer.length) {
                buffer = Arrays.copyOf(buffer, Math.multiplyExact(buffer.length, 2));
            }
            try {
                int count = in.read(buffer, end, buffer.length - end);
                end += Math.max(count, 0);
                return count >= 0;
            } catch (IOException e) {
                throw new ConnectionException("line " + (number + 1) + ": " + e.getMessage(), e);
            }
        }

        private @Nullable JsonObject parse(int from, int to) {
            number++;
            int length = to - from;
            if (length > 0 && buffer[to - 1] == '\r') {
                length--;
            }
            if (length == 0) {
                return null;
            }
            try {
                if (json.decode(buffer, from, length) instanceof JsonObject object) {
                    return object;
                }
            } catch (InvalidDataException e) {
                throw new InvalidDataException("line " + number + ": " + e.getMessage(), e);
            }
            throw new InvalidDataException("line " + number + ": expected a JSON object");
        }
    }
}
