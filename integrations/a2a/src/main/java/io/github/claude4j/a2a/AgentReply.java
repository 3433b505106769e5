package io.github.claude4j.a2a;

import io.github.claude4j.ApiObject;
import io.github.claude4j.json.JsonObject;
import java.util.Optional;

/** What comes of a message: a message, or a task. */
public final class AgentReply extends ApiObject {
    private AgentReply(JsonObject json) {
        super(json);
    }

    /** A view over this JSON. */
    public static AgentReply of(JsonObject json) {
        return new AgentReply(json);
    }

    /** The task that the agent made of it; empty where it answered at once. */
    public Optional<AgentTask> task() {
        return optional("task", AgentTask::of);
    }

    /** The answer; empty where the agent made a task of it. */
    public Optional<AgentMessage> message() {
        return optional("message", AgentMessage::of);
    }

    /** The text of the answer or of the task: see {@link AgentTask#text()}. */
    public String text() {
        return task().map(AgentTask::text)
                .or(() -> message().map(AgentMessage::text))
                .orElse("");
    }
}
