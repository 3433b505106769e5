package io.github.claude4j.testkit.internal.spec;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** How an update changes one field. */
public final class Merging {
    private Merging() {}

    /** What a field that is never null holds once it is cleared; null when it cannot be. */
    public static @Nullable Object none(TypeExpr type) {
        if (type instanceof TypeExpr.ListOf) {
            return JsonArray.of();
        }
        return type instanceof TypeExpr.MapOf ? JsonObject.of() : null;
    }

    /** Metadata and objects of the same type are changed member by member; anything else is replaced. */
    public static Object onto(@Nullable Object old, Object value, TypeDef.Field field) {
        if (!(old instanceof JsonObject before) || !(value instanceof JsonObject change)) {
            return value;
        }
        boolean metadata = field.name().equals("metadata");
        boolean sameType = change.get("type") != null && change.get("type").equals(before.get("type"));
        if (!metadata && !sameType) {
            return value;
        }
        JsonObject.Builder merged = before.toBuilder();
        change.forEach((name, member) -> {
            if (metadata && (member == null || member.equals(""))) {
                merged.remove(name);
            } else if (member instanceof JsonObject inner && before.get(name) instanceof JsonObject outer) {
                merged.put(name, inner(outer, inner));
            } else {
                merged.put(name, member);
            }
        });
        return merged.build();
    }

    private static JsonObject inner(JsonObject before, JsonObject change) {
        if (change.has("type") && !String.valueOf(change.get("type")).equals(String.valueOf(before.get("type")))) {
            return change;
        }
        JsonObject.Builder merged = before.toBuilder();
        change.forEach(merged::put);
        return merged.build();
    }
}
