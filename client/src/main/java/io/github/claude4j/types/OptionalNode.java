package io.github.claude4j.types;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What may be absent: an Optional of some kind, or a type that may be null. */
final class OptionalNode extends Node {
    enum Kind {
        NULLABLE,
        OPTIONAL,
        INT,
        LONG,
        DOUBLE
    }

    private final Kind kind;
    private final Node present;

    OptionalNode(Kind kind, Node present) {
        this.kind = kind;
        this.present = present;
    }

    /** A schema whose value may be null where there is no leaving it out. */
    static JsonObject orNull(Node node, JsonObject schema) {
        return node.isOptional() ? JsonObject.of("anyOf", JsonArray.of(schema, JsonObject.of("type", "null"))) : schema;
    }

    @Override
    boolean isOptional() {
        return true;
    }

    @Override
    @Nullable
    Object absent() {
        return switch (kind) {
            case NULLABLE -> null;
            case OPTIONAL -> Optional.empty();
            case INT -> OptionalInt.empty();
            case LONG -> OptionalLong.empty();
            case DOUBLE -> OptionalDouble.empty();
        };
    }

    @Override
    String definition() {
        return present.definition();
    }

    @Override
    void schema(JsonObject.Builder schema, Schemas schemas) {
        present.schema(schema, schemas);
    }

    @Override
    @Nullable
    Object read(@Nullable Object json, Reading reading) {
        if (json == null) {
            return absent();
        }
        Object value = present.read(json, reading);
        if (value == null || Reading.isFailed(value)) {
            return value;
        }
        return switch (kind) {
            case NULLABLE -> value;
            case OPTIONAL -> Optional.of(value);
            case INT -> OptionalInt.of((Integer) value);
            case LONG -> OptionalLong.of((Long) value);
            case DOUBLE -> OptionalDouble.of((Double) value);
        };
    }

    @Override
    @Nullable
    Object write(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        Object inside = switch (kind) {
            case NULLABLE -> value;
            case OPTIONAL -> ((Optional<?>) value).orElse(null);
            case INT -> value.equals(absent()) ? null : (Object) ((OptionalInt) value).getAsInt();
            case LONG -> value.equals(absent()) ? null : (Object) ((OptionalLong) value).getAsLong();
            case DOUBLE -> value.equals(absent()) ? null : (Object) ((OptionalDouble) value).getAsDouble();
        };
        return inside == null ? null : present.write(inside);
    }
}
