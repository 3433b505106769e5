package io.github.claude4j.a2a;

import io.github.claude4j.ApiObject;
import io.github.claude4j.json.JsonObject;
import java.util.List;

/** What an agent says of itself, for those who choose one and those who call it. */
public final class AgentCard extends ApiObject {
    private AgentCard(JsonObject json) {
        super(json);
    }

    /** A view over this JSON. */
    public static AgentCard of(JsonObject json) {
        return new AgentCard(json);
    }

    /** Its name for people. */
    public String name() {
        return string("name");
    }

    /** What it is for; it may serve as the description of a tool. */
    public String description() {
        return string("description");
    }

    /** Its own version, not that of the protocol. */
    public String version() {
        return string("version");
    }

    /** Where and how it is called, the one that it likes best first; empty in cards older than version 1.0 of the protocol. */
    public List<AgentInterface> interfaces() {
        return list("supportedInterfaces", AgentInterface::of);
    }

    /** What it can do. */
    public List<AgentSkill> skills() {
        return list("skills", AgentSkill::of);
    }

    /** Whether {@link A2aAgent#stream} may be called. */
    public boolean isStreaming() {
        return optionalObject("capabilities")
                .flatMap(can -> can.optBoolean("streaming"))
                .orElse(false);
    }

    /** Media types that it reads, unless a skill says. */
    public List<String> defaultInputModes() {
        return strings("defaultInputModes");
    }

    /** Media types that it gives, unless a skill says. */
    public List<String> defaultOutputModes() {
        return strings("defaultOutputModes");
    }
}
