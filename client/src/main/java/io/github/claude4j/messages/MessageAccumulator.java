package io.github.claude4j.messages;

import io.github.claude4j.internal.messages.BlockAccumulator;
import io.github.claude4j.internal.messages.BlocksAtIndex;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * Adds the events of a stream up to their message, wherever they come from: a queue, a log, a publisher. A
 * {@link MessageStream} has one of its own. For one stream, and one thread at a time.
 *
 * <p>Nothing is lost that this version does not know. A delta without a block that it fits gets a block of its own. Counters
 * of usage are cumulative: a later value replaces an earlier one, a null does not. A fallback block says which model goes on
 * with the answer.
 */
public final class MessageAccumulator {
    private static final String USAGE = "usage";

    private JsonObject.@Nullable Builder message;

    /** The counters of usage once some came behind the start; they have their place in the message. */
    private JsonObject.@Nullable Builder usage;

    private final Map<Long, BlocksAtIndex> blocks = new TreeMap<>();

    private boolean complete;

    /** Whether no more comes, so that what has not come to its end is cut. */
    private boolean over;

    /** Whether another message follows the complete one; its events are none of this one's. */
    private boolean left;

    /** An accumulator to which nothing was added. */
    public MessageAccumulator() {}

    /**
     * The whole message that a publisher's events add up to. Subscribes at once; cancelling the future cancels that.
     *
     * <pre>{@code CompletableFuture<Message> message = MessageAccumulator.collect(claude.publisher(c -> c.messages().stream(params)));}</pre>
     *
     * <p>It fails as the publisher does, or as {@link #message()} where the events end too early.
     */
    public static CompletableFuture<Message> collect(Flow.Publisher<MessageStreamEvent> events) {
        Collector collector = new Collector();
        Objects.requireNonNull(events, "events").subscribe(collector);
        return collector.message;
    }

    /**
     * Takes the next event; one of a kind that is not known changes nothing.
     *
     * @throws StreamInterruptedException for the beginning of a second message; it has what came of the first
     * @throws io.github.claude4j.errors.InvalidDataException for a known event of another shape, which is then left out
     */
    public void add(MessageStreamEvent event) {
        add(Objects.requireNonNull(event, "event").json());
    }

    private void add(JsonObject event) {
        String type = event.get("type") instanceof String text ? text : "";
        left |= complete && type.equals("message_start");
        if (left) {
            return;
        }
        switch (type) {
            case "message_start" -> begin(event.object("message"));
            case "content_block_start" -> beginBlock(event);
            case "content_block_delta" -> grow(event.longValue("index"), event.object("delta"));
            case "content_block_stop" -> found(event.longValue("index")).end();
            case "message_delta" -> change(event);
            case "message_stop" -> {
                complete = true;
                over = true;
            }
            default -> {
                // Events of later versions pass through; what they mean for the message is not known here.
            }
        }
    }

    /** Whether the message's end has come. */
    public boolean isComplete() {
        return complete;
    }

    /**
     * The message that the events so far add up to. The input of a tool use that is still being written is as much of it as
     * can be understood: text that has no end yet is kept, a name or number that has none is not.
     *
     * @return empty before the message has begun
     */
    public Optional<Message> soFar() {
        return json().map(Message::of);
    }

    /**
     * The whole message.
     *
     * @throws StreamInterruptedException when its end has not come; it has what came until then
     */
    public Message message() {
        if (!complete || message == null) {
            throw interrupted(
                    complete ? "the stream had no message_start" : "the stream ended before its message did", null);
        }
        return Message.of(json().orElseThrow());
    }

    /**
     * The input so far of the tool use in the block at this index; empty where that is no tool use, has not begun, or has
     * ended and is no whole JSON object.
     */
    public Optional<JsonObject> toolInput(long index) {
        return Optional.ofNullable(found(index).toolUse()).map(use -> use.toolInput(over));
    }

    /** What a stream that ended too early means, with the message as far as it came. */
    StreamInterruptedException interrupted(String reason, @Nullable Throwable cause) {
        over = true;
        return new StreamInterruptedException(reason, soFar().orElse(null), cause);
    }

    boolean hasBegun() {
        return message != null;
    }

    private void begin(JsonObject start) {
        if (message != null) {
            throw interrupted("message_start: expected one in a stream, found a second", null);
        }
        message = start.toBuilder();
    }

