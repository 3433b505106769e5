package io.github.claude4j;

import io.github.claude4j.errors.CancelledException;
import io.github.claude4j.http.JsonSource;
import io.github.claude4j.http.ResponseInfo;
import io.github.claude4j.json.JsonObject;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * Events of the API as they come. It is read once, by one thread, and closed when it is done with; closing it from another
 * thread ends it at once, with a {@link CancelledException} for the reader.
 *
 * @param <T> the events
 */
public final class EventStream<T> implements Iterable<T>, Flow.Publisher<T>, AutoCloseable {
    private static final String TAKEN = "the stream is read already; its events come only once";

    private final JsonSource source;
    private final Function<JsonObject, T> of;
    private final AtomicBoolean taken = new AtomicBoolean();
    private volatile boolean closed;

    /** For services: the events of this source. */
    public static <T> EventStream<T> of(JsonSource source, Function<JsonObject, T> of) {
        return new EventStream<>(source, of);
    }

    private EventStream(JsonSource source, Function<JsonObject, T> of) {
        this.source = source;
        this.of = of;
    }

    /** What HTTP said when the stream began. */
    public ResponseInfo response() {
        return source.response();
    }

    /**
     * The events, once.
     *
     * @throws IllegalStateException the second time
     */
    @Override
    public Iterator<T> iterator() {
        if (!taken.compareAndSet(false, true)) {
            throw new IllegalStateException(TAKEN);
        }
        return new Events();
    }

    /** The events, once, as a stream; closing it closes this. */
    public Stream<T> stream() {
        return stream(iterator()).onClose(this::close);
    }

    /**
     * Pushes the events to a subscriber instead: once, as it asks for them, on threads of the library. A second one, or one
     * after the reading has begun, gets an {@link IllegalStateException}.
     */
    @Override
    public void subscribe(Flow.@Nullable Subscriber<? super T> given) {
        Flow.Subscriber<? super T> subscriber = Objects.requireNonNull(given, "subscriber");
        if (closed) {
            StreamPublisher.refuse(subscriber, closed());
        } else if (taken.compareAndSet(false, true)) {
            source.subscribe(new ViewSubscriber<>(subscriber, of));
        } else {
            StreamPublisher.refuse(subscriber, new IllegalStateException(TAKEN));
        }
    }

    /** Ends the stream and gives its connection back. Nothing is read after it, also what had come already. */
    @Override
    public void close() {
        closed = true;
        source.close();
    }

    private static CancelledException closed() {
        return new CancelledException("the stream was closed before it was read to its end", null);
    }

    /** What an iterator has left, in order, as a stream. */
    static <T> Stream<T> stream(Iterator<T> iterator) {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(
                        Objects.requireNonNull(iterator, "iterator"), Spliterator.ORDERED | Spliterator.NONNULL),
                false);
    }

    private final class Events implements Iterator<T> {
        private @Nullable JsonObject next;
        private boolean ended;

        @Override
        public boolean hasNext() {
            if (closed && !ended) {
                throw closed();
            }
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
            JsonObject event = next;
            next = null;
            return of.apply(event);
        }
    }
}
