package io.github.claude4j.testkit.internal.window;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.record.Secrets;
import io.github.claude4j.testkit.internal.server.Received;
import io.github.claude4j.testkit.internal.spec.Blocks;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a request says at a glance.
 *
 * @param operation such as {@code messages.create}; empty where the API has none like it
 * @param model empty where none is named
 * @param preview how what was said last begins, or what a tool gave back
 * @param conversation the same for requests that begin with the same words; empty where it is not about messages
 * @param toolResults the ids of the calls whose results it brings
 */
record RequestFacts(
        String operation, String model, boolean streams, String preview, String conversation, Set<String> toolResults) {
    private static final int PREVIEW = 160;
    private static final int BEGINNING = 2000;

    static RequestFacts of(Received request, Secrets secrets) {
        String operation = request.operation().orElse("");
        JsonObject body;
        try {
            body = request.json();
        } catch (InvalidDataException e) {
            return new RequestFacts(operation, "", false, "", "", Set.of());
        }
        List<JsonObject> messages = Blocks.objects(body.get("messages"));
        List<JsonObject> last = last(messages);
        Set<String> results = last.stream()
                .map(block -> block.get("tool_use_id"))
                .filter(String.class::isInstance)
                .map(String.class::cast)
                .collect(Collectors.toSet());
        return new RequestFacts(
                operation,
                text(body, "model"),
                Boolean.TRUE.equals(body.get("stream")),
                preview(last, secrets),
                messages.isEmpty() ? "" : conversation(messages.get(0)),
                results);
    }

    /** What the user or a tool said last. Instructions may stand behind that. */
    private static List<JsonObject> last(List<JsonObject> messages) {
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (!text(messages.get(i), "role").equals("system")) {
                return Blocks.of(messages.get(i).get("content"));
            }
        }
        return List.of();
    }

    /** Masked before it is cut: a cut secret would not be known for one. */
    private static String preview(List<JsonObject> last, Secrets secrets) {
        String text = last.isEmpty() ? "" : Blocks.textOf(List.of(last.get(last.size() - 1)));
        if (text.isEmpty()) {
            text = Blocks.textOf(last);
        }
        for (int i = 0; text.isEmpty() && i < last.size(); i++) {
            text = Blocks.textOf(Blocks.of(last.get(i).get("content")));
        }
        String beginning = text.length() > BEGINNING ? text.substring(0, BEGINNING) : text;
        return Cut.beginning(secrets.masked(beginning).replaceAll("\\s+", " ").strip(), PREVIEW);
    }

    private static String conversation(JsonObject first) {
        String text = Blocks.textOf(Blocks.of(first.get("content")));
        return text.length() + " " + text.hashCode();
    }

    static String text(JsonObject json, String name) {
        return json.get(name) instanceof String text ? text : "";
    }
}
