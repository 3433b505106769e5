package io.github.claude4j.testkit.internal.api;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.messages.Dialogue;
import io.github.claude4j.testkit.internal.server.Received;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which requests a step of a script is for.
 *
 * @param method the verb, in any case
 * @param pathPrefix how the path begins
 * @param text what the user's last text must contain; null for anything
 * @param body what the JSON of the request must hold, among other things
 */
record Condition(String method, String pathPrefix, @Nullable String text, JsonObject body) {
    static final String MESSAGES = "/v1/messages";

    private static final List<String> VERBS = List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS");

    Condition {
        if (!VERBS.contains(method.toUpperCase(Locale.ROOT))) {
            throw new IllegalArgumentException(
                    "method: expected one of " + String.join(", ", VERBS) + ", found " + method);
        }
        if (!pathPrefix.isEmpty() && !pathPrefix.startsWith("/")) {
            throw new IllegalArgumentException("path: expected one that begins with /, found " + pathPrefix);
        }
    }

    static Condition of(String method, String pathPrefix) {
        return new Condition(method, pathPrefix, null, JsonObject.of());
    }

    /** The condition of a written step; without one it is for a message. */
    static Condition of(Members step) {
        if (!step.has("when")) {
            return of("POST", MESSAGES);
        }
        Members when = step.inside("when");
        boolean path = when.has("path");
        String method = when.has("method") ? when.text("method") : path ? "GET" : "POST";
        String prefix = path ? when.text("path") : MESSAGES;
        String text = when.has("text") ? when.text("text") : null;
        JsonObject body = when.has("body") ? when.object("body") : JsonObject.of();
        when.nothingElse();
        try {
            return new Condition(method, prefix, text, body);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("when." + e.getMessage(), e);
        }
    }

    /** Whether a request is meant. The path of messages is meant exactly: it is also the beginning of others. */
    boolean meets(Received request) {
        String path = request.path();
        boolean here = method.equalsIgnoreCase(request.method())
                && (pathPrefix.equals(MESSAGES) ? path.equals(MESSAGES) : path.startsWith(pathPrefix));
        return here && ((text == null && body.isEmpty()) || meets(json(request)));
    }

    /** Whether the JSON of a request is what is meant, wherever it came. */
    boolean meets(JsonObject json) {
        return (text == null || new Dialogue(json).question().contains(text)) && holds(json, body);
    }

    private static JsonObject json(Received request) {
        try {
            return request.json();
        } catch (InvalidDataException e) {
            // No JSON holds nothing.
            return JsonObject.of();
        }
    }

    /** What is meant, for people. */
    @Override
    public String toString() {
        return method + " " + pathPrefix + (text == null ? "" : " that asks “" + text + "”")
                + (body.isEmpty() ? "" : " with " + body);
    }

    private static boolean holds(@Nullable Object found, @Nullable Object wanted) {
        if (!(wanted instanceof JsonObject members)) {
            return wanted == null ? found == null : wanted.equals(found);
        }
        if (!(found instanceof JsonObject object)) {
            return false;
        }
        boolean holds = true;
        for (int i = 0; holds && i < members.size(); i++) {
            holds = holds(object.get(members.name(i)), members.value(i));
        }
        return holds;
    }
}
