package io.github.claude4j.types;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.json.JsonObject;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A Java type as JSON: the schema that tells a model what to write, and the way from JSON to a value and back.
 *
 * <p>Made from records: their components may be text, numbers, booleans, enums, records, sealed interfaces of records, lists,
 * sets, maps, arrays, {@code Optional}s, what is annotated as {@code @Nullable}, {@code java.time}, {@code UUID}, {@code URI},
 * generic types with their arguments, and {@link JsonObject} for what is open. {@link Description} tells the model more, and a
 * record's constructor may check its parts: what it throws is told to the model. An object is what a record is in JSON; any
 * other type lies in the member {@code value} of one.
 *
 * <p>For any other class implement it, or give a schema and two functions. Implementations are for many threads at once.
 *
 * @param <T> the Java type
 */
public interface JsonType<T> {
    /**
     * The type of a class, mostly a record.
     *
     * @throws InvalidParamsException when JSON cannot say it; the message has the place, and what to do instead
     */
    static <T> JsonType<T> of(Class<T> type) {
        return NodeType.kept(type);
    }

    /**
     * The type of a class that this library cannot see into: a record in a package that its module does not open.
     *
     * @param lookup {@code MethodHandles.lookup()}, called where the record can be made
     * @throws InvalidParamsException when JSON cannot say it; the message has the place, and what to do instead
     */
    static <T> JsonType<T> of(Class<T> type, MethodHandles.Lookup lookup) {
        return new NodeType<>(Objects.requireNonNull(type, "type"), Objects.requireNonNull(lookup, "lookup"));
    }

    /**
     * The type of any Java type, such as that of a method's parameter: its values are as the type says.
     *
     * @throws InvalidParamsException when JSON cannot say it; the message has the place, and what to do instead
     */
    static JsonType<?> of(Type type) {
        return type instanceof Class<?> c
                ? NodeType.kept(c)
                : new NodeType<>(Objects.requireNonNull(type, "type"), null);
    }

    /** The type of a list of this class, which lies in the member {@code value} of an object. */
    static <E> JsonType<List<E>> listOf(Class<E> element) {
        return NodeType.listOf(Objects.requireNonNull(element, "element"));
    }

    /**
     * The type of a method's arguments: an object with a member for each parameter, by its name.
     *
     * @throws InvalidParamsException when JSON cannot say one of them, or their names are not there, because the class was
     *     compiled without {@code -parameters}
     */
    static JsonType<@Nullable Object[]> ofArguments(Parameter... parameters) {
        for (Parameter parameter : Objects.requireNonNull(parameters, "parameters")) {
            if (!parameter.isNamePresent()) {
                throw new InvalidParamsException(parameter.getDeclaringExecutable()
                        + ": expected the names of its parameters, found none: compile with -parameters, or take one"
                        + " record");
            }
        }
        return NodeType.ofArguments(parameters);
    }

    /** A type without a class: JSON of this schema, as it is. */
    static JsonType<JsonObject> of(JsonObject schema) {
        return of(schema, json -> json, json -> json);
    }

    /**
     * A type of a schema and two functions.
     *
     * @param schema the JSON schema of an object; used as it is where a strict one is needed too
     * @param read makes a value; what it throws means that the JSON does not fit, and its message is for the model
     * @param write makes JSON of a value
     */
    static <T> JsonType<T> of(JsonObject schema, Function<JsonObject, T> read, Function<T, JsonObject> write) {
        Objects.requireNonNull(schema, "schema");
        return new SchemaType<>(schema, read, write);
    }

    /** The schema of the JSON, an object. */
    JsonObject schema();

    /**
     * The schema for answers and strict tools, which the API holds the model to.
     *
     * @throws InvalidParamsException when the type has what such a schema cannot say: maps, JSON of any shape, types that
     *     contain themselves
     */
    JsonObject strictSchema();

    /**
     * Makes a value of JSON.
     *
     * <p>Small slips are no reason to refuse it: a number that came as text, {@code 3.0} for an integer, an enum's name in
     * lower case, an object inside that came as JSON text.
     *
     * @throws MisfitException when it does not fit; its message is one that the model can correct itself by
     */
    T read(JsonObject json);

    /** Makes JSON of a value. What is null or empty is left out. */
    JsonObject write(T value);

    /**
     * As much of a value as JSON has that is not complete, to be shown: what has not come yet is 0, null or an empty list.
     * Nothing is checked.
     *
     * @return empty where none can be made of it yet
     */
    Optional<T> soFar(JsonObject json);
}
