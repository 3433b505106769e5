package io.github.claude4j.a2a;

import io.github.claude4j.ApiObject;
import io.github.claude4j.json.JsonObject;
import java.util.List;

/** Something that an agent can do. */
public final class AgentSkill extends ApiObject {
    private AgentSkill(JsonObject json) {
        super(json);
    }

    /** A view over this JSON. */
    public static AgentSkill of(JsonObject json) {
        return new AgentSkill(json);
    }

    public String id() {
        return string("id");
    }

    /** Its name for people. */
    public String name() {
        return string("name");
    }

    /** What it does. */
    public String description() {
        return string("description");
    }

    /** What to ask for, for example. */
    public List<String> examples() {
        return strings("examples");
    }

    /** Words to find it by. */
    public List<String> tags() {
        return strings("tags");
    }
}
