package io.github.claude4j.testkit.internal.messages;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.json.JsonObject;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The JSON schema in a text that asks for JSON in words, as frameworks do that use no output schema: it stands in a block of
 * code.
 *
 * @param schema what it says
 * @param question the rest of the text
 */
record WrittenSchema(JsonObject schema, String question) {
    private static final Pattern BLOCK = Pattern.compile("```(?:json)?\\s*(\\{.*?})\\s*```", Pattern.DOTALL);

    /** What a text says; null when it asks for nothing of the kind. */
    static @Nullable WrittenSchema in(String text) {
        Matcher block = BLOCK.matcher(text);
        while (block.find()) {
            String rest = text.substring(0, block.start()) + text.substring(block.end());
            JsonObject schema = schema(block.group(1));
            if (schema != null && rest.contains("JSON")) {
                return new WrittenSchema(schema, rest);
            }
        }
        return null;
    }

    private static @Nullable JsonObject schema(String json) {
        try {
            JsonObject object = JsonObject.parse(json);
            boolean schema = "object".equals(object.get("type")) && object.get("properties") instanceof JsonObject;
            return schema ? object : null;
        } catch (InvalidDataException e) {
            // It is something else.
            return null;
        }
    }
}
