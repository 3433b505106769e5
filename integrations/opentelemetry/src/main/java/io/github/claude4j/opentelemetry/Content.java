package io.github.claude4j.opentelemetry;

import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.tools.ToolOutput;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import java.util.ArrayDeque;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Writes what was said, in the form of the conventions: redacted, and no more of it than allowed. */
final class Content {
    private static final System.Logger LOGGER = System.getLogger("io.github.claude4j");

    private final UnaryOperator<String> redaction;
    private final int most;

    Content(UnaryOperator<String> redaction, int most) {
        this.redaction = redaction;
        this.most = most;
    }

    void request(Span span, JsonObject params) {
        if (params.has("system")) {
            write(span, Names.INSTRUCTIONS, parts -> JsonArray.of(parts.of(params.get("system"))));
        }
        if (params.get("messages") instanceof JsonArray messages) {
            write(span, Names.INPUT_MESSAGES, parts -> newest(messages.objects(), parts));
        }
        if (params.get("tools") instanceof JsonArray tools) {
            write(span, Names.TOOL_DEFINITIONS, parts -> tools(tools.objects(), parts));
        }
    }

    void answer(Span span, JsonObject message) {
        write(
                span,
                Names.OUTPUT_MESSAGES,
                parts -> JsonArray.of(message(message, parts)
                        .with("finish_reason", message.get("stop_reason") instanceof String reason ? reason : "")));
    }

    void arguments(Span span, JsonObject input) {
        write(span, Names.TOOL_ARGUMENTS, parts -> parts.object(input));
    }

    void result(Span span, Object output) {
        write(span, Names.TOOL_RESULT, parts -> {
            Object said = ToolOutput.of(output).content();
            return said instanceof String text ? parts.text(text) : JsonArray.of(parts.of(said));
        });
    }

    /** Where something is wrong with it, nothing is written, rather than what was to be redacted. */
    private void write(Span span, AttributeKey<String> key, Function<Parts, Object> what) {
        try {
            Object value = what.apply(new Parts(redaction, most));
            span.setAttribute(key, value instanceof String text ? text : Json.write(value));
        } catch (RuntimeException e) {
            LOGGER.log(
                    System.Logger.Level.WARNING,
                    "could not write " + key.getKey() + ": " + e.getClass().getName());
        }
    }

    /** The newest messages that there is room for, in their order. */
    private static JsonArray newest(List<JsonObject> messages, Parts parts) {
        ArrayDeque<JsonObject> written = new ArrayDeque<>();
        for (int i = messages.size() - 1; i >= 0 && parts.hasRoom(); i--) {
            written.addFirst(message(messages.get(i), parts));
        }
        return JsonArray.of(written);
    }

    private static JsonObject message(JsonObject message, Parts parts) {
        return JsonObject.of("role", message.get("role"), "parts", JsonArray.of(parts.of(message.get("content"))));
    }

    private static JsonArray tools(List<JsonObject> tools, Parts parts) {
        JsonArray.Builder written = JsonArray.builder();
        for (JsonObject tool : tools) {
            JsonObject.Builder each = JsonObject.builder()
                    .put("type", tool.has("input_schema") ? "function" : tool.get("type"))
                    .put("name", tool.get("name"));
            if (tool.get("description") instanceof String description) {
                each.put("description", parts.text(description));
            }
            if (tool.get("input_schema") instanceof JsonObject schema) {
                each.put("parameters", parts.value(schema));
            }
            written.add(each.build());
        }
        return written.build();
    }
}
