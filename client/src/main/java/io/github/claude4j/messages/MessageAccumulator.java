package io.github.claude4j.messages;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Adds the events of a stream up to their message, as JSON, so that nothing is lost that this version does not know.
 *
 * <p>Counters of usage are cumulative: a later value replaces an earlier one, a null does not. A fallback block says which
 * model goes on with the answer.
 */
final class MessageAccumulator {
    private JsonObject.@Nullable Builder message;
    private final Map<Long, BlockAccumulator> blocks = new TreeMap<>();
    private boolean complete;

    void add(JsonObject event) {
        String type = event.get("type") instanceof String text ? text : "";
        switch (type) {
            case "message_start" -> begin(event.object("message"));
            case "content_block_start" -> beginBlock(event);
            case "content_block_delta" -> {
                BlockAccumulator block = blocks.get(event.longValue("index"));
                if (block != null) {
                    block.add(event.object("delta"));
                }
            }
            case "message_delta" -> change(event);
            case "message_stop" -> complete = true;
            default -> {
                // Events of later versions pass through; what they mean for the message is not known here.
            }
        }
    }

    boolean hasBegun() {
        return message != null;
    }

    /** Whether the message's end has come. */
    boolean isComplete() {
        return complete;
    }

    private void begin(JsonObject start) {
        if (message != null) {
            throw new InvalidDataException("message_start: expected one in a stream, found a second");
        }
        message = start.toBuilder();
    }

    private void beginBlock(JsonObject event) {
        JsonObject block = event.object("content_block");
        blocks.put(event.longValue("index"), new BlockAccumulator(block));
        if (message != null
                && "fallback".equals(block.get("type"))
                && block.get("to") instanceof JsonObject to
                && to.get("model") != null) {
            message.put("model", to.get("model"));
        }
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
    Optional<JsonObject> message() {
        JsonObject.Builder begun = message;
        if (begun == null) {
            return Optional.empty();
        }
        if (!blocks.isEmpty()) {
            JsonArray.Builder content = JsonArray.builder();
            blocks.values().forEach(block -> content.add(block.block()));
            begun.put("content", content.build());
        }
        return Optional.of(begun.build());
    }

    /** The block at this index as far as it has come; empty before it has begun. */
    Optional<JsonObject> block(long index) {
        return Optional.ofNullable(blocks.get(index)).map(BlockAccumulator::block);
    }

    /** The text or thinking of the block at this index so far. */
    String text(long index) {
        BlockAccumulator block = blocks.get(index);
        return block == null ? "" : block.grown();
    }

    Optional<JsonObject> toolInput(long index) {
        return block(index).map(block -> block.get("input") instanceof JsonObject input ? input : null);
    }
}
