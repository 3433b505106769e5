package io.github.claude4j.types;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.json.JsonObject;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** A type of a schema and two functions. */
final class SchemaType<T> implements JsonType<T> {
    private final JsonObject schema;
    private final Function<JsonObject, T> read;
    private final Function<T, JsonObject> write;

    SchemaType(JsonObject schema, Function<JsonObject, T> read, Function<T, JsonObject> write) {
        if (!"object".equals(schema.get("type"))) {
            throw new InvalidParamsException(
                    "schema.type: expected \"object\", found " + schema.get("type") + ": put it into a member of one");
        }
        this.schema = schema;
        this.read = Objects.requireNonNull(read, "read");
        this.write = Objects.requireNonNull(write, "write");
    }

    @Override
    public JsonObject schema() {
        return schema;
    }

    @Override
    public JsonObject strictSchema() {
        return schema;
    }

    @Override
    public T read(JsonObject json) {
        try {
            return Objects.requireNonNull(read.apply(json), "found nothing");
        } catch (MisfitException e) {
            throw e;
        } catch (RuntimeException e) {
            String message = e.getMessage();
            MisfitException misfit = new MisfitException(List.of(message == null ? "is not accepted" : message));
            misfit.initCause(e);
            throw misfit;
        }
    }

    @Override
    public JsonObject write(T value) {
        return write.apply(value);
    }

    @Override
    public Optional<T> soFar(JsonObject json) {
        try {
            return Optional.ofNullable(read.apply(json));
        } catch (RuntimeException e) {
            // It needs what has not come yet.
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "JsonType of a schema";
    }
}
