package io.github.claude4j.testkit;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.sessions.AgentScript;
import io.github.claude4j.testkit.internal.spec.Blocks;
import java.util.List;

/** How a session stands when its agent is to do something: what a rule of {@link FakeAgent#onTurn} decides by. */
public final class FakeTurn {
    private final AgentScript.Standing standing;

    FakeTurn(AgentScript.Standing standing) {
        this.standing = standing;
    }

    /** The session as the API describes it, its agent among the rest. */
    public JsonObject session() {
        return standing.session();
    }

    /** What has happened in the session so far, the oldest first. */
    public List<JsonObject> events() {
        return standing.events();
    }

    /** What the user said last, or which outcome was asked for last; empty when it was no text. */
    public String text() {
        List<JsonObject> events = events();
        for (int i = events.size() - 1; i >= 0; i--) {
            JsonObject event = events.get(i);
            if ("user.message".equals(event.get("type"))) {
                return Blocks.textOf(Blocks.of(event.get("content")));
            }
            if ("user.define_outcome".equals(event.get("type"))) {
                return event.optString("description").orElse("");
            }
        }
        return "";
    }

    /** What the tool called last has answered, as text; empty when the agent waits for no tool. */
    public String toolResult() {
        List<JsonObject> events = events();
        for (int i = events.size() - 1; i >= 0; i--) {
            String type = events.get(i).string("type");
            if (type.endsWith("tool_result")) {
                return Blocks.textOf(Blocks.of(events.get(i).get("content")));
            }
            if (type.equals("user.message") || type.equals("agent.message")) {
                return "";
            }
        }
        return "";
    }
}
