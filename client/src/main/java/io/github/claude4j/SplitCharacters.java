package io.github.claude4j;

import io.github.claude4j.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts characters together that a model wrote in two events. Java and JSON have halves of them, UTF-8 has none: each half would
 * become a replacement character.
 */
final class SplitCharacters {
    /** Where a delta has its text: that of a message, and that of what an agent is saying. */
    private static final List<List<String>> TEXTS = List.of(
            List.of("delta", "text"),
            List.of("delta", "thinking"),
            List.of("delta", "partial_json"),
            List.of("delta", "content", "text"));

    private static final List<String> BLOCK_OF_AGENT = List.of("delta", "index");

    /** Nothing is added to a message after these. */
    private static final Set<Object> ENDS = Set.of("message_delta", "message_stop", "error");

    /** Deltas of nothing but the first half of a character, by block and kind of text. */
    private final Map<String, JsonObject> held = new LinkedHashMap<>();

    /** What to write for an event: it ends in no half of a character; one whose other half does not come goes before it. */
    List<JsonObject> joined(JsonObject event) {
        Object type = event.get("type");
        if ("content_block_delta".equals(type) || "event_delta".equals(type)) {
            for (List<String> path : TEXTS) {
                if (at(event, path) instanceof String text) {
                    return List.of(joined(event, path, text));
                }
            }
            return List.of(event);
        }
        return held.isEmpty() ? List.of(event) : released(event);
    }

    private JsonObject joined(JsonObject event, List<String> path, String text) {
        String key = event.get("index") + " " + event.get("event_id") + " " + at(event, BLOCK_OF_AGENT) + " " + path;
        JsonObject before = held.remove(key);
        String all = before == null ? text : at(before, path) + text;
        int last = all.length() - 1;
        if (last >= 0 && Character.isHighSurrogate(all.charAt(last))) {
            held.put(key, with(event, path, all.substring(last)));
            all = all.substring(0, last);
        }
        return all.equals(text) ? event : with(event, path, all);
    }

    /** Where a block ends, its half comes first; where all ends, what there is. What an agent said as a whole needs no pieces. */
    private List<JsonObject> released(JsonObject event) {
        Object index = event.get("index");
        Object id = event.get("id");
        boolean all = event.get("type") instanceof String type && ENDS.contains(type);
        held.values().removeIf(half -> id != null && id.equals(half.get("event_id")));
        List<JsonObject> events = new ArrayList<>(2);
        held.values().removeIf(half -> (all || (index != null && index.equals(half.get("index")))) && events.add(half));
        events.add(event);
        return events;
    }

    private static @Nullable Object at(JsonObject json, List<String> path) {
        Object found = json;
        for (String name : path) {
            found = found instanceof JsonObject object ? object.get(name) : null;
        }
        return found;
    }

    private static JsonObject with(JsonObject json, List<String> path, String text) {
        String name = path.get(0);
        return path.size() > 1 && json.get(name) instanceof JsonObject part
                ? json.with(name, with(part, path.subList(1, path.size()), text))
                : json.with(name, text);
    }
}
