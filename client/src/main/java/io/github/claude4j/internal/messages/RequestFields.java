package io.github.claude4j.internal.messages;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.json.JsonView;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Changes a part of a request's field, as it is now, and leaves the rest of it. */
public final class RequestFields {
    private static final String ONE_TOOL = "disable_parallel_tool_use";

    private RequestFields() {}

    public static JsonObject output(@Nullable Object config, String name, Object value) {
        return object(config).with(name, Objects.requireNonNull(value, name));
    }

    /** A limit to one tool use that was set before stays. */
    public static JsonObject toolChoice(@Nullable Object before, JsonObject choice) {
        Object limited = object(before).get(ONE_TOOL);
        return limited == null ? choice : choice.with(ONE_TOOL, limited);
    }

    public static JsonObject disableParallelToolUse(@Nullable Object before) {
        JsonObject choice = object(before);
        JsonObject known = choice.has("type") ? choice : choice.with("type", "auto");
        return known.with(ONE_TOOL, true);
    }

    public static JsonObject lastEdit(@Nullable Object management, JsonView edit) {
        JsonArray.Builder edits = JsonArray.builder();
        edits(management).forEach(edits::add);
        return object(management).with("edits", edits.add(edit).build());
    }

    /** The API wants the clearing of thinking to come before the other edits. */
    public static JsonObject firstEdit(@Nullable Object management, JsonView edit) {
        JsonArray.Builder edits = JsonArray.builder().add(edit);
        edits(management).forEach(edits::add);
        return object(management).with("edits", edits.build());
    }

    private static JsonArray edits(@Nullable Object management) {
        return object(management).get("edits") instanceof JsonArray edits ? edits : JsonArray.of();
    }

    private static JsonObject object(@Nullable Object field) {
        return field instanceof JsonObject object ? object : JsonObject.of();
    }

    /** A JSON schema from its text. */
    public static JsonObject schema(String field, String json) {
        try {
            return JsonObject.parse(Objects.requireNonNull(json, field));
        } catch (InvalidDataException e) {
            throw new InvalidParamsException(field + ": expected a JSON schema, found other text: " + e.getMessage());
        }
    }
}
