package io.github.claude4j.testkit.internal.things;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.spec.Blocks;
import io.github.claude4j.testkit.internal.spec.Spec;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Picks out of a list what the query of a request asks for, by the names that queries have in the whole API. */
final class Filters {
    private static final Set<String> OF_PAGES = Set.of("limit", "page", "after_id", "before_id");

    private final JsonObject query;

    private Filters(JsonObject query) {
        this.query = query;
    }

    /**
     * The items that are asked for.
     *
     * @param newestFirst the items in the order that comes without an {@code order}
     */
    static List<JsonObject> apply(Understood call, List<JsonObject> newestFirst, Spec spec) {
        Filters filters = new Filters(call.query());
        boolean hidesArchived = call.operation().params() != null
                && spec.object(call.operation().params()).fields().containsKey("include_archived")
                && !Boolean.TRUE.equals(call.query().get("include_archived"));
        List<JsonObject> wanted = new ArrayList<>();
        for (JsonObject item : newestFirst) {
            if (!(hidesArchived && item.get("archived_at") != null) && filters.matches(item)) {
                wanted.add(item);
            }
        }
        if ("asc".equals(call.query().get("order"))) {
            Collections.reverse(wanted);
        }
        return wanted;
    }

    private boolean matches(JsonObject item) {
        boolean matches = true;
        for (int i = 0; matches && i < query.size(); i++) {
            String name = query.name(i);
            Object asked = query.value(i);
            int bracket = name.indexOf('[');
            if (bracket > 0) {
                matches = inRange(item.get(name.substring(0, bracket)), name.substring(bracket), asked);
            } else if (asked != null && !OF_PAGES.contains(name)) {
                matches = matches(item, name, asked);
            }
        }
        return matches;
    }

    private static boolean matches(JsonObject item, String name, Object asked) {
        if (asked instanceof JsonArray any) {
            Object value = item.has(name) ? item.get(name) : item.get(singular(name));
            return value == null || value instanceof JsonObject || any.asList().contains(value);
        }
        return switch (name) {
            case "has_error" -> asked.equals(item.get("error") != null);
            case "trigger_type" ->
                asked.equals(item.optObject("trigger_context")
                        .map(trigger -> trigger.get("type"))
                        .orElse(null));
            case "memory_store_id" -> !item.has("resources") || hasResource(item, name, asked);
            case "source" -> !(item.get("source") instanceof JsonObject source) || asked.equals(source.get("type"));
            default -> equal(item, name, asked);
        };
    }

    private static boolean hasResource(JsonObject item, String name, Object asked) {
        return Blocks.objects(item.get("resources")).stream().anyMatch(resource -> asked.equals(resource.get(name)));
    }

    /** A field of that name; {@code agent_id} may also mean the id of the agent that the item describes. */
    private static boolean equal(JsonObject item, String name, Object asked) {
        Object value = item.get(name);
        int line = name.lastIndexOf('_');
        if (!item.has(name) && line > 0 && item.get(name.substring(0, line)) instanceof JsonObject whole) {
            value = whole.get(name.substring(line + 1));
        }
        return value == null ? !item.has(name) : value.equals(asked);
    }

    private static String singular(String name) {
        return name.endsWith("es") && name.startsWith("status") ? "status" : name.substring(0, name.length() - 1);
    }

    private static boolean inRange(@Nullable Object value, String bound, @Nullable Object asked) {
        if (!(value instanceof String text) || !(asked instanceof String limit)) {
            return true;
        }
        int order;
        try {
            order = OffsetDateTime.parse(text)
                    .toInstant()
                    .compareTo(OffsetDateTime.parse(limit).toInstant());
        } catch (DateTimeException e) {
            order = text.compareTo(limit);
        }
        return switch (bound) {
            case "[gt]" -> order > 0;
            case "[gte]" -> order >= 0;
            case "[lt]" -> order < 0;
            case "[lte]" -> order <= 0;
            default -> true;
        };
    }
}
