package io.github.claude4j.internal.messages;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An answer as it goes back as a turn: unchanged, but for what the API writes and yet refuses to read, for every request of
 * the rest of the conversation.
 */
public final class AnswerTurn {
    private final List<Object> content = new ArrayList<>();
    private boolean changed;

    private AnswerTurn() {}

    /** The turn; empty where nothing of the answer is left. */
    public static Optional<JsonObject> of(JsonObject answer) {
        Object given = answer.get("content");
        if (given == null || (given instanceof String text && text.isBlank())) {
            return Optional.empty();
        }
        return given instanceof JsonArray blocks ? of(blocks) : Optional.of(turn(given));
    }

    private static Optional<JsonObject> of(JsonArray blocks) {
        AnswerTurn turn = new AnswerTurn();
        for (Object block : blocks) {
            turn.add(block);
        }
        if (turn.content.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(turn(turn.changed ? turn.content : blocks));
    }

    private static JsonObject turn(Object content) {
        return JsonObject.of("role", "assistant", "content", content);
    }

    private void add(@Nullable Object block) {
        Object kept = block instanceof JsonObject object ? kept(object) : block;
        changed |= !Objects.equals(kept, block);
        if (kept != null) {
            content.add(kept);
        }
    }

    private @Nullable JsonObject kept(JsonObject block) {
        String type = block.get("type") instanceof String tag ? tag : "";
        if (type.equals("text") && block.optString("text").orElse("").isBlank()) {
            moveMark(block.get(CacheMarks.MARK));
            return null;
        }
        return type.endsWith("tool_use") ? called(block) : block;
    }

    /** Input must be an object; what the model wrote and is none goes back in the form that the API has for it. */
    private static @Nullable JsonObject called(JsonObject block) {
        if (block.get("id") == null) {
            // Its beginning was lost; nobody can answer it.
            return null;
        }
        Object input = block.get("input");
        if (input instanceof JsonObject) {
            return block;
        }
        JsonObject object = ToolInputs.object(input);
        return block.with("input", object != null ? object : ToolInputs.wrapped(String.valueOf(input)));
    }

    /** A breakpoint on what is left out moves to what stands before it. */
    private void moveMark(@Nullable Object mark) {
        for (int i = content.size() - 1; mark != null && i >= 0; i--) {
            if (content.get(i) instanceof JsonObject before && CacheMarks.mayBeOn(before)) {
                if (before.get(CacheMarks.MARK) == null) {
                    content.set(i, before.with(CacheMarks.MARK, mark));
                }
                return;
            }
        }
    }
}
