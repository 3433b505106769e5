package io.github.claude4j.types;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list, a set or an array of a Java type. */
final class ListNode extends Node {
    private final Node element;
    private final boolean set;

    /** What an array consists of; null for collections. */
    private final @Nullable Class<?> component;

    ListNode(Node element, boolean set, @Nullable Class<?> component) {
        this.element = element;
        this.set = set;
        this.component = component;
    }

    @Override
    Object absent() {
        return collected(new ArrayList<>());
    }

    @Override
    void schema(JsonObject.Builder schema, Schemas schemas) {
        schema.put("type", "array");
        schema.put("items", OptionalNode.orNull(element, schemas.part(element, "[]")));
    }

    @Override
    @Nullable
    Object read(@Nullable Object json, Reading reading) {
        JsonArray array = json instanceof JsonArray given
                ? given
                : RecordNode.inText(json, reading) instanceof JsonArray inText ? inText : null;
        if (array == null) {
            return reading.expected("an array", json);
        }
        List<@Nullable Object> values = new ArrayList<>(array.size());
        boolean good = true;
        for (int i = 0; i < array.size() && !reading.isFull(); i++) {
            Object value = reading.part(null, i, element, array.get(i), i + 1 < array.size());
            boolean read = !Reading.isFailed(value);
            if (read) {
                values.add(value);
            }
            good &= read || reading.partial;
        }
        return good ? collected(values) : Reading.FAILED;
    }

    private Object collected(List<@Nullable Object> values) {
        if (component == null) {
            return set
                    ? Collections.unmodifiableSet(new LinkedHashSet<>(values))
                    : Collections.unmodifiableList(values);
        }
        Object array = Array.newInstance(component, values.size());
        for (int i = 0; i < values.size(); i++) {
            Array.set(array, i, values.get(i));
        }
        return array;
    }

    @Override
    @Nullable
    Object write(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        JsonArray.Builder array = JsonArray.builder();
        if (value instanceof Iterable<?> values) {
            for (Object part : values) {
                array.add(element.write(part));
            }
        } else {
            for (int i = 0; i < Array.getLength(value); i++) {
                array.add(element.write(Array.get(value, i)));
            }
        }
        return array.build();
    }
}
