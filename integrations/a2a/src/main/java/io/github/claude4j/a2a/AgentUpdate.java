package io.github.claude4j.a2a;

import io.github.claude4j.ApiObject;
import io.github.claude4j.json.JsonObject;
import java.util.Optional;

/** Something that happens to a message or task: exactly one of these is there. */
public final class AgentUpdate extends ApiObject {
    private AgentUpdate(JsonObject json) {
        super(json);
    }

    /** A view over this JSON. */
    public static AgentUpdate of(JsonObject json) {
        return new AgentUpdate(json);
    }

    /** The task, as the first update where the agent made one. */
    public Optional<AgentTask> task() {
        return optional("task", AgentTask::of);
    }

    /** The whole answer, as the only update where the agent made no task. */
    public Optional<AgentMessage> message() {
        return optional("message", AgentMessage::of);
    }

    /** The state that the task came to. */
    public Optional<TaskState> state() {
        return status().map(status -> TaskState.of(status.string("state")));
    }

    /** What the agent says about that state. */
    public Optional<AgentMessage> statusMessage() {
        return status().flatMap(status -> status.optObject("message")).map(AgentMessage::of);
    }

    private Optional<JsonObject> status() {
        return optionalObject("statusUpdate").map(update -> update.object("status"));
    }

    /** A result, or a piece of one. */
    public Optional<Artifact> artifact() {
        return optionalObject("artifactUpdate").map(update -> Artifact.of(update.object("artifact")));
    }

    /** Whether the artifact goes on with what came before it under the same id. */
    public boolean isAppended() {
        return optionalObject("artifactUpdate")
                .flatMap(update -> update.optBoolean("append"))
                .orElse(false);
    }
}
