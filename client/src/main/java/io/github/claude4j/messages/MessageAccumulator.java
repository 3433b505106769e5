package io.github.claude4j.messages;

import io.github.claude4j.internal.messages.BlockAccumulator;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.ArrayList;
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
    private JsonObject.@Nullable Builder message;

    /** By index. More than one where a gateway counts them wrongly, or a delta fits none. */
    private final Map<Long, List<BlockAccumulator>> blocks = new TreeMap<>();

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
            case "content_block_stop" -> at(event.longValue("index")).forEach(BlockAccumulator::end);
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
        List<BlockAccumulator> found = at(index);
        for (int i = found.size() - 1; i >= 0; i--) {
            if (found.get(i).isToolUse()) {
                return Optional.ofNullable(found.get(i).toolInput(over));
            }
        }
        return Optional.empty();
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

    private List<BlockAccumulator> at(long index) {
        return blocks.getOrDefault(index, List.of());
    }

    private void add(long index, BlockAccumulator block) {
        blocks.computeIfAbsent(index, begun -> new ArrayList<>(1)).add(block);
    }

    private void beginBlock(JsonObject event) {
        JsonObject block = event.object("content_block");
        boolean known = !(ContentBlock.of(block) instanceof ContentBlock.Unknown);
        add(event.longValue("index"), new BlockAccumulator(block, known));
        if (message != null
                && "fallback".equals(block.get("type"))
                && block.get("to") instanceof JsonObject to
                && to.get("model") != null) {
            message.put("model", to.get("model"));
        }
    }

    private void grow(long index, JsonObject delta) {
        BlockAccumulator block = find(index, delta);
        if (block == null && !BlockAccumulator.blockType(delta).isEmpty()) {
            block = BlockAccumulator.of(delta);
            add(index, block);
        }
        if (block != null) {
            block.add(delta);
        }
    }

    /** The block that this delta belongs to. */
    private @Nullable BlockAccumulator find(long index, JsonObject delta) {
        List<BlockAccumulator> found = at(index);
        for (int i = found.size() - 1; i >= 0; i--) {
            if (found.get(i).takes(delta)) {
                return found.get(i);
            }
        }
        return null;
    }

    private void change(JsonObject event) {
        JsonObject.Builder target = message;
        if (target == null) {
            return;
        }
        event.forEach((name, value) -> {
            if (name.equals("delta") && value instanceof JsonObject delta) {
                delta.forEach((field, changed) -> overwrite(target, field, changed));
            } else if (name.equals("usage") && value instanceof JsonObject usage) {
                JsonObject.Builder merged =
                        target.get("usage") instanceof JsonObject before ? before.toBuilder() : JsonObject.builder();
                usage.forEach((counter, count) -> overwrite(merged, counter, count));
                target.put("usage", merged.build());
            } else if (!name.equals("type") && !name.equals("delta")) {
                overwrite(target, name, value);
            }
        });
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
        if (!blocks.isEmpty()) {
            JsonArray.Builder content = JsonArray.builder();
            blocks.values().forEach(found -> found.forEach(block -> content.add(block.block(over))));
            target.put("content", content.build());
        }
        return Optional.of(target.build());
    }

    /** The blocks at this index as far as they have come; more than one where a delta fitted none. */
    List<JsonObject> blocks(long index) {
        return at(index).stream().map(block -> block.block(over)).toList();
    }

    /** What has grown so far in the block that this delta was added to. */
    String grown(long index, JsonObject delta) {
        BlockAccumulator block = find(index, delta);
        return block == null ? "" : block.grown(BlockAccumulator.blockType(delta));
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
