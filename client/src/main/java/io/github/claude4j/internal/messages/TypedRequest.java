package io.github.claude4j.internal.messages;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Refuses requests whose answer cannot be a value. */
public final class TypedRequest {
    private TypedRequest() {}

    /** Refuses what does not go with a type for the answer. */
    public static void check(JsonObject params) {
        if (params.get("output_config") instanceof JsonObject output && output.get("format") != null) {
            throw new InvalidParamsException(
                    "output_config.format: expected none beside a type for the answer, found one: leave out"
                            + " outputSchema");
        }
        String cited = cited(params);
        if (!cited.isEmpty()) {
            throw new InvalidParamsException(cited
                    + ".citations: expected none in a request whose answer is a value, found them enabled: the API"
                    + " does not cite in JSON");
        }
        JsonArray messages = params.optArray("messages").orElse(JsonArray.of());
        if (!messages.isEmpty()
                && messages.get(messages.size() - 1) instanceof JsonObject last
                && "assistant".equals(last.get("role"))
                && endsWithText(last.get("content"))) {
            throw new InvalidParamsException("messages[" + (messages.size() - 1)
                    + "]: expected a turn of the user at the end, found text of the assistant: the API does not go on"
                    + " with an answer that is a value");
        }
    }

    private static boolean endsWithText(@Nullable Object content) {
        return content instanceof String
                || (content instanceof JsonArray blocks
                        && !blocks.isEmpty()
                        && blocks.get(blocks.size() - 1) instanceof JsonObject last
                        && "text".equals(last.get("type")));
    }

    /** The path of something that is to be cited; empty where there is nothing. */
    private static String cited(JsonObject params) {
        String tool = citedIn(params.get("tools"), "tools");
        if (!tool.isEmpty()) {
            return tool;
        }
        JsonArray messages = params.optArray("messages").orElse(JsonArray.of());
        for (int i = 0; i < messages.size(); i++) {
            if (messages.get(i) instanceof JsonObject message) {
                String found = citedIn(message.get("content"), "messages[" + i + "].content");
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return "";
    }

    private static String citedIn(@Nullable Object blocks, String path) {
        if (blocks instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                if (array.get(i) instanceof JsonObject block) {
                    String at = path + "[" + i + "]";
                    if (block.get("citations") instanceof JsonObject citations
                            && Boolean.TRUE.equals(citations.get("enabled"))) {
                        return at;
                    }
                    String inside = citedIn(block.get("content"), at + ".content");
                    if (!inside.isEmpty()) {
                        return inside;
                    }
                }
            }
        }
        return "";
    }
}
