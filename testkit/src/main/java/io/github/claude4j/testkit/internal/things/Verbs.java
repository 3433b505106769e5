package io.github.claude4j.testkit.internal.things;

import io.github.claude4j.json.JsonObject;
import java.util.Map;

/** What becomes of a thing when it is told to archive, cancel, pause, unpause or activate itself. */
final class Verbs {
    private static final Map<String, String> STATUSES =
            Map.of("cancel", "canceled", "pause", "paused", "unpause", "active");

    private Verbs() {}

    /** Doing the same again changes nothing. */
    static JsonObject apply(String verb, JsonObject thing, String now) {
        JsonObject changed = thing;
        if (verb.equals("archive") && thing.has("archived_at") && thing.get("archived_at") == null) {
            changed = thing.with("archived_at", now);
        }
        String status = STATUSES.get(verb);
        if (status != null && thing.get("status") instanceof String && !status.equals(thing.get("status"))) {
            changed = changed.with("status", status);
            changed = verb.equals("cancel") && thing.has("ended_at") ? changed.with("ended_at", now) : changed;
        }
        return verb.equals("activate") ? activated(changed, now) : changed;
    }

    /** External storage passes its checks at once. */
    private static JsonObject activated(JsonObject thing, String now) {
        boolean pending =
                thing.get("status") instanceof JsonObject status && "pending_configuration".equals(status.get("type"));
        return pending
                ? thing.with("status", JsonObject.of("type", "available", "healthy", true, "last_checked_at", now))
                : thing;
    }
}
