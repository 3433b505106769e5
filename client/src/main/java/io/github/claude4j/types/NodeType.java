package io.github.claude4j.types;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.json.JsonObject;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A type that was made from Java's own description of it. */
final class NodeType<T> implements JsonType<T> {
    private static final String VALUE = "value";

    /** A type is made once for each class, and goes with it. */
    private static final ClassValue<NodeType<?>> KEPT = new ClassValue<>() {
        @Override
        protected NodeType<?> computeValue(Class<?> type) {
            return new NodeType<>(type, null);
        }
    };

    private final String name;
    private final Node root;
    private final boolean wrapped;
    private final JsonObject schema;
    private final String notStrict;

    NodeType(Type type, MethodHandles.@Nullable Lookup lookup) {
        this(type.getTypeName(), NodeBuilder.build(type, lookup));
    }

    private NodeType(String name, Node root) {
        this.name = name;
        this.root = root;
        wrapped = !(root instanceof RecordNode);
        Schemas schemas = new Schemas();
        schema = wrapped ? schemas.wrapped(root, VALUE) : schemas.root(root);
        notStrict = schemas.notStrict();
    }

    @SuppressWarnings("unchecked") // a class has the type of itself
    static <T> JsonType<T> kept(Class<T> type) {
        return (JsonType<T>) KEPT.get(Objects.requireNonNull(type, "type"));
    }

    static JsonType<@Nullable Object[]> ofArguments(Parameter[] parameters) {
        return new NodeType<>("arguments", NodeBuilder.arguments(parameters));
    }

    static <E> JsonType<List<E>> listOf(Class<E> element) {
        return new NodeType<>(
                "List<" + element.getTypeName() + ">", new ListNode(NodeBuilder.build(element, null), false, null));
    }

    @Override
    public JsonObject schema() {
        return schema;
    }

    @Override
    public JsonObject strictSchema() {
        if (!notStrict.isEmpty()) {
            throw new InvalidParamsException(
                    name + ": expected a type that a strict schema can say, found at " + notStrict);
        }
        return schema;
    }

    @Override
    public T read(JsonObject json) {
        Reading reading = new Reading(false, null, null);
        Object value = wrapped ? inside(json, reading) : root.read(json, reading);
        if (Reading.isFailed(value)) {
            throw new MisfitException(reading.problems());
        }
        return cast(value);
    }

    private @Nullable Object inside(JsonObject json, Reading reading) {
        return json.has(VALUE)
                ? reading.part(VALUE, 0, root, json.get(VALUE), false)
                : reading.fail(VALUE, "is missing");
    }

    @SuppressWarnings("unchecked") // the tree was made for this type
    private T cast(@Nullable Object value) {
        return (T) Objects.requireNonNull(value);
    }

    @Override
    public JsonObject write(T value) {
        Object json = root.write(value);
        return wrapped ? JsonObject.of(VALUE, json) : (JsonObject) Objects.requireNonNull(json);
    }

    @Override
    public Optional<T> soFar(JsonObject json) {
        return soFar(json, new Reading(true, null, null));
    }

    Optional<T> soFar(JsonObject json, Reading reading) {
        Object value = root.read(wrapped ? json.get(VALUE) : json, reading);
        return value == null || Reading.isFailed(value) ? Optional.empty() : Optional.of(cast(value));
    }

    @Override
    public String toString() {
        return "JsonType<" + name + ">";
    }
}
