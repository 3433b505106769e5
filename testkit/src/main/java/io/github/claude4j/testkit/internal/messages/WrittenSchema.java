package io.github.claude4j.testkit.internal.messages;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * The JSON schema in a text that asks for JSON in words, as frameworks do that use no output schema: it stands in a block of
 * code.
 *
 * @param schema what it says
 * @param question the rest of the text
 */
record WrittenSchema(JsonObject schema, String question) {
    private static final String FENCE = "```";
    private static final String WORD = "JSON";

    /** What a text says; null when it asks for nothing of the kind. Each letter is looked at a few times at most. */
    static @Nullable WrittenSchema in(String text) {
        int firstWord = text.indexOf(WORD);
        int lastWord = text.lastIndexOf(WORD);
        int open = text.indexOf(FENCE);
        while (open >= 0) {
            int brace = afterSpace(text, afterLanguage(text, open + FENCE.length()));
            int next = open + 1;
            if (text.startsWith("{", brace)) {
                int close = closing(text, brace);
                if (close < 0) {
                    return null;
                }
                next = close + FENCE.length();
                boolean asked = firstWord >= 0 && (firstWord + WORD.length() <= open || lastWord >= next);
                JsonObject schema = asked ? schema(text.substring(brace, close).strip()) : null;
                if (schema != null) {
                    return new WrittenSchema(schema, text.substring(0, open) + text.substring(next));
                }
            }
            open = text.indexOf(FENCE, next);
        }
        return null;
    }

    private static int afterLanguage(String text, int at) {
        return text.startsWith("json", at) ? at + "json".length() : at;
    }

    private static int afterSpace(String text, int at) {
        int after = at;
        while (after < text.length() && Character.isWhitespace(text.charAt(after))) {
            after++;
        }
        return after;
    }

    /** The next fence after a brace that closes, or -1. */
    private static int closing(String text, int from) {
        int fence = text.indexOf(FENCE, from);
        while (fence >= 0) {
            int before = fence - 1;
            while (Character.isWhitespace(text.charAt(before))) {
                before--;
            }
            if (text.charAt(before) == '}') {
                return fence;
            }
            fence = text.indexOf(FENCE, fence + 1);
        }
        return -1;
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
