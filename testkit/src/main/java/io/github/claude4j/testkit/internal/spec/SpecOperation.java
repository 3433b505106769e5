package io.github.claude4j.testkit.internal.spec;

import io.github.claude4j.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One operation of the API.
 *
 * @param params the type of what is not in the route
 * @param returns what it answers
 * @param mayBeNull whether it may answer null
 * @param streams the type of each server-sent event
 * @param lines the type of each line of its answer
 * @param pageOf the type of each element of a page
 * @param betas the headers it needs
 */
public record SpecOperation(
        String name,
        String method,
        String route,
        List<String> segments,
        @Nullable String params,
        @Nullable TypeExpr returns,
        boolean mayBeNull,
        @Nullable String streams,
        @Nullable String lines,
        @Nullable String pageOf,
        @Nullable String pageStyle,
        boolean multipart,
        List<String> betas) {
    static SpecOperation of(String name, JsonObject json) {
        String route = json.string("route");
        JsonObject pages = json.optObject("pages").orElse(JsonObject.of());
        return new SpecOperation(
                name,
                json.string("method"),
                route,
                segments(route),
                json.optString("params").orElse(null),
                json.optString("returns").map(TypeExpr::parse).orElse(null),
                json.optBoolean("nullable").orElse(false),
                json.optString("streams").orElse(null),
                json.optString("jsonl").orElse(null),
                pages.optString("of").orElse(null),
                pages.optString("style").orElse(null),
                json.optBoolean("multipart").orElse(false),
                TypeDef.strings(json, "betas"));
    }

    SpecOperation withPageStyle(String style) {
        return new SpecOperation(
                name, method, route, segments, params, returns, mayBeNull, streams, lines, pageOf, style, multipart,
                betas);
    }

    public static List<String> segments(String path) {
        return List.of(path.substring(1).split("/", -1));
    }

    public static boolean isParameter(String segment) {
        return segment.startsWith("{");
    }

    /** Whether its answer is bytes. */
    public boolean binary() {
        return returns instanceof TypeExpr.Primitive primitive
                && primitive.name().equals("binary");
    }

    /** Whether the route ends in the id of one thing. */
    public boolean onItem() {
        return isParameter(segments.get(segments.size() - 1));
    }

    /** How well a path fits a route: the number of literal segments, or -1 when it does not. */
    static int fit(List<String> segments, List<String> path) {
        if (path.size() != segments.size()) {
            return -1;
        }
        int literal = 0;
        for (int i = 0; i < path.size(); i++) {
            String segment = segments.get(i);
            if (segment.equals(path.get(i))) {
                literal++;
            } else if (!isParameter(segment) || path.get(i).isEmpty()) {
                return -1;
            }
        }
        return literal;
    }

    /** The values of the route's parameters in this path, by name. */
    public Map<String, String> parameters(List<String> path) {
        Map<String, String> values = new LinkedHashMap<>();
        for (int i = 0; i < path.size(); i++) {
            String segment = segments.get(i);
            if (isParameter(segment)) {
                values.put(segment.substring(1, segment.length() - 1), path.get(i));
            }
        }
        return values;
    }
}
