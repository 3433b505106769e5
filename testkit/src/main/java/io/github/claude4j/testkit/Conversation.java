package io.github.claude4j.testkit;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a message request says, read leniently: without strictness even an invalid one is answered. */
final class Conversation {
    /** English text has about four characters a token; that is near enough for a fake. */
    private static final int CHARACTERS_PER_TOKEN = 4;

    private final JsonObject body;

    Conversation(JsonObject body) {
        this.body = body;
    }

    static long tokens(String text) {
        return tokens(text.length());
    }

    static long tokens(long characters) {
        return (characters + CHARACTERS_PER_TOKEN - 1L) / CHARACTERS_PER_TOKEN;
    }

    static int characters(long tokens) {
        return (int) Math.min(Integer.MAX_VALUE, tokens * CHARACTERS_PER_TOKEN);
    }

    JsonObject body() {
        return body;
    }

    String model() {
        return body.get("model") instanceof String model ? model : "";
    }

    boolean streamed() {
        return Boolean.TRUE.equals(body.get("stream"));
    }

    /** As many tokens as the request holds, by estimate. */
    long inputTokens() {
        long tokens = 0;
        for (String name : List.of("system", "messages", "tools")) {
            Object value = body.get(name);
            if (value instanceof String text) {
                tokens += tokens(text);
            } else if (value != null) {
                tokens += tokens(io.github.claude4j.json.Json.write(value));
            }
        }
        return Math.max(1, tokens);
    }

    List<JsonObject> messages() {
        return objects(body.get("messages"));
    }

    List<JsonObject> tools() {
        return objects(body.get("tools"));
    }

    /** The offered tool of this name; null when there is none. */
    @Nullable
    JsonObject tool(@Nullable Object name) {
        for (JsonObject tool : tools()) {
            if (name != null && name.equals(tool.get("name"))) {
                return tool;
            }
        }
        return null;
    }

    /** The blocks of the user's last turn. An assistant's turn after it is one to be continued. */
    List<JsonObject> lastTurn() {
        List<JsonObject> blocks = new ArrayList<>();
        List<JsonObject> messages = messages();
        int last = messages.size() - 1;
        while (last >= 0 && isAssistant(messages.get(last))) {
            last--;
        }
        for (int i = last; i >= 0 && !isAssistant(messages.get(i)); i--) {
            if ("user".equals(messages.get(i).get("role"))) {
                blocks.addAll(0, blocks(messages.get(i).get("content")));
            }
        }
        return blocks;
    }

    private static boolean isAssistant(JsonObject message) {
        return "assistant".equals(message.get("role"));
    }

    /** What the user said last; empty when it was no text. */
    String question() {
        return text(lastTurn());
    }

    /** The results of tools that came back in the last turn. */
    List<JsonObject> toolResults() {
        List<JsonObject> results = new ArrayList<>();
        for (JsonObject block : lastTurn()) {
            if ("tool_result".equals(block.get("type"))) {
                results.add(block);
            }
        }
        return results;
    }

    /** The name of the tool whose use has this id. */
    String toolName(String toolUseId) {
        for (JsonObject message : messages()) {
            for (JsonObject block : blocks(message.get("content"))) {
                if (toolUseId.equals(block.get("id")) && block.get("name") instanceof String name) {
                    return name;
                }
            }
        }
        return "unknown";
    }

    /** The content of a message as blocks; text is one text block. */
    static List<JsonObject> blocks(@Nullable Object content) {
        return content instanceof String text ? List.of(JsonObject.of("type", "text", "text", text)) : objects(content);
    }

    /** The text of text blocks, a line each. */
    static String text(List<JsonObject> blocks) {
        StringBuilder text = new StringBuilder();
        for (JsonObject block : blocks) {
            if ("text".equals(block.get("type")) && block.get("text") instanceof String part) {
                text.append(text.isEmpty() ? "" : "\n").append(part);
            }
        }
        return text.toString();
    }

    static List<JsonObject> objects(@Nullable Object array) {
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
