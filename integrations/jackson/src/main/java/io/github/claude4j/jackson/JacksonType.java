package io.github.claude4j.jackson;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.types.JsonType;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.ObjectReader;

/**
 * The type of any class that Jackson 3 reads and writes, as your mapper is set up: names, dates, subtypes, mix-ins.
 *
 * <pre>{@code JsonType<Order> type = JacksonType.of(mapper, Order.class);}</pre>
 *
 * <p>A property may be left out where it is an {@code Optional} or has an annotation called {@code Nullable}. Subtypes are told
 * apart by {@code @JsonTypeInfo(use = Id.NAME)} in a property. {@code @JsonPropertyDescription} and claude4j's own
 * {@code @Description} are for the model.
 *
 * @param <T> the class
 */
public final class JacksonType<T> implements JsonType<T> {
    private static final String VALUE = "value";

    private final ObjectMapper mapper;
    private final JavaType type;
    private final ObjectReader strict;
    private final ObjectReader lenient;
    private final JsonObject schema;
    private final boolean wrapped;
    private final String notStrict;

    private JacksonType(ObjectMapper mapper, JavaType type) {
        this.mapper = mapper;
        this.type = type;
        strict = mapper.readerFor(type)
                .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        lenient = mapper.readerFor(type)
                .without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .without(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES);
        JacksonSchema schemas = new JacksonSchema(mapper);
        JsonObject root = schemas.of(type);
        JsonObject definitions = schemas.definitions();
        if (root.get("$ref") instanceof String reference) {
            root = definitions.object(reference.substring("#/$defs/".length()));
        }
        wrapped = !root.has("properties");
        JsonObject whole = wrapped ? wrapped(root) : root;
        schema = definitions.isEmpty() ? whole : whole.with("$defs", definitions);
        notStrict = schemas.notStrict;
    }

    /**
     * The type of a class.
     *
     * @throws InvalidParamsException when its subtypes are told apart in a way that a schema cannot say
     */
    public static <T> JacksonType<T> of(ObjectMapper mapper, Class<T> type) {
        return new JacksonType<>(mapper, mapper.constructType(type));
    }

    /**
     * The type of a generic class: {@code JacksonType.of(mapper, new TypeReference<Page<Order>>() {})}.
     *
     * @throws InvalidParamsException when its subtypes are told apart in a way that a schema cannot say
     */
    public static <T> JacksonType<T> of(ObjectMapper mapper, TypeReference<T> type) {
        return new JacksonType<>(mapper, mapper.constructType(type));
    }

    private static JsonObject wrapped(JsonObject schema) {
        return JsonObject.builder()
                .put("type", "object")
                .put("properties", JsonObject.of(VALUE, schema))
                .put("required", JsonArray.of(VALUE))
                .put("additionalProperties", false)
                .build();
    }

    @Override
    public JsonObject schema() {
        return schema;
    }

    @Override
    public JsonObject strictSchema() {
        if (!notStrict.isEmpty()) {
            throw new InvalidParamsException(
                    type.getTypeName() + ": expected a type that a strict schema can say, found " + notStrict);
        }
        return schema;
    }

    @Override
    public T read(JsonObject json) {
        T value;
        try {
            value = strict.readValue(text(json));
        } catch (JacksonException e) {
            throw Misfits.of(e);
        }
        return Objects.requireNonNull(value);
    }

    private String text(JsonObject json) {
        return wrapped ? Json.write(json.get(VALUE)) : json.toJson();
    }

    @Override
    public JsonObject write(T value) {
        String text = mapper.writerFor(type).writeValueAsString(value);
        return wrapped ? JsonObject.parse("{\"" + VALUE + "\":" + text + "}") : JsonObject.parse(text);
    }

    @Override
    public Optional<T> soFar(JsonObject json) {
        try {
            T value = lenient.readValue(text(json));
            return Optional.ofNullable(value);
        } catch (JacksonException e) {
            // It needs what has not come yet.
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "JacksonType<" + type.getTypeName() + ">";
    }
}
