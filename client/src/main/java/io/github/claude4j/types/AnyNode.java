package io.github.claude4j.types;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Booleans, and JSON as it is. */
final class AnyNode extends Node {
    private final String type;
    private final Class<?> accepted;
    private final boolean primitive;

    private AnyNode(String type, Class<?> accepted, boolean primitive) {
        super(accepted);
        this.type = type;
        this.accepted = accepted;
        this.primitive = primitive;
    }

    /** The node of this class; null where it is none of them. */
    static @Nullable AnyNode of(Class<?> type) {
        if (type == boolean.class || type == Boolean.class) {
            return new AnyNode("boolean", Boolean.class, type.isPrimitive());
        }
        if (type == JsonObject.class) {
            return new AnyNode("object", type, false);
        }
        if (type == JsonArray.class) {
            return new AnyNode("array", type, false);
        }
        return type == Object.class ? new AnyNode("", type, false) : null;
    }

    @Override
    boolean isOptional() {
        return type.isEmpty();
    }

    @Override
    @Nullable
    Object absent() {
        return primitive ? (Object) false : null;
    }

    @Override
    void schema(JsonObject.Builder schema, Schemas schemas) {
        if (!type.isEmpty()) {
            schema.put("type", type);
        }
        if (!type.equals("boolean")) {
            schemas.notStrict("JSON of any shape: say its shape with a record");
        }
    }

    @Override
    @Nullable
    Object read(@Nullable Object json, Reading reading) {
        if (accepted == Boolean.class && json instanceof String text && !reading.partial) {
            String word = EnumNode.plain(text);
            return word.equals("true") ? (Object) true : word.equals("false") ? (Object) false : fail(json, reading);
        }
        return accepted.isInstance(json) || accepted == Object.class ? json : fail(json, reading);
    }

    private Object fail(@Nullable Object json, Reading reading) {
        return reading.expected(
                switch (type) {
                    case "boolean" -> "true or false";
                    case "object" -> "an object";
                    default -> "an array";
                },
                json);
    }

    @Override
    @Nullable
    Object write(@Nullable Object value) {
        return value;
    }
}
