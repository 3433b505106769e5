package io.github.claude4j.testkit.internal.spec;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The content blocks of messages: makes them, and reads them leniently. */
public final class Blocks {
    private Blocks() {}

    /** A part of a message, with this content. */
    public static JsonObject message(JsonObject... content) {
        return JsonObject.of("content", JsonArray.of(List.of(content)));
    }

    public static JsonObject text(String text) {
        return JsonObject.of("type", "text", "text", text);
    }

    public static JsonObject toolUse(String name, JsonObject input) {
        return JsonObject.of("type", "tool_use", "name", name, "input", input);
    }

    /** Thinking with a signature that looks like one: whoever sends it back changed can be found out. */
    public static JsonObject thinking(String thinking) {
        byte[] bytes = ("fake signature " + thinking.hashCode()).getBytes(StandardCharsets.UTF_8);
        String signature = Base64.getEncoder().encodeToString(bytes);
        return JsonObject.of("type", "thinking", "thinking", thinking, "signature", signature);
    }

    /** The content of a message as blocks; text is one text block. */
    public static List<JsonObject> of(@Nullable Object content) {
        return content instanceof String text ? List.of(text(text)) : objects(content);
    }

    /** The text of text blocks, a line each. */
    public static String textOf(List<JsonObject> blocks) {
        StringBuilder text = new StringBuilder();
        for (JsonObject block : blocks) {
            if ("text".equals(block.get("type")) && block.get("text") instanceof String part) {
                text.append(text.isEmpty() ? "" : "\n").append(part);
            }
        }
        return text.toString();
    }

    /** The objects of an array; none when it is no array. */
    public static List<JsonObject> objects(@Nullable Object array) {
        List<JsonObject> objects = new ArrayList<>();
        if (array instanceof JsonArray values) {
            for (Object value : values) {
                if (value instanceof JsonObject object) {
                    objects.add(object);
                }
            }
        }
        return objects;
    }
}
