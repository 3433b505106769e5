package io.github.claude4j.lint;

import io.github.claude4j.internal.messages.CacheMarks;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request as the API's cache sees it: its parts in the order in which they are cached, with the settings that change what
 * the model reads at the place from which on they do.
 */
final class Prefix {
    /**
     * A tool, a block, or a setting.
     *
     * @param kind the same for parts that can stand for each other in two requests
     * @param path where in the request
     * @param value without marks; null for a setting that is absent
     * @param marked whether the API keeps what goes up to here
     */
    record Part(String kind, String path, @Nullable Object value, boolean marked) {}

    private static final Set<String> CITED = Set.of("document", "search_result");

    private final JsonObject request;
    private final List<Part> parts = new ArrayList<>();
    private String firstCited = "";
    private String firstImage = "";

    private Prefix(JsonObject request) {
        this.request = request;
    }

    static List<Part> of(JsonObject request) {
        Prefix prefix = new Prefix(request);
        prefix.look();
        prefix.setting("model", request.get("model"));
        prefix.setting("output_config.format", in("output_config", "format", request));
        prefix.tools();
        // These change the system prompt, where the API adds to it what they ask for.
        Object speed = request.get("speed");
        prefix.setting("speed", speed == null ? "standard" : speed);
        prefix.setting("container.skills", in("container", "skills", request));
        prefix.contains("citations", prefix.firstCited);
        prefix.system();
        // And these the messages.
        Object choice = request.get("tool_choice");
        prefix.setting("tool_choice", choice == null ? JsonObject.of("type", "auto") : choice);
        prefix.setting("thinking", request.get("thinking"));
        prefix.setting("output_config.effort", in("output_config", "effort", request));
        prefix.contains("images", prefix.firstImage);
        prefix.messages();
        return prefix.parts;
    }

    private static @Nullable Object in(String field, String name, JsonObject request) {
        return request.get(field) instanceof JsonObject object ? object.get(name) : null;
    }

    private static JsonArray array(@Nullable Object value) {
        return value instanceof JsonArray array ? array : JsonArray.of();
    }

    private void setting(String path, @Nullable Object value) {
        parts.add(new Part(path, path, value, false));
    }

    private void contains(String kind, String where) {
        parts.add(new Part(kind, where, !where.isEmpty(), false));
    }

    private void tools() {
        JsonArray tools = array(request.get("tools"));
        for (int i = 0; i < tools.size(); i++) {
            // A deferred tool is no part of the prompt until a search finds it.
            if (tools.get(i) instanceof JsonObject tool && !Boolean.TRUE.equals(tool.get("defer_loading"))) {
                block("tool", "tools[" + i + "]", tool);
            }
        }
    }

    private void system() {
        content("system", "system", request.get("system"));
    }

    private void messages() {
        JsonArray messages = array(request.get("messages"));
        for (int i = 0; i < messages.size(); i++) {
            if (messages.get(i) instanceof JsonObject message) {
                String path = "messages[" + i + "]";
                parts.add(new Part("message", path, message.without("content"), false));
                content("block", path + ".content", message.get("content"));
            }
        }
        if (request.get(CacheMarks.MARK) != null && !parts.isEmpty()) {
            Part last = parts.remove(parts.size() - 1);
            parts.add(new Part(last.kind(), last.path(), last.value(), true));
        }
    }

    private void content(String kind, String path, @Nullable Object content) {
        if (content instanceof String text) {
            parts.add(new Part(kind, path, JsonObject.of("type", "text", "text", text), false));
        }
        JsonArray blocks = array(content);
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i) instanceof JsonObject block) {
                block(kind, path + "[" + i + "]", block);
            }
        }
    }

    private void block(String kind, String path, JsonObject block) {
        parts.add(new Part(kind, path, CacheMarks.without(block), CacheMarks.count(block) > 0));
    }

    /** Finds what changes the parts before it, wherever it stands. */
    private void look() {
        JsonArray messages = array(request.get("messages"));
        for (int i = 0; i < messages.size(); i++) {
            if (messages.get(i) instanceof JsonObject message) {
                look(array(message.get("content")), "messages[" + i + "].content");
            }
        }
    }

    private void look(JsonArray blocks, String path) {
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i) instanceof JsonObject block && block.get("type") instanceof String type) {
                String at = path + "[" + i + "]";
                boolean cited = CITED.contains(type) && Boolean.TRUE.equals(in("citations", "enabled", block));
                firstCited = cited && firstCited.isEmpty() ? at : firstCited;
                firstImage = type.equals("image") && firstImage.isEmpty() ? at : firstImage;
                look(array(block.get("content")), at + ".content");
            }
        }
    }
}
