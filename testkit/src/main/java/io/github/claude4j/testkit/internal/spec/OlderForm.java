package io.github.claude4j.testkit.internal.spec;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The form that some things had before, for those who ask for it by an older header. It is undone where a request comes in
 * and done where its answer goes out, so that nothing in between knows of it.
 */
public final class OlderForm {
    /** In place of a path: an object that was always empty. */
    private static final String EMPTY = "{}";

    /** The version from which on clients of the API mark calls of betas by their header alone. */
    private static final String UNMARKED = "2026-10-21";

    private final @Nullable String until;
    private final Map<String, String> pages = new LinkedHashMap<>();

    /**
     * By type, for each older member the path to it in today's form; empty where there was none. After the path, pairs of
     * values that had another name, today's first.
     */
    private final Map<String, JsonObject> types = new LinkedHashMap<>();

    OlderForm(JsonObject json) {
        until = json.optString("until").orElse(null);
        json.object("pages").forEach((operation, style) -> pages.put(operation, String.valueOf(style)));
        JsonObject described = json.object("types");
        described.names().forEach(type -> types.put(type, described.object(type)));
    }

    /**
     * The form that a request for an operation asks for; null for today's.
     *
     * @param apiVersion the version of the API that it asks for
     * @param marked whether the query says that the call is one of a beta, as clients did before; one that still does, with
     *     the older version, names no betas then
     */
    public static @Nullable OlderForm askedFor(
            Spec spec, SpecOperation operation, String apiVersion, Collection<String> betas, boolean marked) {
        OlderForm form = first(spec, operation, apiVersion, betas);
        return form == null && marked && !betas.isEmpty() && apiVersion.compareTo(UNMARKED) < 0
                ? first(spec, operation, apiVersion, spec.olderHeaders())
                : form;
    }

    private static @Nullable OlderForm first(
            Spec spec, SpecOperation operation, String apiVersion, Collection<String> headers) {
        for (String header : headers) {
            OlderForm form = spec.older(header);
            if (form != null
                    && (form.until == null || apiVersion.compareTo(form.until) < 0)
                    && form.changes(operation)) {
                return form;
            }
        }
        return null;
    }

    private boolean changes(SpecOperation operation) {
        return pages.containsKey(operation.name())
                || types.containsKey(String.valueOf(operation.params()))
                || types.containsKey(answered(operation));
    }

    private static String answered(SpecOperation operation) {
        return operation.pageOf() != null
                ? operation.pageOf()
                : operation.returns() instanceof TypeExpr.Named named ? named.name() : "";
    }

    /** The operation with its older style of pages. */
    public SpecOperation operation(SpecOperation today) {
        String style = pages.get(today.name());
        return style == null ? today : today.withPageStyle(style);
    }

    /** The parameters of a query in the older style of pages. */
    public TypeDef.ObjectDef query(SpecOperation today, TypeDef.ObjectDef params) {
        return "ids".equals(pages.get(today.name())) ? params.pagedByIds() : params;
    }

    /**
     * What a request means in today's form.
     *
     * @param strict whether what the older form has not is refused; else it stays as it is
     */
    public JsonObject today(String type, JsonObject older, boolean strict) {
        JsonObject names = types.getOrDefault(type, JsonObject.of());
        Set<String> gone = gone(names);
        JsonObject today = JsonObject.of();
        for (String name : older.names()) {
            String path = names.has(name) ? path(names, name) : gone.contains(name) ? "" : name;
            if (path.isEmpty() && strict) {
                throw Refusal.invalid(name + ": Extra inputs are not permitted");
            }
            today = put(
                    today,
                    List.of((path.isEmpty() ? name : path).split("\\.", -1)),
                    renamed(names, name, older.get(name), 1));
        }
        return today;
    }

    private static JsonObject put(JsonObject object, List<String> path, @Nullable Object value) {
        String name = path.get(0);
        if (path.size() == 1) {
            return object.with(name, value);
        }
        JsonObject inner = object.optObject(name).orElse(JsonObject.of());
        return object.with(name, put(inner, path.subList(1, path.size()), value));
    }

    /** The JSON that an operation answers, in the older form. */
    public JsonObject answer(SpecOperation operation, JsonObject today) {
        JsonObject names = types.get(answered(operation));
        if (names == null) {
            return today;
        }
        if (operation.pageOf() == null) {
            return older(names, today);
        }
        JsonArray.Builder items = JsonArray.builder();
        Blocks.objects(today.get("data")).forEach(item -> items.add(older(names, item)));
        return today.with("data", items.build());
    }

    private static JsonObject older(JsonObject names, JsonObject today) {
        Set<String> gone = gone(names);
        JsonObject.Builder older = JsonObject.builder();
        today.forEach((name, value) -> {
            if (!gone.contains(name) && !names.has(name)) {
                older.put(name, value);
            }
        });
        for (String name : names.names()) {
            String path = path(names, name);
            if (names.string(name).equals(EMPTY)) {
                older.put(name, JsonObject.of());
            } else if (!path.isEmpty()) {
                older.put(name, renamed(names, name, at(today, path), 0));
            }
        }
        return older.build();
    }

    /** Where today's form has an older member; empty where it has none. */
    private static String path(JsonObject names, String name) {
        String path = names.string(name).split(" ", -1)[0];
        return path.equals(EMPTY) ? "" : path;
    }

    /** A value of a member under its other name: that which is not at this place of the pair. */
    private static @Nullable Object renamed(JsonObject names, String name, @Nullable Object value, int place) {
        return names.optString(name).stream()
                .flatMap(described -> Stream.of(described.split(" ", -1)).skip(1))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair[place].equals(value))
                .map(pair -> (Object) pair[1 - place])
                .findFirst()
                .orElse(value);
    }

    private static @Nullable Object at(JsonObject today, String path) {
        Object value = today;
        for (String step : path.split("\\.", -1)) {
            value = value instanceof JsonObject object ? object.get(step) : null;
        }
        return value;
    }

    /** Members of today's form that the older one has under another name only. */
    private static Set<String> gone(JsonObject names) {
        return names.names().stream()
                .map(name -> path(names, name).split("\\.", -1)[0])
                .filter(first -> !first.isEmpty() && !names.has(first))
                .collect(Collectors.toSet());
    }
}
