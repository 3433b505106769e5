package io.github.claude4j.internal.run;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;

/** The names that the model can call: those of a request's tools, and of tools that were added in its messages. */
public final class OfferedNames {
    private final JsonObject params;
    private final JsonArray messages;

    public OfferedNames(JsonObject params, JsonArray messages) {
        this.params = params;
        this.messages = messages;
    }

    /** Whether there is such a tool, or such a toolset where it is a member of one. */
    public boolean has(String name, String toolset) {
        for (JsonObject tool : params.optArray("tools").orElse(JsonArray.of()).objects()) {
            if (isNamed(tool, name, toolset)) {
                return true;
            }
        }
        // Tools that are added in the middle of a conversation are rare; nothing is read for them unless it must be.
        for (JsonObject message : messages.objects()) {
            if ("system".equals(message.get("role")) && message.get("content") instanceof JsonArray blocks) {
                for (JsonObject block : blocks.objects()) {
                    if (block.get("tool") instanceof JsonObject tool && isNamed(defined(tool), name, toolset)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /** A tool that is added has its definition inside, or is named. */
    private static JsonObject defined(JsonObject tool) {
        return tool.get("definition") instanceof JsonObject definition ? definition : tool;
    }

    private static boolean isNamed(JsonObject tool, String name, String toolset) {
        return toolset.isEmpty()
                ? name.equals(tool.get("name"))
                : tool.optString("type").orElse("").startsWith(toolset + "_toolset");
    }
}
