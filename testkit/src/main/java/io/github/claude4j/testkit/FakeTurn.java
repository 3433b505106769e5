package io.github.claude4j.testkit;

import io.github.claude4j.json.JsonObject;
import java.util.List;

/** How a session stands when its agent is to do something: what a rule of {@link FakeAgent#onTurn} decides by. */
public final class FakeTurn {
    private final JsonObject session;
    private final List<JsonObject> events;

    FakeTurn(JsonObject session, List<JsonObject> events) {
        this.session = session;
        this.events = events;
    }

    /** The session as the API describes it, its agent among the rest. */
    public JsonObject session() {
        return session;
    }

    /** What has happened in the session so far, the oldest first. */
    public List<JsonObject> events() {
        return events;
    }

    /** What the user said last, or which outcome was asked for last; empty when it was no text. */
    public String text() {
        for (int i = events.size() - 1; i >= 0; i--) {
            JsonObject event = events.get(i);
            if ("user.message".equals(event.get("type"))) {
                return Conversation.text(Conversation.blocks(event.get("content")));
            }
            if ("user.define_outcome".equals(event.get("type"))) {
                return event.optString("description").orElse("");
            }
        }
        return "";
    }

    /** What the tool called last has answered, as text; empty when the agent waits for no tool. */
    public String toolResult() {
        for (int i = events.size() - 1; i >= 0; i--) {
            String type = events.get(i).string("type");
            if (type.endsWith("tool_result")) {
                return Conversation.text(Conversation.blocks(events.get(i).get("content")));
            }
            if (type.equals("user.message") || type.equals("agent.message")) {
                return "";
            }
        }
        return "";
    }
}
