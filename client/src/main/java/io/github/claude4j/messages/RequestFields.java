package io.github.claude4j.messages;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.Objects;

/** Changes a part of a request's field and leaves the rest as it is. */
final class RequestFields {
    private static final String ONE_TOOL = "disable_parallel_tool_use";

    private RequestFields() {}

    static <B> B output(MessageParamsBuilder<B> params, String name, Object value) {
        return params.put(
                "output_config", object(params, "output_config").with(name, Objects.requireNonNull(value, name)));
    }

    /** A limit to one tool use that was set before stays. */
    static <B> B toolChoice(MessageParamsBuilder<B> params, JsonObject choice) {
        Object limited = object(params, "tool_choice").get(ONE_TOOL);
        return params.put("tool_choice", limited == null ? choice : choice.with(ONE_TOOL, limited));
    }

    static <B> B disableParallelToolUse(MessageParamsBuilder<B> params) {
        JsonObject choice = object(params, "tool_choice");
        JsonObject known = choice.has("type") ? choice : choice.with("type", "auto");
        return params.put("tool_choice", known.with(ONE_TOOL, true));
    }

    static <B> B lastEdit(MessageParamsBuilder<B> params, ContextEdit edit) {
        JsonArray.Builder edits = JsonArray.builder();
        edits(params).forEach(edits::add);
        return edits(params, edits.add(edit).build());
    }

    /** The API wants the clearing of thinking to come before the other edits. */
    static <B> B firstEdit(MessageParamsBuilder<B> params, ContextEdit edit) {
        JsonArray.Builder edits = JsonArray.builder().add(edit);
        edits(params).forEach(edits::add);
        return edits(params, edits.build());
    }

    private static JsonArray edits(MessageParamsBuilder<?> params) {
        return object(params, "context_management").get("edits") instanceof JsonArray edits ? edits : JsonArray.of();
    }

    private static <B> B edits(MessageParamsBuilder<B> params, JsonArray edits) {
        return params.put(
                "context_management", object(params, "context_management").with("edits", edits));
    }

    private static JsonObject object(MessageParamsBuilder<?> params, String name) {
        return params.get(name) instanceof JsonObject object ? object : JsonObject.of();
    }

    /** A JSON schema from its text. */
    static JsonObject schema(String field, String json) {
        try {
            return JsonObject.parse(Objects.requireNonNull(json, field));
        } catch (InvalidDataException e) {
            throw new InvalidParamsException(field + ": expected a JSON schema, found other text: " + e.getMessage());
        }
    }
}
