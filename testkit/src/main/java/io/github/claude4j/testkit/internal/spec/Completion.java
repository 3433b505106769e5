package io.github.claude4j.testkit.internal.spec;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Makes what the server gives back of what a client has sent: secrets are left out, what is always there is added. */
public final class Completion {
    private final Spec spec;
    private final Samples samples;
    private final Validator answers;

    public Completion(Spec spec, Samples samples) {
        this.spec = spec;
        this.samples = samples;
        this.answers = Validator.ofAnswers(spec);
    }

    /** Whether the server could send this value where the type is expected. */
    public boolean fits(TypeExpr type, @Nullable Object value) {
        return answers.check("", type, value) == null;
    }

    /** The value as the server would tell it; it still need not fit the type. */
    @Nullable
    public Object complete(TypeExpr type, @Nullable Object value) {
        if (type instanceof TypeExpr.ListOf list && value instanceof JsonArray array) {
            JsonArray.Builder items = JsonArray.builder();
            array.forEach(item -> items.add(complete(list.item(), item)));
            return items.build();
        }
        if (type instanceof TypeExpr.MapOf map && value instanceof JsonObject object) {
            JsonObject.Builder members = JsonObject.builder();
            object.forEach((name, member) -> members.put(name, complete(map.value(), member)));
            return members.build();
        }
        return type instanceof TypeExpr.Named named ? named(spec.type(named.name()), value) : value;
    }

    private @Nullable Object named(TypeDef type, @Nullable Object value) {
        if (type instanceof TypeDef.ObjectDef object) {
            // Requests may name a thing by its id alone where answers describe it.
            Object whole =
                    value instanceof String && object.fields().containsKey("id") ? JsonObject.of("id", value) : value;
            return whole instanceof JsonObject json ? object(object, json) : value;
        }
        if (type instanceof TypeDef.UnionDef union && value instanceof JsonObject json) {
            String variant = spec.variant(union, json);
            return variant == null ? value : object(spec.object(variant), json);
        }
        if (type instanceof TypeDef.ShapeDef shape) {
            for (TypeExpr variant : shape.variants()) {
                Object completed = complete(variant, value);
                if (fits(variant, completed)) {
                    return completed;
                }
            }
        }
        return value;
    }

    /** What the server adds where a request says nothing, or null. */
    private @Nullable Object added(TypeDef.Field field) {
        return field.nullInAnswers() ? null : complete(field.type(), samples.unasked(field));
    }

    private JsonObject object(TypeDef.ObjectDef type, JsonObject json) {
        JsonObject.Builder completed = JsonObject.builder();
        for (TypeDef.Field field : type.fields().values()) {
            Object value = json.get(field.name());
            if (!field.echoed()) {
                continue;
            }
            if (value != null) {
                completed.put(field.name(), complete(field.type(), value));
            } else if (field.inAnswers()) {
                completed.put(field.name(), added(field));
            }
        }
        if (type.open() != null) {
            json.forEach((name, value) -> {
                if (!type.fields().containsKey(name)) {
                    completed.put(name, value);
                }
            });
        }
        return completed.build();
    }
}
