package io.github.claude4j.testkit.internal.sessions;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.things.Things;

/** What the API tells about a session, kept up to date while the agent works. */
final class SessionRecord {
    private final Things things;
    private final String path;

    SessionRecord(Things things, String path) {
        this.things = things;
        this.path = path;
    }

    /** The session as it stands; empty when it was deleted. */
    JsonObject description() {
        JsonObject stored = things.find(path);
        return stored == null ? JsonObject.of() : stored;
    }

    String status() {
        return description().optString("status").orElse("idle");
    }

    boolean isRunning() {
        return status().equals("running");
    }

    void status(String status) {
        change("status", status);
        change("updated_at", things.samples().now());
    }

    /** Adds what a request to the model has used. */
    void used(long input, long output) {
        JsonObject session = description();
        String model = session.object("agent")
                .optObject("model")
                .flatMap(config -> config.optString("id"))
                .orElse("");
        JsonObject total = session.optObject("usage").orElse(JsonObject.of());
        change("usage", Spending.more(total, model, input, output));
    }

    void change(String field, Object value) {
        JsonObject stored = things.find(path);
        if (stored != null) {
            things.store().put(path, stored.with(field, value));
        }
    }
}
