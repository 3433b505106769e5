package io.github.claude4j.a2a;

import static java.util.stream.Collectors.joining;

import io.github.claude4j.ApiObject;
import io.github.claude4j.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Something that an agent works on, or has worked on. */
public final class AgentTask extends ApiObject {
    private AgentTask(JsonObject json) {
        super(json);
    }

    /** A view over this JSON. */
    public static AgentTask of(JsonObject json) {
        return new AgentTask(json);
    }

    public String id() {
        return string("id");
    }

    /** The conversation that it is part of. */
    public Optional<String> contextId() {
        return optionalString("contextId");
    }

    /** How far it is. */
    public TaskState state() {
        return TaskState.of(object("status").string("state"));
    }

    /** What the agent says about its state: a question, or why it failed. */
    public Optional<AgentMessage> statusMessage() {
        return object("status").optObject("message").map(AgentMessage::of);
    }

    /** When it came to this state. */
    public Optional<Instant> since() {
        return object("status").optString("timestamp").map(Instant::parse);
    }

    /** Its results by now. */
    public List<Artifact> artifacts() {
        return list("artifacts", Artifact::of);
    }

    /** What was said, as far as the agent kept it. */
    public List<AgentMessage> history() {
        return list("history", AgentMessage::of);
    }

    /** The text of its results; where it has none, what the agent says about its state. */
    public String text() {
        List<Artifact> results = artifacts();
        return results.isEmpty()
                ? statusMessage().map(AgentMessage::text).orElse("")
                : results.stream().map(Artifact::text).collect(joining("\n"));
    }
}
