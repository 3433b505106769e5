package io.github.claude4j.testkit;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;

/** Makes the smallest value that a request may hold. */
final class Requested {
    private final Spec spec;

    Requested(Spec spec) {
        this.spec = spec;
    }

    JsonObject object(TypeDef.ObjectDef type) {
        return object(type, 0);
    }

    private JsonObject object(TypeDef.ObjectDef type, int depth) {
        JsonObject.Builder object = JsonObject.builder();
        for (TypeDef.Field field : type.fields().values()) {
            if (field.inRequests()) {
                object.put(field.name(), field.nullable() ? null : value(field.type(), depth));
            }
        }
        return object.build();
    }

    Object value(TypeExpr type, int depth) {
        if (type instanceof TypeExpr.Primitive primitive) {
            return switch (primitive.name()) {
                case "boolean" -> true;
                case "long" -> 1L;
                case "double" -> 0.5;
                case "date-time" -> "2026-01-01T00:00:00Z";
                case "date" -> "2026-01-01";
                case "any" -> JsonObject.of();
                default -> "text";
            };
        }
        if (type instanceof TypeExpr.Constant constant) {
            return constant.value();
        }
        if (type instanceof TypeExpr.ListOf list) {
            return depth > 5 ? JsonArray.of() : JsonArray.of(value(list.item(), depth + 1));
        }
        return type instanceof TypeExpr.Named named ? named(spec.type(named.name()), depth + 1) : JsonObject.of();
    }

    private Object named(TypeDef type, int depth) {
        if (type instanceof TypeDef.ObjectDef object) {
            return object(object, depth);
        }
        if (type instanceof TypeDef.EnumDef known) {
            return known.values().get(0);
        }
        if (type instanceof TypeDef.ConstantsDef known) {
            return known.values().get(0);
        }
        return type instanceof TypeDef.UnionDef union
                ? named(spec.type(union.variants().get(0)), depth)
                : value(((TypeDef.ShapeDef) type).variants().get(0), depth);
    }
}
