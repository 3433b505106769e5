package io.github.claude4j.testkit.internal.window;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.lint.CacheBreak;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.testkit.internal.spec.Blocks;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Two requests side by side, part by part, in the order in which the API caches: tools, the system prompt, messages, other settings last.
 * What differs first is shown around the very place.
 */
final class Comparison {
    private static final int AROUND = 1_500;
    private static final int OTHER = 300;

    /** In the order in which they count for the cache; what is not named here does not. */
    private static final List<String> ORDER = List.of(
            "model",
            "tools",
            "speed",
            "container",
            "mcp_servers",
            "system",
            "tool_choice",
            "thinking",
            "output_config",
            "messages");

    private final List<Part> first;
    private final List<Part> second;

    /** A part of a request. */
    private record Part(String path, String text) {}

    private Comparison(JsonObject first, JsonObject second) {
        this.first = parts(first);
        this.second = parts(second);
    }

    /** The comparison, without secrets. */
    static JsonObject of(KeptExchange first, KeptExchange second, History history) {
        JsonObject one = body(first, history);
        JsonObject other = body(second, history);
        return JsonObject.builder()
                .put("first", Row.of(first, history))
                .put("second", Row.of(second, history))
                .put("break", cacheBreak(one, other))
                .put("rows", new Comparison(one, other).rows())
                .build();
    }

    private static JsonObject body(KeptExchange exchange, History history) {
        JsonObject request = Details.request(exchange, history);
        return request.get("body") instanceof JsonObject body ? body : request;
    }

    private static @Nullable JsonObject cacheBreak(JsonObject first, JsonObject second) {
        if (!first.has("messages") || !second.has("messages")) {
            return null;
        }
        try {
            return CacheBreak.find(MessageCreateParams.of(first), MessageCreateParams.of(second))
                    .map(found -> JsonObject.of(
                            "path", found.path(),
                            "reason", found.reason(),
                            "survives", found.survives().orElse(null)))
                    .orElse(JsonObject.of());
        } catch (InvalidDataException e) {
            return null;
        }
    }

    private static List<Part> parts(JsonObject body) {
        List<Part> parts = new ArrayList<>();
        ORDER.forEach(name -> {
            if (name.equals("messages")) {
                messages(Blocks.objects(body.get(name)), parts);
            } else {
                elements(name, body.get(name), parts);
            }
        });
        Map<String, @Nullable Object> others = new TreeMap<>(body.asMap());
        others.keySet().removeAll(ORDER);
        others.forEach((name, value) -> parts.add(new Part(name, text(value))));
        return parts;
    }

    private static void messages(List<JsonObject> messages, List<Part> parts) {
        for (int i = 0; i < messages.size(); i++) {
            String path = "messages[" + i + "]";
            parts.add(new Part(path + ".role", text(messages.get(i).get("role"))));
            elements(path + ".content", messages.get(i).get("content"), parts);
        }
    }

    private static void elements(String path, @Nullable Object value, List<Part> parts) {
        if (value instanceof JsonArray array) {
            for (int i = 0; i < array.size(); i++) {
                parts.add(new Part(path + "[" + i + "]", text(array.get(i))));
            }
        } else if (value != null) {
            parts.add(new Part(path, text(value)));
        }
    }

    private static String text(@Nullable Object value) {
        return value instanceof String text ? text : Json.writePretty(value);
    }

    private JsonArray rows() {
        JsonArray.Builder rows = JsonArray.builder();
        Map<String, Integer> inFirst = positions(first);
        Map<String, Integer> inSecond = positions(second);
        boolean differs = false;
        int one = 0;
        int other = 0;
        while (one < first.size() || other < second.size()) {
            Part left = one < first.size() ? first.get(one) : null;
            Part right = other < second.size() ? second.get(other) : null;
            // A setting that only one request has stands alone, so that what follows it still meets its like.
            if (left != null && right != null && !left.path().equals(right.path())) {
                if (inSecond.getOrDefault(left.path(), -1) < other) {
                    right = null;
                } else if (inFirst.getOrDefault(right.path(), -1) < one) {
                    left = null;
                }
            }
            boolean same = left != null && right != null && left.text().equals(right.text());
            rows.add(row(left, right, same, !same && !differs));
            differs |= !same;
            one += left == null ? 0 : 1;
            other += right == null ? 0 : 1;
        }
        return rows.build();
    }

    private static Map<String, Integer> positions(List<Part> parts) {
        Map<String, Integer> positions = new HashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            positions.put(parts.get(i).path(), i);
        }
        return positions;
    }

    private static JsonObject row(@Nullable Part left, @Nullable Part right, boolean same, boolean isFirst) {
        String one = left == null ? "" : left.text();
        String other = right == null ? "" : right.text();
        int begin = 0;
        int most = Math.min(one.length(), other.length());
        while (begin < most && one.charAt(begin) == other.charAt(begin)) {
            begin++;
        }
        int tail = 0;
        while (tail < most - begin && one.charAt(one.length() - 1 - tail) == other.charAt(other.length() - 1 - tail)) {
            tail++;
        }
        int around = isFirst ? AROUND : OTHER;
        Part named = left != null ? left : Objects.requireNonNull(right);
        JsonObject.Builder row =
                JsonObject.builder().put("path", named.path()).put("same", same).put("first_difference", isFirst);
        if (left != null) {
            row.put("first", side(one, same ? 0 : begin, same ? 0 : one.length() - tail, around));
        }
        if (right != null) {
            row.put("second", side(other, same ? 0 : begin, same ? 0 : other.length() - tail, around));
        }
        return row.build();
    }

    /** What stands before the difference, what differs and what stands behind it, each cut. */
    private static JsonObject side(String text, int from, int to, int around) {
        int before = Math.max(0, from - around);
        int differs = Math.min(to, from + around);
        int after = Math.min(text.length(), to + around);
        return JsonObject.of(
                "before", (before > 0 ? "…" : "") + text.substring(before, from),
                "differs", text.substring(from, differs) + (differs < to ? "…" : ""),
                "after", text.substring(to, after) + (after < text.length() ? "…" : ""));
    }
}
