package io.github.claude4j.testkit.internal.sessions;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.messages.Brain;
import io.github.claude4j.testkit.internal.messages.Dialogue;
import io.github.claude4j.testkit.internal.spec.Blocks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the agent of one session has heard and said, and what it does next when nothing is scripted. */
final class AgentMind {
    /** The built-in tools that it calls by itself, each with its argument; the others are named by everyday words. */
    private static final Map<String, String> TOOLS =
            Map.of("bash", "command", "glob", "pattern", "grep", "pattern", "web_fetch", "url", "web_search", "query");

    private final Brain brain;
    private final List<JsonObject> messages = new ArrayList<>();

    AgentMind(boolean callsTools) {
        brain = new Brain(callsTools);
    }

    /** Takes an event of the session in. */
    void hear(JsonObject event) {
        switch (event.string("type")) {
            case "user.message" -> say("user", event.get("content"));
            case "user.define_outcome" ->
                say(
                        "user",
                        JsonArray.of(Blocks.text(event.optString("description").orElse(""))));
            case "agent.message" -> say("assistant", event.get("content"));
            case "agent.tool_use", "agent.mcp_tool_use", "agent.custom_tool_use" ->
                say(
                        "assistant",
                        JsonArray.of(Blocks.toolUse(event.string("name"), event.object("input"))
                                .with("id", event.get("id"))));
            case "agent.tool_result", "user.tool_result" -> result(event, event.get("tool_use_id"));
            case "user.custom_tool_result" -> result(event, event.get("custom_tool_use_id"));
            default -> {
                // Nothing that the agent would speak about.
            }
        }
    }

    private void say(String role, @Nullable Object content) {
        messages.add(JsonObject.of("role", role, "content", content));
    }

    private void result(JsonObject event, @Nullable Object toolUseId) {
        JsonObject result = JsonObject.builder()
                .put("type", "tool_result")
                .put("tool_use_id", toolUseId)
                .put("content", event.optArray("content").orElse(JsonArray.of()))
                .put("is_error", event.get("is_error"))
                .build();
        say("user", JsonArray.of(result));
    }

    /** As many tokens as the agent has before it, by estimate. */
    long tokens() {
        return new Dialogue(body(JsonObject.of())).inputTokens();
    }

    /** The events of the next turn. */
    List<JsonObject> next(JsonObject agent) {
        JsonObject answer = brain.answer(body(agent));
        List<JsonObject> events = new ArrayList<>();
        for (JsonObject block : Blocks.of(answer.get("content"))) {
            events.add("tool_use".equals(block.get("type")) ? use(block, agent) : message(block));
        }
        return events;
    }

    private static JsonObject message(JsonObject block) {
        return JsonObject.of("type", "agent.message", "content", JsonArray.of(block));
    }

    private static JsonObject use(JsonObject block, JsonObject agent) {
        String name = block.string("name");
        JsonObject toolset = toolset(agent);
        JsonObject.Builder use = JsonObject.builder().put("name", name).put("input", block.get("input"));
        if (toolset == null || isCustom(agent, name)) {
            return use.put("type", "agent.custom_tool_use").build();
        }
        boolean asks = "always_ask".equals(policy(toolset, name));
        use.put("type", "agent.tool_use").put("evaluated_permission", asks ? "ask" : "allow");
        return use.put("evaluation", JsonObject.of("type", asks ? "always_ask" : "always_allow"))
                .build();
    }

    private static @Nullable Object policy(JsonObject toolset, String name) {
        for (JsonObject config : Blocks.objects(toolset.get("configs"))) {
            if (name.equals(config.get("name")) && config.get("permission_policy") instanceof JsonObject policy) {
                return policy.get("type");
            }
        }
        JsonObject defaults = toolset.optObject("default_config").orElse(JsonObject.of());
        return defaults.get("permission_policy") instanceof JsonObject policy ? policy.get("type") : null;
    }

    private JsonObject body(JsonObject agent) {
        List<JsonObject> tools = new ArrayList<>();
        for (JsonObject tool : Blocks.objects(agent.get("tools"))) {
            if ("custom".equals(tool.get("type"))) {
                tools.add(tool);
            }
        }
        if (toolset(agent) != null) {
            TOOLS.forEach((name, argument) -> tools.add(JsonObject.of("name", name, "input_schema", schema(argument))));
        }
        return JsonObject.of("messages", JsonArray.of(messages), "tools", JsonArray.of(tools));
    }

    private static JsonObject schema(String argument) {
        return JsonObject.of(
                "type",
                "object",
                "properties",
                JsonObject.of(argument, JsonObject.of("type", "string")),
                "required",
                JsonArray.of(argument));
    }

    private static @Nullable JsonObject toolset(JsonObject agent) {
        for (JsonObject tool : Blocks.objects(agent.get("tools"))) {
            if ("agent_toolset_20260401".equals(tool.get("type"))) {
                return tool;
            }
        }
        return null;
    }

    private static boolean isCustom(JsonObject agent, String name) {
        return Blocks.objects(agent.get("tools")).stream()
                .anyMatch(tool -> "custom".equals(tool.get("type")) && name.equals(tool.get("name")));
    }
}
