package io.github.claude4j;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.http.JsonSource;
import io.github.claude4j.http.ResponseInfo;
import io.github.claude4j.json.JsonObject;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.Flow;
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
public final class JsonLines<T> implements Iterable<T>, Flow.Publisher<T>, AutoCloseable {
    private static final String TAKEN = "the answer is read already; its lines come only once";

    private final JsonSource source;
    private final Function<JsonObject, T> of;
    private final AtomicBoolean taken = new AtomicBoolean();

    /** For services: the lines that this source gives. */
    public static <T> JsonLines<T> of(JsonSource source, Function<JsonObject, T> of) {
        return new JsonLines<>(source, of);
    }

    private JsonLines(JsonSource source, Function<JsonObject, T> of) {
        this.source = source;
        this.of = of;
    }

    /** What HTTP said when the answer began. */
    public ResponseInfo response() {
        return source.response();
    }

    /**
     * The lines, once. Reading one that is no JSON object throws {@link InvalidDataException} with the line's number.
     *
     * @throws IllegalStateException the second time
     */
    @Override
    public Iterator<T> iterator() {
        if (!taken.compareAndSet(false, true)) {
            throw new IllegalStateException(TAKEN);
        }
        return new Lines();
    }

    /** The lines, once, as a stream; closing it closes this. */
    public Stream<T> stream() {
        return EventStream.stream(iterator()).onClose(this::close);
    }

    /**
     * Pushes the lines to a subscriber instead: once, as it asks for them, on threads of the library. One that is no JSON object
     * ends that with an {@link InvalidDataException}. A second subscriber, or one after the reading has begun, gets an
     * {@link IllegalStateException}.
     */
    @Override
    public void subscribe(Flow.@Nullable Subscriber<? super T> given) {
        Flow.Subscriber<? super T> subscriber = Objects.requireNonNull(given, "subscriber");
        if (taken.compareAndSet(false, true)) {
            source.subscribe(new ViewSubscriber<>(subscriber, of));
        } else {
            StreamPublisher.refuse(subscriber, new IllegalStateException(TAKEN));
        }
    }

    /** Ends the answer and gives its connection back. Nothing is read after it, also what had come already. */
    @Override
    public void close() {
        source.close();
    }

    private final class Lines implements Iterator<T> {
        private @Nullable JsonObject next;
        private boolean ended;

        @Override
        public boolean hasNext() {
            if (next == null && !ended) {
                next = source.next();
                ended = next == null;
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
    }
}
