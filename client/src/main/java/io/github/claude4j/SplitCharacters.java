package io.github.claude4j;

import io.github.claude4j.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Puts characters together that a model wrote in two events. Java and JSON have halves of them, UTF-8 has none: each half would
 * become a replacement character.
 */
final class SplitCharacters {
    private static final List<String> TEXTS = List.of("text", "thinking", "partial_json");

    /** Deltas of nothing but the first half of a character, by block and kind of text. */
    private final Map<String, JsonObject> held = new LinkedHashMap<>();

    /** What to write for an event: it ends in no half of a character; one whose other half does not come goes before it. */
    List<JsonObject> joined(JsonObject event) {
        if (!"content_block_delta".equals(event.get("type"))) {
            return held.isEmpty() ? List.of(event) : released(event);
        }
        if (event.get("delta") instanceof JsonObject delta) {
            for (String name : TEXTS) {
                if (delta.get(name) instanceof String text) {
                    return List.of(joined(event, delta, name, text));
                }
            }
        }
        return List.of(event);
    }

    private JsonObject joined(JsonObject event, JsonObject delta, String name, String text) {
        String key = event.get("index") + " " + name;
        JsonObject before = held.remove(key);
        String all = before == null ? text : half(before, name) + text;
        int last = all.length() - 1;
        if (last >= 0 && Character.isHighSurrogate(all.charAt(last))) {
            held.put(key, event.with("delta", delta.with(name, all.substring(last))));
            all = all.substring(0, last);
        }
        return all.equals(text) ? event : event.with("delta", delta.with(name, all));
    }

    private static String half(JsonObject event, String name) {
        return event.get("delta") instanceof JsonObject delta && delta.get(name) instanceof String text ? text : "";
    }

    /** Where a block ends, its half comes first; where all ends, what there is. */
    private List<JsonObject> released(JsonObject event) {
        Object index = event.get("index");
        if (index == null && "ping".equals(event.get("type"))) {
            return List.of(event);
        }
        List<JsonObject> events = new ArrayList<>(2);
        held.values().removeIf(half -> (index == null || index.equals(half.get("index"))) && events.add(half));
        events.add(event);
        return events;
    }
}
