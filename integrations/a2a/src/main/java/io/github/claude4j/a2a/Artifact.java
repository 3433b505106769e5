package io.github.claude4j.a2a;

import io.github.claude4j.ApiObject;
import io.github.claude4j.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** A result of a task. */
public final class Artifact extends ApiObject {
    private Artifact(JsonObject json) {
        super(json);
    }

    /** A view over this JSON. */
    public static Artifact of(JsonObject json) {
        return new Artifact(json);
    }

    /** Its id within the task. */
    public String artifactId() {
        return string("artifactId");
    }

    /** Its name for people. */
    public Optional<String> name() {
        return optionalString("name");
    }

    /** What it is. */
    public Optional<String> description() {
        return optionalString("description");
    }

    /** Its content. */
    public List<Part> parts() {
        return list("parts", Part::of);
    }

    /** The text in it, without what stands between. */
    public String text() {
        return Part.text(parts());
    }
}
