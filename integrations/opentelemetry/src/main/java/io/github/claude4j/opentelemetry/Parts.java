package io.github.claude4j.opentelemetry;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Content blocks of the API as parts of the conventions, for one attribute. */
final class Parts {
    private final UnaryOperator<String> redaction;
    private int left;

    Parts(UnaryOperator<String> redaction, int most) {
        this.redaction = redaction;
        left = most;
    }

    boolean hasRoom() {
        return left > 0;
    }

    /** The parts of a content: text, or blocks. */
    List<JsonObject> of(@Nullable Object content) {
        List<JsonObject> parts = new ArrayList<>();
        if (content instanceof String said) {
            parts.add(JsonObject.of("type", "text", "content", text(said)));
        } else if (content instanceof JsonArray blocks) {
            for (Object block : blocks) {
                if (block instanceof JsonObject object) {
                    parts.add(part(object));
                }
            }
        }
        return parts;
    }

    private JsonObject part(JsonObject block) {
        String type = String.valueOf(block.get("type"));
        return switch (type) {
            case "text" -> JsonObject.of("type", "text", "content", text(block.get("text")));
            case "thinking" -> JsonObject.of("type", "reasoning", "content", text(block.get("thinking")));
            case "tool_use", "server_tool_use", "mcp_tool_use" ->
                JsonObject.of(
                        "type",
                        "tool_call",
                        "id",
                        block.get("id"),
                        "name",
                        block.get("name"),
                        "arguments",
                        value(block.get("input")));
            case "tool_result" ->
                JsonObject.of(
                        "type",
                        "tool_call_response",
                        "id",
                        block.get("tool_use_id"),
                        "response",
                        block.get("content") instanceof String said
                                ? text(said)
                                : JsonArray.of(of(block.get("content"))));
            case "image", "document" -> source(type, block.get("source"));
            // What the API found, or a kind that is not known: there is no word for it, and it may be large.
            default -> JsonObject.of("type", type);
        };
    }

    private JsonObject source(String modality, @Nullable Object source) {
        if (!(source instanceof JsonObject given)) {
            return JsonObject.of("type", modality);
        }
        return switch (String.valueOf(given.get("type"))) {
            case "url" -> JsonObject.of("type", "uri", "modality", modality, "uri", text(given.get("url")));
            case "file" -> JsonObject.of("type", "file", "modality", modality, "file_id", given.get("file_id"));
            case "text" -> JsonObject.of("type", "text", "content", text(given.get("data")));
            default ->
                JsonObject.of(
                        "type", "blob", "modality", modality, "mime_type", given.get("media_type"), "content", "");
        };
    }

    /** The same JSON, its texts redacted and cut. */
    @Nullable
    Object value(@Nullable Object value) {
        if (value instanceof String said) {
            return text(said);
        }
        if (value instanceof JsonObject object) {
            return object(object);
        }
        if (value instanceof JsonArray array) {
            JsonArray.Builder copy = JsonArray.builder();
            array.forEach(each -> copy.add(value(each)));
            return copy.build();
        }
        return value;
    }

    JsonObject object(JsonObject object) {
        JsonObject.Builder copy = JsonObject.builder();
        object.forEach((name, each) -> copy.put(name, value(each)));
        return copy.build();
    }

    String text(@Nullable Object said) {
        if (!(said instanceof String text)) {
            return "";
        }
        String redacted = Objects.requireNonNull(redaction.apply(text), "redaction");
        if (redacted.length() <= left) {
            left -= redacted.length();
            return redacted;
        }
        boolean inPair = left > 0 && Character.isHighSurrogate(redacted.charAt(left - 1));
        String cut = redacted.substring(0, inPair ? left - 1 : left) + "[cut: " + redacted.length() + " characters]";
        left = 0;
        return cut;
    }
}
