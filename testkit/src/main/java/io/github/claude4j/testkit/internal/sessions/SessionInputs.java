package io.github.claude4j.testkit.internal.sessions;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.spec.Refusal;
import java.util.List;
import java.util.Map;

/** Refuses events that a session cannot take as it stands. */
final class SessionInputs {
    private SessionInputs() {}

    static void check(List<JsonObject> inputs, JsonObject session, Map<String, JsonObject> pending) {
        if (inputs.isEmpty()) {
            throw Refusal.invalid("events: List should have at least 1 item");
        }
        if (session.get("archived_at") != null) {
            throw Refusal.invalid("the session is archived and takes no more events");
        }
        if ("terminated".equals(session.get("status"))) {
            throw Refusal.invalid("the session is terminated and takes no more events");
        }
        boolean interrupted = false;
        for (int i = 0; i < inputs.size(); i++) {
            JsonObject input = inputs.get(i);
            String type = input.string("type");
            interrupted |= type.equals("user.interrupt");
            if (type.equals("user.message") && !interrupted && !isAnswered(pending, inputs.subList(0, i))) {
                throw Refusal.invalid("events." + i + ": invalid user.message event: waiting on responses to events "
                        + pending.keySet());
            }
            checkAnswer("events." + i, input, type, pending);
        }
    }

    /** Whether the events before a message answer everything that the session waits for. */
    private static boolean isAnswered(Map<String, JsonObject> pending, List<JsonObject> before) {
        return pending.keySet().stream()
                .allMatch(id -> before.stream()
                        .anyMatch(event ->
                                id.equals(event.get("tool_use_id")) || id.equals(event.get("custom_tool_use_id"))));
    }

    private static void checkAnswer(String where, JsonObject input, String type, Map<String, JsonObject> pending) {
        String field = switch (type) {
            case "user.custom_tool_result" -> "custom_tool_use_id";
            case "user.tool_result", "user.tool_confirmation" -> "tool_use_id";
            default -> "";
        };
        if (field.isEmpty()) {
            return;
        }
        JsonObject use = pending.get(String.valueOf(input.get(field)));
        boolean custom = use != null && "agent.custom_tool_use".equals(use.get("type"));
        if (use == null || custom != type.equals("user.custom_tool_result")) {
            throw Refusal.invalid(where + "." + field + ": no tool call with this id waits for a " + type);
        }
        boolean asks = "ask".equals(use.get("evaluated_permission"));
        if (!custom && asks != type.equals("user.tool_confirmation")) {
            throw Refusal.invalid(where + "." + field + ": the tool call waits for "
                    + (asks ? "a user.tool_confirmation" : "a user.tool_result"));
        }
    }
}
