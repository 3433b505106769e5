package io.github.claude4j.json;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** An immutable JSON array. Its values are what {@link JsonObject} lists. */
public final class JsonArray implements Iterable<@Nullable Object> {
    private static final JsonArray EMPTY = new JsonArray(new Object[0]);
    private static final int ROOM = 8;

    /** The values; but where they are shared, those before the last. */
    private final @Nullable Object[] values;

    private final int size;
    private final @Nullable Object last;

    /** What is shared with the arrays that begin with this one; null where there is none such yet. */
    private final @Nullable Shared shared;

    JsonArray(@Nullable Object[] values) {
        this.values = values;
        size = values.length;
        last = null;
        shared = null;
    }

    private JsonArray(@Nullable Object[] values, int size, @Nullable Object last, Shared shared) {
        this.values = values;
        this.size = size;
        this.last = last;
        this.shared = shared;
    }

    /** An array of these values; anything that {@link JsonObject.Builder#put} takes. */
    public static JsonArray of(@Nullable Object... values) {
        Objects.requireNonNull(values, "values");
        return values.length == 0 ? EMPTY : of(Arrays.asList(values));
    }

    /** An array of these values; anything that {@link JsonObject.Builder#put} takes. */
    @JsonCreator
    public static JsonArray of(Iterable<? extends @Nullable Object> values) {
        return Json.array(Objects.requireNonNull(values, "values"), "JSON");
    }

    public static Builder builder() {
        return new Builder();
    }

    public int size() {
        return size;
    }

    public boolean isEmpty() {
        return size == 0;
    }

    /** The value at this index, null for JSON null. */
    public @Nullable Object get(int index) {
        return at(Objects.checkIndex(index, size));
    }

    /**
     * The array with one value more at its end; takes what {@link JsonObject.Builder#put} takes. It shares the values with this
     * one: to build a long array so costs its length, whatever else was built of this one.
     */
    public JsonArray plus(@Nullable Object value) {
        Object json = Json.toJson(value);
        @Nullable Object[] known = shared == null ? null : shared.with(size - 1, last);
        if (shared != null && known != null) {
            return new JsonArray(known, size + 1, json, shared);
        }
        @Nullable Object[] copy = copy(size);
        return new JsonArray(copy, size + 1, json, new Shared(copy, size));
    }

    private @Nullable Object at(int index) {
        return shared != null && index == size - 1 ? last : values[index];
    }

    private @Nullable Object[] copy(int count) {
        @Nullable Object[] copy = Arrays.copyOf(values, count);
        if (shared != null && count == size) {
            copy[size - 1] = last;
        }
        return copy;
    }

    /** The first so many values. */
    public JsonArray first(int count) {
        return count == size ? this : new JsonArray(copy(Objects.checkIndex(count, size + 1)));
    }

    /** The text at this index. */
    public String string(int index) {
        return index >= 0 && index < size && at(index) instanceof String text
                ? text
                : Json.text(required(index, "a string"), where(index));
    }

    /** The integer at this index. */
    public long longValue(int index) {
        return Json.toLong(required(index, "an integer"), where(index));
    }

    /** The number at this index. */
    public double doubleValue(int index) {
        return Json.toDouble(required(index, "a number"), where(index));
    }

    /** The boolean at this index. */
    public boolean booleanValue(int index) {
        return Json.as(Boolean.class, required(index, "a boolean"), where(index));
    }

    /** The object at this index. */
    public JsonObject object(int index) {
        return index >= 0 && index < size && at(index) instanceof JsonObject object
                ? object
                : Json.as(JsonObject.class, required(index, "an object"), where(index));
    }

    /** The array at this index. */
    public JsonArray array(int index) {
        return Json.as(JsonArray.class, required(index, "an array"), where(index));
    }

    /** All values, each of them text. */
    public List<String> strings() {
        List<String> strings = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            strings.add(string(i));
        }
        return Collections.unmodifiableList(strings);
    }

    /** All values, each of them an object. */
    public List<JsonObject> objects() {
        List<JsonObject> objects = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            objects.add(object(i));
        }
        return Collections.unmodifiableList(objects);
    }

    private Object required(int index, String expected) {
        if (index < 0 || index >= size) {
            throw Json.unexpected(where(index), expected, "nothing, for there are " + size + " values");
        }
        Object value = at(index);
        if (value == null) {
            throw Json.unexpected(where(index), expected, "null");
        }
        return value;
    }

    private static String where(int index) {
        return "[" + index + "]";
    }

    @Override
    public Iterator<@Nullable Object> iterator() {
        return new Values().iterator();
    }

    /** The array as an unmodifiable list of JDK values, nested ones too. */
    @JsonValue
    public List<@Nullable Object> asList() {
        List<@Nullable Object> list = new ArrayList<>(size);
        for (int i = 0; i < size; i++) {
            list.add(Json.toJdk(at(i)));
        }
        return Collections.unmodifiableList(list);
    }

    /** The exact JSON text. */
    public String toJson() {
        return Json.write(this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof JsonArray that) || size != that.size) {
            return false;
        }
        for (int i = 0; i < size; i++) {
            if (!Json.same(at(i), that.at(i))) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = 0; i < size; i++) {
            hash = 31 * hash + Json.hash(at(i));
        }
        return hash;
    }

    /** The JSON text for people: secret fields masked, long values cut. */
    @Override
    public String toString() {
        return JsonPrinter.forPeople(this);
    }

    private final class Values extends AbstractList<@Nullable Object> implements RandomAccess {
        @Override
        public @Nullable Object get(int index) {
            return JsonArray.this.get(index);
        }

        @Override
        public int size() {
            return size;
        }
    }

    /** The values of arrays of which each begins with the one before; what is there once never changes. */
    private static final class Shared {
        private @Nullable Object[] values;
        private int size;

        Shared(@Nullable Object[] values, int size) {
            this.values = values;
            this.size = size;
        }

        /** The values with this one at its place; null where another has it. */
        @SuppressWarnings("ReferenceEquality") // the very value that was put there before
        synchronized @Nullable Object @Nullable [] with(int index, @Nullable Object value) {
            if (index < size) {
                return values[index] == value ? values : null;
            }
            if (size == values.length) {
                values = Arrays.copyOf(values, size + size / 2 + ROOM);
            }
            values[size++] = value;
            return values;
        }
    }

    /** Collects values; {@link #build()} may be called again after more were added. */
    public static final class Builder {
        private @Nullable Object[] values = new Object[8];
        private int size;

        Builder() {}

        /** Appends a value; anything that {@link JsonObject.Builder#put} takes. */
        public Builder add(@Nullable Object value) {
            return append(Json.toJson(value));
        }

        /**
         * Replaces the value at this index; takes what {@link #add} takes.
         *
         * @throws IndexOutOfBoundsException when there is none
         */
        public Builder set(int index, @Nullable Object value) {
            values[Objects.checkIndex(index, size)] = Json.toJson(value);
            return this;
        }

        Builder append(@Nullable Object value) {
            if (size == values.length) {
                values = Arrays.copyOf(values, size * 2);
            }
            values[size++] = value;
            return this;
        }

        Builder appendAll(JsonArray array) {
            for (int i = 0; i < array.size; i++) {
                append(array.at(i));
            }
            return this;
        }

        public JsonArray build() {
            return size == 0 ? EMPTY : new JsonArray(Arrays.copyOf(values, size));
        }
    }
}
