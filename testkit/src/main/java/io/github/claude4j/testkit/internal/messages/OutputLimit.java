package io.github.claude4j.testkit.internal.messages;

import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.spec.Blocks;
import java.util.ArrayList;
import java.util.List;

/** What a model has written, counted, and ended where {@code max_tokens} ends it. */
final class OutputLimit {
    private OutputLimit() {}

    /** The number of tokens, by estimate. What the API's own tools find is not written by the model. */
    static long tokens(JsonArray content) {
        long length = 0;
        for (JsonObject block : Blocks.objects(content)) {
            length += written(block).length();
        }
        return Dialogue.tokens(length);
    }

    /** How many tokens a request allows. */
    static long of(JsonObject body) {
        return body.get("max_tokens") instanceof Long most ? Math.max(0, most) : Long.MAX_VALUE;
    }

    /** The answer as far as the limit lets it come: text breaks off, and a call that is not complete is none. */
    static JsonObject cut(JsonObject answer, long most) {
        if (tokens(answer.array("content")) <= most) {
            return answer;
        }
        List<JsonObject> kept = new ArrayList<>();
        int room = Dialogue.characters(most);
        for (JsonObject block : Blocks.objects(answer.array("content"))) {
            String written = written(block);
            if (written.length() > room) {
                if (room > 0 && block.get(textName(block)) instanceof String) {
                    kept.add(block.with(textName(block), beginning(written, room)));
                }
                break;
            }
            kept.add(block);
            room -= written.length();
        }
        return answer.toBuilder()
                .put("content", JsonArray.of(kept))
                .put("stop_reason", "max_tokens")
                .put("stop_sequence", null)
                .build();
    }

    private static String written(JsonObject block) {
        if (block.get("input") instanceof JsonObject input) {
            return block.optString("name").orElse("") + Json.write(input);
        }
        return block.get(textName(block)) instanceof String text ? text : "";
    }

    private static String textName(JsonObject block) {
        return "thinking".equals(block.get("type")) ? "thinking" : "text";
    }

    /** So much of a text, but no half of a character that takes two places. */
    private static String beginning(String text, int length) {
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }
}
