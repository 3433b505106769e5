package io.github.claude4j.messages;

import io.github.claude4j.ConnectionException;
import io.github.claude4j.EventStream;
import io.github.claude4j.InvalidDataException;
import io.github.claude4j.StreamInterruptedException;
import io.github.claude4j.http.ResponseInfo;
import io.github.claude4j.json.JsonObject;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Spliterator;
import java.util.Spliterators;
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
 * <p>A stream that ends before its message does throws {@link StreamInterruptedException}, which carries what arrived.
 */
public final class MessageStream implements Iterable<MessageStreamEvent>, AutoCloseable {
    private final EventStream<MessageStreamEvent> events;
    private final MessageAccumulator accumulator = new MessageAccumulator();
    private @Nullable Iterator<MessageStreamEvent> reader;

    public MessageStream(EventStream<MessageStreamEvent> events) {
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
        return StreamSupport.stream(
                        Spliterators.spliteratorUnknownSize(iterator(), Spliterator.ORDERED | Spliterator.NONNULL),
                        false)
                .onClose(this::close);
    }

    /** The text as it comes, piece by piece; reads the events. */
    public Stream<String> textDeltas() {
        return deltas().map(delta -> delta instanceof TextDelta text ? text.text() : "")
                .filter(text -> !text.isEmpty());
    }

    /** The thinking as it comes, piece by piece; reads the events. */
    public Stream<String> thinkingDeltas() {
        return deltas().map(delta -> delta instanceof ThinkingDelta thinking ? thinking.thinking() : "")
                .filter(text -> !text.isEmpty());
    }

    private Stream<ContentBlockDelta> deltas() {
        return stream()
                .flatMap(event ->
                        event instanceof ContentBlockDeltaEvent delta ? Stream.of(delta.delta()) : Stream.of());
    }

    /**
     * The message that the events read so far add up to. The input of a tool use that is still being written is as much of
     * it as can be understood: text that has no end yet is kept, a name or number that has none is not.
     *
     * @return empty before the message has begun
     */
    public Optional<Message> soFar() {
        return accumulator.message().map(Message::of);
    }

    /** The input so far of the tool use in the block at this index; empty where that is no tool use, or has not begun. */
    public Optional<JsonObject> toolInput(long index) {
        return accumulator.toolInput(index);
    }

    /** Reads what is left and gives the whole message. May be called again. */
    public Message message() {
        Iterator<MessageStreamEvent> left = reader != null ? reader : iterator();
        while (left.hasNext()) {
            left.next();
        }
        JsonObject whole = accumulator
                .message()
                .orElseThrow(() -> new StreamInterruptedException("the stream had no message", null, null));
        return Message.of(whole.withOrigin(response()));
    }

    /** Ends the stream and gives its connection back; what the model goes on to write is lost. */
    @Override
    public void close() {
        events.close();
    }

    /** Adds each event to the message on its way, and tells an end from a cut. */
    private final class Accumulating implements Iterator<MessageStreamEvent> {
        private final Iterator<MessageStreamEvent> source;

        Accumulating(Iterator<MessageStreamEvent> source) {
            this.source = source;
        }

        @Override
        public boolean hasNext() {
            boolean more;
            try {
                more = source.hasNext();
            } catch (ConnectionException e) {
                if (accumulator.isComplete()) {
                    // Some gateways drop the connection behind the message; nothing is lost by that.
                    return false;
                }
                throw cut(String.valueOf(e.getMessage()), e);
            }
            if (!more && !accumulator.isComplete()) {
                throw cut("the stream ended before its message did", null);
            }
            return more;
        }

        @Override
        public MessageStreamEvent next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            MessageStreamEvent event = source.next();
            try {
                accumulator.add(event.json());
            } catch (InvalidDataException e) {
                close();
                throw e;
            }
            return event;
        }

        private @Nullable Message arrived() {
            try {
                return soFar().orElse(null);
            } catch (InvalidDataException e) {
                // What the model wrote as input of a tool is no JSON; the cut is the news.
                return null;
            }
        }

        private StreamInterruptedException cut(String message, @Nullable ConnectionException cause) {
            return new StreamInterruptedException(message, arrived(), cause);
        }
    }
}
