package io.github.claude4j.a2a;

import io.github.claude4j.ApiObject;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** What somebody says to an agent, or the agent says. */
public final class AgentMessage extends ApiObject {
    private AgentMessage(JsonObject json) {
        super(json);
    }

    /** A view over this JSON. */
    public static AgentMessage of(JsonObject json) {
        return new AgentMessage(json);
    }

    /** A message of the user, with this text. */
    public static AgentMessage of(String text) {
        return of(Part.ofText(text));
    }

    /** A message of the user, with these parts and an id of its own, by which agents may know it again. */
    public static AgentMessage of(Part... parts) {
        List<JsonObject> content = new ArrayList<>();
        for (Part part : Objects.requireNonNull(parts, "parts")) {
            content.add(Objects.requireNonNull(part, "parts").json());
        }
        return new AgentMessage(JsonObject.of(
                "messageId",
                UUID.randomUUID().toString(),
                "role",
                "ROLE_USER",
                "parts",
                JsonArray.of(content.toArray())));
    }

    /** The same message as one more of this task, such as the answer to what the agent asked. */
    public AgentMessage in(AgentTask task) {
        JsonObject json =
                json().with("taskId", Objects.requireNonNull(task, "task").id());
        return new AgentMessage(
                task.contextId().map(context -> json.with("contextId", context)).orElse(json));
    }

    public String messageId() {
        return string("messageId");
    }

    /** Whether the agent says it. */
    public boolean isOfAgent() {
        return string("role").equals("ROLE_AGENT");
    }

    /** Its content. */
    public List<Part> parts() {
        return list("parts", Part::of);
    }

    /** The text in it, without what stands between. */
    public String text() {
        return Part.text(parts());
    }

    /** The conversation that it is part of. */
    public Optional<String> contextId() {
        return optionalString("contextId");
    }

    /** The task that it is part of. */
    public Optional<String> taskId() {
        return optionalString("taskId");
    }
}
