package io.github.claude4j.testkit.internal.sessions;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.spec.Blocks;
import java.util.ArrayList;
import java.util.List;

/** The tool calls among the events of a turn: who runs them, and what comes back. */
final class AgentTools {
    private AgentTools() {}

    static boolean has(List<JsonObject> events, String type) {
        return events.stream().anyMatch(event -> type.equals(event.get("type")));
    }

    private static boolean isBuiltIn(JsonObject event) {
        return "agent.tool_use".equals(event.get("type")) || "agent.mcp_tool_use".equals(event.get("type"));
    }

    private static boolean isResult(JsonObject event) {
        return "agent.tool_result".equals(event.get("type")) || "agent.mcp_tool_result".equals(event.get("type"));
    }

    private static boolean asks(JsonObject use) {
        return "ask".equals(use.get("evaluated_permission"));
    }

    /** Whether the session has to wait for the application because of this event. */
    static boolean waits(JsonObject event, boolean selfHosted) {
        return "agent.custom_tool_use".equals(event.get("type"))
                || (isBuiltIn(event) && (asks(event) || (selfHosted && "agent.tool_use".equals(event.get("type")))));
    }

    /** The events with the results of the tools that the API runs itself, and without those that are the worker's. */
    static List<JsonObject> whole(List<JsonObject> events, boolean selfHosted) {
        List<JsonObject> whole = new ArrayList<>();
        for (int i = 0; i < events.size(); i++) {
            JsonObject event = events.get(i);
            boolean waits = i > 0 && isBuiltIn(events.get(i - 1)) && waits(events.get(i - 1), selfHosted);
            if (isResult(event) && waits) {
                continue;
            }
            whole.add(event);
            boolean answered = i + 1 < events.size() && isResult(events.get(i + 1));
            if (isBuiltIn(event) && !waits(event, selfHosted) && !answered) {
                whole.add(result(event, result(event), false));
            }
        }
        return whole;
    }

    /** A result that does not say which call it answers is told to answer the one before it. */
    static JsonObject linked(JsonObject event, List<JsonObject> told) {
        String field = "agent.mcp_tool_result".equals(event.get("type")) ? "mcp_tool_use_id" : "tool_use_id";
        if (!isResult(event) || event.has(field)) {
            return event;
        }
        for (int i = told.size() - 1; i >= 0; i--) {
            if (isBuiltIn(told.get(i))) {
                return event.with(field, told.get(i).get("id"));
            }
        }
        return event;
    }

    /** What a tool answers when nobody has scripted it. */
    static String result(JsonObject use) {
        return "FakeClaude runs no tools, so " + use.get("name") + " did nothing.";
    }

    /** The result of a call, as an event. */
    static JsonObject result(JsonObject use, String text, boolean isError) {
        boolean mcp = "agent.mcp_tool_use".equals(use.get("type"));
        JsonObject.Builder result = JsonObject.builder()
                .put("type", mcp ? "agent.mcp_tool_result" : "agent.tool_result")
                .put("content", JsonArray.of(Blocks.text(text)));
        if (use.has("id")) {
            result.put(mcp ? "mcp_tool_use_id" : "tool_use_id", use.get("id"));
        }
        return isError ? result.put("is_error", true).build() : result.build();
    }
}