    private BlocksAtIndex at(long index) {
        return blocks.computeIfAbsent(index, begun -> new BlocksAtIndex());
    }

    /** Those at this index; none where it has not begun. */
    private BlocksAtIndex found(long index) {
        BlocksAtIndex found = blocks.get(index);
        return found == null ? new BlocksAtIndex() : found;
    }

    private void beginBlock(JsonObject event) {
        JsonObject block = event.object("content_block");
        boolean known = !(ContentBlock.of(block) instanceof ContentBlock.Unknown);
        at(event.longValue("index")).add(new BlockAccumulator(block, known));
        if (message != null
                && "fallback".equals(block.get("type"))
                && block.get("to") instanceof JsonObject to
                && to.get("model") != null) {
            message.put("model", to.get("model"));
        }
    }

    private void grow(long index, JsonObject delta) {
        if (!BlockAccumulator.blockType(delta).isEmpty()) {
            at(index).grow(delta);
        }
    }

    private void change(JsonObject event) {
        JsonObject.Builder target = message;
        if (target == null) {
            return;
        }
        event.forEach((name, value) -> {
            if (name.equals("delta") && value instanceof JsonObject delta) {
                delta.forEach((field, changed) -> change(target, field, changed));
            } else if (name.equals(USAGE) && value instanceof JsonObject counters) {
                count(target, counters);
            } else if (!name.equals("type") && !name.equals("delta")) {
                change(target, name, value);
            }
        });
    }

    private void change(JsonObject.Builder target, String name, @Nullable Object value) {
        if (name.equals(USAGE) && value != null) {
            usage = null;
        }
        overwrite(target, name, value);
    }

    private void count(JsonObject.Builder target, JsonObject counters) {
        JsonObject.Builder merged = usage;
        if (merged == null) {
            merged = target.get(USAGE) instanceof JsonObject before ? before.toBuilder() : JsonObject.builder();
            target.put(USAGE, JsonObject.of());
            usage = merged;
        }
        for (int i = 0; i < counters.size(); i++) {
            overwrite(merged, counters.name(i), counters.value(i));
        }
    }

    private static void overwrite(JsonObject.Builder target, String name, @Nullable Object value) {
        if (value != null || !target.has(name)) {
            target.put(name, value);
        }
    }

    /** The message as far as it has come; empty before it has begun. */
    private Optional<JsonObject> json() {
        JsonObject.Builder begun = message;
        if (begun == null && blocks.isEmpty()) {
            return Optional.empty();
        }
        JsonObject.Builder target = begun != null
                ? begun
                : JsonObject.builder().put("type", "message").put("role", "assistant");
        if (usage != null) {
            target.put(USAGE, usage.build());
        }
        if (!blocks.isEmpty()) {
            JsonArray.Builder content = JsonArray.builder();
            blocks.values().forEach(found -> found.all().forEach(block -> content.add(block.block(over))));
            target.put("content", content.build());
        }
        return Optional.of(target.build());
    }

    /** The blocks at this index that its last stop ended; more than one where a delta fitted none. */
    List<JsonObject> ended(long index) {
        return found(index).ended().stream().map(block -> block.block(over)).toList();
    }

    /** What has grown so far in the block at this index that is of this type. */
    String grown(long index, String type) {
        return found(index).grown(type);
    }

    /** Subscribes to events and adds them up. */
    private static final class Collector implements Flow.Subscriber<MessageStreamEvent> {
        private final MessageAccumulator accumulator = new MessageAccumulator();
        private volatile Flow.@Nullable Subscription subscription;

        private final CompletableFuture<Message> message = new CompletableFuture<>() {
            @Override
            public boolean cancel(boolean mayInterruptIfRunning) {
                boolean cancelled = super.cancel(mayInterruptIfRunning);
                end();
                return cancelled;
            }
        };

        private void end() {
            Flow.Subscription open = subscription;
            if (open != null) {
                open.cancel();
            }
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription = given;
            if (message.isDone()) {
                given.cancel();
            } else {
                given.request(Long.MAX_VALUE);
            }
        }

        @Override
        public void onNext(MessageStreamEvent event) {
            try {
                accumulator.add(event);
            } catch (RuntimeException e) {
                message.completeExceptionally(e);
                end();
            }
        }

        @Override
        public void onError(Throwable failure) {
            message.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            try {
                message.complete(accumulator.message());
            } catch (RuntimeException e) {
                message.completeExceptionally(e);
            }
        }
    }
}
