package io.github.claude4j.messages;

import io.github.claude4j.EventStream;
import io.github.claude4j.errors.CancelledException;
import io.github.claude4j.errors.ClaudeException;
import io.github.claude4j.errors.ConnectionException;
import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.http.ResponseInfo;
import io.github.claude4j.json.JsonObject;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.concurrent.Flow;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * A message as the model writes it: its events, and the message that they add up to. It is read once, by one thread, and
 * closed when it is done with.
 *
 * <pre>{@code
 * try (MessageStream stream = claude.messages().stream(params)) {
 *     stream.textDeltas().forEach(System.out::print);
 *     Message whole = stream.message();
 * }
 * }</pre>
 *
 * <p>A stream that ends before its message does throws {@link StreamInterruptedException}, which carries what arrived. One
 * that was closed before its end throws {@link CancelledException} to whoever reads on.
 */
public final class MessageStream
        implements Iterable<MessageStreamEvent>, Flow.Publisher<MessageStreamEvent>, AutoCloseable {
    private final EventStream<MessageStreamEvent> events;
    private final MessageAccumulator accumulator = new MessageAccumulator();
    private final MessagePieces pieces = new MessagePieces(accumulator);
    private @Nullable Iterator<MessageStreamEvent> reader;

    /** What the events themselves were to blame for. */
    private @Nullable RuntimeException fault;

    /** For services: the message whose events these are. */
    public static MessageStream of(EventStream<MessageStreamEvent> events) {
        return new MessageStream(events);
    }

    private MessageStream(EventStream<MessageStreamEvent> events) {
        this.events = events;
    }

    /** What HTTP said when the stream began. */
    public ResponseInfo response() {
        return events.response();
    }

    /**
     * The events, once.
     *
     * @throws IllegalStateException the second time
     */
    @Override
    public Iterator<MessageStreamEvent> iterator() {
        reader = new Accumulating(events.iterator());
        return reader;
    }

    /** The events, once, as a stream; closing it closes this. */
    public Stream<MessageStreamEvent> stream() {
        Iterator<MessageStreamEvent> each = iterator();
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(each, Spliterator.ORDERED | Spliterator.NONNULL), false)
                .onClose(this::close);
    }

    /**
     * Pushes the events to a subscriber instead: once, as it asks for them, on threads of the library. A second one, or one
     * after the reading has begun, gets an {@link IllegalStateException}.
     */
    @Override
    public void subscribe(Flow.@Nullable Subscriber<? super MessageStreamEvent> subscriber) {
        events.subscribe(new Passing(Objects.requireNonNull(subscriber, "subscriber")));
    }

    /**
     * Reads the stream to its end and tells a listener what comes, piece by piece.
     *
     * @return the whole message
     */
    public Message listen(MessageListener listener) {
        Objects.requireNonNull(listener, "listener");
        for (MessageStreamEvent event : this) {
            listener.onEvent(event);
            pieces.tell(listener, event);
        }
        Message message = message();
        listener.onMessage(message);
        return message;
    }

    /** The text as it comes, piece by piece, in whole characters; reads the events. */
    public Stream<String> textDeltas() {
        return stream().map(pieces::text).filter(text -> !text.isEmpty());
    }

    /** The thinking as it comes, piece by piece, in whole characters; reads the events. */
    public Stream<String> thinkingDeltas() {
        return stream().map(pieces::thinking).filter(text -> !text.isEmpty());
    }

    /**
     * The message that the events read so far add up to. The input of a tool use that is still being written is as much of
     * it as can be understood: text that has no end yet is kept, a name or number that has none is not.
     *
     * @return empty before the message has begun
     */
    public Optional<Message> soFar() {
        return accumulator.soFar();
    }

    /**
     * The input so far of the tool use in the block at this index; empty where that is no tool use, has not begun, or has
     * ended and is no whole JSON object.
     */
    public Optional<JsonObject> toolInput(long index) {
        return accumulator.toolInput(index);
    }

    /** Reads what is left and gives the whole message. May be called again. */
    public Message message() {
        Iterator<MessageStreamEvent> left = reader != null ? reader : iterator();
        while (left.hasNext()) {
            left.next();
        }
        return Message.of(accumulator.message().json().withOrigin(response()));
    }

    /** Ends the stream and gives its connection back; what the model goes on to write is lost. */
    @Override
    public void close() {
        events.close();
    }

    private void add(MessageStreamEvent event) {
        try {
            accumulator.add(event);
        } catch (InvalidDataException | StreamInterruptedException e) {
            fault = e;
            close();
            throw e;
        }
    }

    /** What a failure means: nothing behind the end of the message, which is whole then; a cut where a connection is lost. */
    private @Nullable Throwable meaning(Throwable failure) {
        if (accumulator.isComplete()) {
            return null;
        }
        return failure instanceof ConnectionException
                ? accumulator.interrupted(String.valueOf(failure.getMessage()), failure)
                : failure;
    }

    /** Adds each event to the message on its way to the reader. */
    private final class Accumulating implements Iterator<MessageStreamEvent> {
        private final Iterator<MessageStreamEvent> source;

        Accumulating(Iterator<MessageStreamEvent> source) {
            this.source = source;
        }

        @Override
        public boolean hasNext() {
            if (fault != null) {
                throw fault;
            }
            try {
                return source.hasNext();
            } catch (RuntimeException e) {
                if (meaning(e) instanceof RuntimeException failure) {
                    throw failure;
                }
                return false;
            }
        }

        @Override
        public MessageStreamEvent next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            MessageStreamEvent event = source.next();
            add(event);
            return event;
        }
    }

    /** Adds each event to the message on its way to the subscriber. */
    private final class Passing implements Flow.Subscriber<MessageStreamEvent> {
        private Flow.@Nullable Subscriber<? super MessageStreamEvent> subscriber;

        Passing(Flow.Subscriber<? super MessageStreamEvent> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            if (subscriber != null) {
                subscriber.onSubscribe(subscription);
            }
        }

        @Override
        public void onNext(MessageStreamEvent event) {
            if (subscriber == null) {
                return;
            }
            try {
                add(event);
            } catch (Throwable e) {
                close();
                fail(e);
                return;
            }
            subscriber.onNext(event);
        }

        @Override
        public void onError(Throwable failure) {
            // What is wrong with the subscription says nothing of the message.
            boolean ofStream = failure instanceof ClaudeException
                    && (!(failure instanceof ConnectionException) || accumulator.hasBegun());
            fail(ofStream ? meaning(failure) : failure);
        }

        private void fail(@Nullable Throwable failure) {
            Flow.Subscriber<? super MessageStreamEvent> receiver = subscriber;
            subscriber = null;
            if (receiver != null && failure != null) {
                receiver.onError(failure);
            } else if (receiver != null) {
                receiver.onComplete();
            }
        }

        @Override
        public void onComplete() {
            if (subscriber != null) {
                subscriber.onComplete();
            }
        }
    }
}
