package io.github.claude4j.testkit.internal.spec;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A type that the spec describes. */
public sealed interface TypeDef {
    /**
     * A field of an object.
     *
     * @param inAnswers whether it is always there in what the server sends
     * @param inRequests whether a request must have it
     * @param nullInAnswers whether it may be null in what the server sends
     * @param onlyAsked whether only requests have it
     * @param betas the headers that must go with it
     * @param until the API version from which it is refused
     */
    record Field(
            String name,
            TypeExpr type,
            boolean inAnswers,
            boolean inRequests,
            boolean nullable,
            boolean nullInAnswers,
            boolean inQuery,
            boolean secret,
            boolean onlyAsked,
            List<String> betas,
            @Nullable String until) {
        static Field of(String name, JsonObject json) {
            boolean required = flag(json, "required");
            boolean nullable = flag(json, "nullable");
            boolean given = "server".equals(json.get("given"));
            return new Field(
                    name,
                    TypeExpr.parse(json.string("type")),
                    required || given || "today".equals(json.get("given")),
                    required || "client".equals(json.get("needed")),
                    nullable,
                    nullable && (!given || required || "server".equals(json.get("nulls"))),
                    "query".equals(json.get("in")),
                    flag(json, "secret"),
                    "client".equals(json.get("given")),
                    strings(json, "betas"),
                    json.optString("until").orElse(null));
        }

        /** Whether the server tells it again when it was given it. */
        public boolean echoed() {
            return !secret && !onlyAsked;
        }
    }

    /**
     * An object.
     *
     * @param open the type of members that are not listed
     * @param betas the headers that must go with it
     */
    record ObjectDef(Map<String, Field> fields, @Nullable TypeExpr open, List<String> betas) implements TypeDef {
        /** The same object with only the fields that travel in the query, or only the others. */
        public ObjectDef part(boolean query) {
            Map<String, Field> part = new LinkedHashMap<>();
            fields.forEach((name, field) -> {
                if (field.inQuery() == query) {
                    part.put(name, field);
                }
            });
            return new ObjectDef(part, open, betas);
        }

        /** The same parameters for pages that are asked for by the ids around them, and not by a cursor. */
        ObjectDef pagedByIds() {
            Map<String, Field> paged = new LinkedHashMap<>(fields);
            paged.remove("page");
            JsonObject id = JsonObject.of("type", "string");
            for (String name : List.of("after_id", "before_id")) {
                paged.put(name, Field.of(name, id));
            }
            return new ObjectDef(paged, open, betas);
        }
    }

    /**
     * Known values of a string.
     *
     * @param betas the headers that must go with some of them
     */
    record EnumDef(List<String> values, Map<String, String> betas) implements TypeDef {}

    /** A string with known values that takes any other too. */
    record ConstantsDef(List<String> values) implements TypeDef {}

    /** Objects told apart by the constants in these fields. */
    record UnionDef(
            List<String> by,
            List<String> variants,
            @Nullable String otherwise) implements TypeDef {}

    /** Values told apart by their JSON shape. */
    record ShapeDef(List<TypeExpr> variants) implements TypeDef {}

    static TypeDef parse(JsonObject json) {
        return switch (json.string("kind")) {
            case "object" -> object(json);
            case "enum" ->
                new EnumDef(
                        strings(json, "values"),
                        betas(json.optObject("value_betas").orElse(JsonObject.of())));
            case "constants" -> new ConstantsDef(strings(json, "values"));
            case "union" ->
                new UnionDef(
                        strings(json, "by"),
                        strings(json, "variants"),
                        json.optString("else").orElse(null));
            default -> new ShapeDef(expressions(strings(json, "variants")));
        };
    }

    private static ObjectDef object(JsonObject json) {
        Map<String, Field> fields = new LinkedHashMap<>();
        json.object("fields").forEach((name, field) -> {
            if (field instanceof JsonObject description) {
                fields.put(name, Field.of(name, description));
            }
        });
        String open = json.optString("open").orElse(null);
        return new ObjectDef(fields, open == null ? null : TypeExpr.parse(open), strings(json, "betas"));
    }

    private static boolean flag(JsonObject json, String name) {
        return json.optBoolean(name).orElse(false);
    }

    private static Map<String, String> betas(JsonObject json) {
        Map<String, String> betas = new LinkedHashMap<>();
        json.forEach((value, header) -> betas.put(value, String.valueOf(header)));
        return betas;
    }

    private static List<TypeExpr> expressions(List<String> texts) {
        List<TypeExpr> expressions = new ArrayList<>(texts.size());
        for (String text : texts) {
            expressions.add(TypeExpr.parse(text));
        }
        return expressions;
    }

    static List<String> strings(JsonObject json, String name) {
        List<String> strings = new ArrayList<>();
        for (Object value : json.optArray(name).orElse(JsonArray.of())) {
            strings.add(String.valueOf(value));
        }
        return strings;
    }
}
