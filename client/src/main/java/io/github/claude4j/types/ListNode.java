package io.github.claude4j.types;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.lang.reflect.Array;
import java.util.AbstractList;
import java.util.AbstractSet;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A list, a set or an array of a Java type. */
final class ListNode extends Node {
    private static final int ROOM = 8;

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
        Reading.Kept kept = reading.kept(array);
        return kept == null ? all(array, reading) : kept.by(this, Growing::new).read(array, reading);
    }

    private Object all(JsonArray array, Reading reading) {
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

    /** What was made of the closed elements of a list that is open. */
    private final class Growing {
        private final Prefix.Shared values = new Prefix.Shared();
        private int next;

        /** The values as an array, if they are asked for as such, and how many are in it. */
        private @Nullable Object array;

        private int closed;

        Object read(JsonArray array, Reading reading) {
            int last = array.size() - 1;
            for (; next < last; next++) {
                Object value = reading.part(null, next, element, array.get(next), true);
                if (!Reading.isFailed(value)) {
                    values.add(value);
                }
            }
            List<@Nullable Object> list = values.and(reading.part(null, last, element, array.get(last), false));
            return component != null ? array(component, list) : set ? new LaterSet(list) : list;
        }

        /** An array of its own for each caller, who may change it. */
        private Object array(Class<?> type, List<@Nullable Object> list) {
            Object known = array == null ? Array.newInstance(type, ROOM) : array;
            if (list.size() > Array.getLength(known)) {
                known = copy(known, type, 2 * list.size());
            }
            for (; closed < values.size; closed++) {
                Array.set(known, closed, list.get(closed));
            }
            array = known;
            Object whole = copy(known, type, list.size());
            if (closed < list.size()) {
                Array.set(whole, closed, list.get(closed));
            }
            return whole;
        }

        private Object copy(Object from, Class<?> type, int length) {
            Object copy = Array.newInstance(type, length);
            System.arraycopy(from, 0, copy, 0, closed);
            return copy;
        }
    }

    /** A list whose beginning is shared with longer ones. */
    static final class Prefix extends AbstractList<@Nullable Object> implements RandomAccess {
        private final @Nullable Object[] shared;
        private final int count;
        private final @Nullable Object last;
        private final int size;

        private Prefix(@Nullable Object[] shared, int count, @Nullable Object last) {
            this.shared = shared;
            this.count = count;
            this.last = last;
            size = Reading.isFailed(last) ? count : count + 1;
        }

        @Override
        public @Nullable Object get(int index) {
            return Objects.checkIndex(index, size) == count ? last : shared[index];
        }

        @Override
        public int size() {
            return size;
        }

        /** What lists share; they are given it while it grows, so what is there once never changes. */
        static final class Shared {
            private @Nullable Object[] values = new @Nullable Object[ROOM];
            private int size;

            void add(@Nullable Object value) {
                if (size == values.length) {
                    values = Arrays.copyOf(values, size * 2);
                }
                values[size++] = value;
            }

            /** These values and a last one, unless that could not be read. */
            List<@Nullable Object> and(@Nullable Object last) {
                return new Prefix(values, size, last);
            }
        }
    }

    /** A set that is made when somebody looks into it. */
    private static final class LaterSet extends AbstractSet<@Nullable Object> {
        private final List<@Nullable Object> values;
        private @Nullable Set<@Nullable Object> made;

        LaterSet(List<@Nullable Object> values) {
            this.values = values;
        }

        private synchronized Set<@Nullable Object> made() {
            if (made == null) {
                made = Collections.unmodifiableSet(new LinkedHashSet<>(values));
            }
            return made;
        }

        @Override
        public Iterator<@Nullable Object> iterator() {
            return made().iterator();
        }

        @Override
        public int size() {
            return made().size();
        }

        @Override
        public boolean contains(@Nullable Object value) {
            return made().contains(value);
        }
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
