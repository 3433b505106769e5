package io.github.claude4j.lint;

import io.github.claude4j.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The tools of a request, and which of them the model has to use. */
final class ToolRules {
    private static final int LONGEST_NAME = 128;

    private final Inspection look;
    private final Set<Object> names = new HashSet<>();

    private ToolRules(Inspection look) {
        this.look = look;
    }

    static void check(Inspection look) {
        ToolRules rules = new ToolRules(look);
        List<JsonObject> tools = look.tools();
        for (int i = 0; i < tools.size(); i++) {
            rules.tool(tools.get(i), i);
        }
        rules.choice(tools.isEmpty());
    }

    private void tool(JsonObject tool, int index) {
        String path = Inspection.at("tools", index);
        Object name = tool.get("name");
        if (name instanceof String text && !isName(text)) {
            look.refused(
                    path + ".name",
                    "a name has 1 to 128 letters, digits, _ and -",
                    "give it one of these",
                    "tools." + index + ".custom.name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'");
        }
        if (name != null && !names.add(name)) {
            look.refused(
                    path + ".name", "another tool has this name", "rename one", "tools: Tool names must be unique.");
        }
        if (tool.get("allowed_domains") != null && tool.get("blocked_domains") != null) {
            look.refused(
                    path,
                    "domains are allowed or blocked, found both",
                    "leave one of them out",
                    "tools." + index + ": Only one of `allowed_domains` and `blocked_domains` may be set.");
        }
    }

    private static boolean isName(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean fits = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (!fits && c != '_' && c != '-') {
                return false;
            }
        }
        return !name.isEmpty() && name.length() <= LONGEST_NAME;
    }

    private void choice(boolean none) {
        String type = look.text("tool_choice", "type");
        Object name = look.get("tool_choice", "name");
        // Tools may also come with MCP servers, or in the middle of a conversation that the API keeps.
        boolean elsewhere = look.has("mcp_servers") || look.has("thread") || areAdded();
        if (none && !elsewhere && !type.isEmpty() && !type.equals("none")) {
            look.refused(
                    "tool_choice",
                    "there are no tools to choose from",
                    "add tools, or leave it out",
                    "tool_choice may only be specified while providing tools.");
        } else if (type.equals("tool") && !elsewhere && !names.contains(name)) {
            look.refused(
                    "tool_choice.name",
                    "no tool of the request has this name",
                    "name one of them",
                    "tool_choice: Tool '" + name + "' not found in provided tools");
        }
    }

    private boolean areAdded() {
        for (JsonObject message : look.messages()) {
            for (JsonObject block : Inspection.objects(message.get("content"))) {
                if (Inspection.text(block, "type").equals("tool_addition")) {
                    return true;
                }
            }
        }
        return false;
    }
}
