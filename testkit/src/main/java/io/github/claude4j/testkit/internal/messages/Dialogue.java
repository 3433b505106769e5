package io.github.claude4j.testkit.internal.messages;

import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.spec.Blocks;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a message request says, read leniently: without strictness even an invalid one is answered. */
public final class Dialogue {
    /** English text has about four characters a token; that is near enough for a fake. */
    private static final int CHARACTERS_PER_TOKEN = 4;

    private final JsonObject body;

    public Dialogue(JsonObject body) {
        this.body = body;
    }

    public static long tokens(String text) {
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

    public String model() {
        return body.get("model") instanceof String model ? model : "";
    }

    boolean streamed() {
        return Boolean.TRUE.equals(body.get("stream"));
    }

    /** As many tokens as the request holds, by estimate. */
    public long inputTokens() {
        long tokens = 0;
        for (String name : List.of("system", "messages", "tools")) {
            Object value = body.get(name);
            if (value instanceof String text) {
                tokens += tokens(text);
            } else if (value != null) {
                tokens += tokens(Json.write(value));
            }
        }
        return Math.max(1, tokens);
    }

    public List<JsonObject> messages() {
        return Blocks.objects(body.get("messages"));
    }

    List<JsonObject> tools() {
        return Blocks.objects(body.get("tools"));
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
                blocks.addAll(0, Blocks.of(messages.get(i).get("content")));
            }
        }
        return blocks;
    }

    private static boolean isAssistant(JsonObject message) {
        return "assistant".equals(message.get("role"));
    }

    /** What the user said last: programs put other texts before it into the turn. Empty when it was no text. */
    public String question() {
        List<JsonObject> turn = lastTurn();
        for (int i = turn.size() - 1; i >= 0; i--) {
            if ("text".equals(turn.get(i).get("type")) && turn.get(i).get("text") instanceof String text) {
                return text;
            }
        }
        return "";
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
            for (JsonObject block : Blocks.of(message.get("content"))) {
                if (toolUseId.equals(block.get("id")) && block.get("name") instanceof String name) {
                    return name;
                }
            }
        }
        return "unknown";
    }
}
