package io.github.claude4j.testkit.internal.record;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.spec.Spec;
import io.github.claude4j.testkit.internal.spec.TypeDef;
import io.github.claude4j.testkit.internal.spec.TypeExpr;
import org.jspecify.annotations.Nullable;

/** Masks the secrets that the spec knows, and the fields that a user named. Free JSON, such as a tool's input, is kept. */
public final class Redaction {
    static final String MASK = "***";

    private final Spec spec = Spec.get();
    private final FieldPaths chosen;

    public Redaction(FieldPaths chosen) {
        this.chosen = chosen;
    }

    /**
     * The value without secrets.
     *
     * @param type its type; null when the spec does not know it
     */
    @Nullable
    Object of(@Nullable TypeExpr type, @Nullable Object value) {
        return masked("", type, value);
    }

    private @Nullable Object masked(String path, @Nullable TypeExpr type, @Nullable Object value) {
        if (value instanceof JsonArray array) {
            TypeExpr item = item(type);
            JsonArray.Builder masked = JsonArray.builder();
            for (Object element : array) {
                masked.add(masked(path, item, element));
            }
            return masked.build();
        }
        return value instanceof JsonObject object ? masked(path, type, object) : value;
    }

    private JsonObject masked(String path, @Nullable TypeExpr type, JsonObject object) {
        TypeDef.ObjectDef known = known(type, object);
        JsonObject.Builder masked = JsonObject.builder();
        object.forEach((name, value) -> {
            TypeDef.Field field = known == null ? null : known.fields().get(name);
            String at = path.isEmpty() ? name : path + "." + name;
            boolean secret = field != null && field.secret();
            if (value != null && (secret || chosen.include(at))) {
                masked.put(name, MASK);
            } else {
                TypeExpr of = field != null ? field.type() : type instanceof TypeExpr.MapOf map ? map.value() : null;
                masked.put(name, masked(at, of, value));
            }
        });
        return masked.build();
    }

    private @Nullable TypeExpr item(@Nullable TypeExpr type) {
        if (type instanceof TypeExpr.ListOf list) {
            return list.item();
        }
        if (type instanceof TypeExpr.Named named && spec.type(named.name()) instanceof TypeDef.ShapeDef shape) {
            for (TypeExpr variant : shape.variants()) {
                TypeExpr item = item(variant);
                if (item != null) {
                    return item;
                }
            }
        }
        return null;
    }

    private TypeDef.@Nullable ObjectDef known(@Nullable TypeExpr type, JsonObject object) {
        if (!(type instanceof TypeExpr.Named named)) {
            return null;
        }
        TypeDef def = spec.type(named.name());
        if (def instanceof TypeDef.UnionDef union) {
            String variant = spec.variant(union, object);
            return variant == null ? null : known(new TypeExpr.Named(variant), object);
        }
        if (def instanceof TypeDef.ShapeDef shape) {
            for (TypeExpr variant : shape.variants()) {
                TypeDef.ObjectDef found = known(variant, object);
                if (found != null) {
                    return found;
                }
            }
        }
        return def instanceof TypeDef.ObjectDef known ? known : null;
    }
}
