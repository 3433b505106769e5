package io.github.claude4j.json;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.errors.InvalidParamsException;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * An immutable JSON object that keeps the order of its members and the spelling of its numbers.
 *
 * <p>A value is a {@link String}, a {@link Boolean}, a {@link Long} (a {@link java.math.BigInteger} beyond its range), a
 * {@link JsonNumber}, a {@link JsonObject}, a {@link JsonArray}, a {@link Binary}, or null. Equality ignores the order
 * of members. Where a name came twice, the last value counts. Written text is always Unicode: half a surrogate pair, such as
 * text that was cut inside an emoji has, is written as U+FFFD.
 */
public final class JsonObject {
    private static final JsonObject EMPTY = new JsonObject(new Object[0], null);

    /** Name, value, name, value and so on. */
    private final @Nullable Object[] members;

    private final @Nullable Object origin;

    JsonObject(@Nullable Object[] members, @Nullable Object origin) {
        this.members = members;
        this.origin = origin;
    }

    /** The empty object. */
    public static JsonObject of() {
        return EMPTY;
    }

    public static JsonObject of(String name, @Nullable Object value) {
        return ofPairs(name, value);
    }

    public static JsonObject of(String name1, @Nullable Object value1, String name2, @Nullable Object value2) {
        return ofPairs(name1, value1, name2, value2);
    }

    public static JsonObject of(
            String name1,
            @Nullable Object value1,
            String name2,
            @Nullable Object value2,
            String name3,
            @Nullable Object value3) {
        return ofPairs(name1, value1, name2, value2, name3, value3);
    }

    public static JsonObject of(
            String name1,
            @Nullable Object value1,
            String name2,
            @Nullable Object value2,
            String name3,
            @Nullable Object value3,
            String name4,
            @Nullable Object value4) {
        return ofPairs(name1, value1, name2, value2, name3, value3, name4, value4);
    }

    public static JsonObject of(
            String name1,
            @Nullable Object value1,
            String name2,
            @Nullable Object value2,
            String name3,
            @Nullable Object value3,
            String name4,
            @Nullable Object value4,
            String name5,
            @Nullable Object value5) {
        return ofPairs(name1, value1, name2, value2, name3, value3, name4, value4, name5, value5);
    }

    public static JsonObject of(
            String name1,
            @Nullable Object value1,
            String name2,
            @Nullable Object value2,
            String name3,
            @Nullable Object value3,
            String name4,
            @Nullable Object value4,
            String name5,
            @Nullable Object value5,
            String name6,
            @Nullable Object value6) {
        return ofPairs(name1, value1, name2, value2, name3, value3, name4, value4, name5, value5, name6, value6);
    }

    public static JsonObject of(
            String name1,
            @Nullable Object value1,
            String name2,
            @Nullable Object value2,
            String name3,
            @Nullable Object value3,
            String name4,
            @Nullable Object value4,
            String name5,
            @Nullable Object value5,
            String name6,
            @Nullable Object value6,
            String name7,
            @Nullable Object value7) {
        return ofPairs(
                name1, value1, name2, value2, name3, value3, name4, value4, name5, value5, name6, value6, name7,
                value7);
    }

    public static JsonObject of(
            String name1,
            @Nullable Object value1,
            String name2,
            @Nullable Object value2,
            String name3,
            @Nullable Object value3,
            String name4,
            @Nullable Object value4,
            String name5,
            @Nullable Object value5,
            String name6,
            @Nullable Object value6,
            String name7,
            @Nullable Object value7,
            String name8,
            @Nullable Object value8) {
        return ofPairs(
                name1, value1, name2, value2, name3, value3, name4, value4, name5, value5, name6, value6, name7, value7,
                name8, value8);
    }

    private static JsonObject ofPairs(@Nullable Object... pairs) {
        Builder builder = builder();
        for (int i = 0; i < pairs.length; i += 2) {
            builder.put((String) Objects.requireNonNull(pairs[i], "name"), pairs[i + 1]);
        }
        return builder.build();
    }

    /** An object with the members of this map, in its order. */
    @JsonCreator
    public static JsonObject of(Map<String, ? extends @Nullable Object> map) {
        Objects.requireNonNull(map, "map");
        Builder builder = builder();
        map.forEach(builder::put);
        return builder.build();
    }

    /**
     * Reads JSON text.
     *
     * @throws InvalidDataException when it is no JSON object
     */
    public static JsonObject parse(String json) {
        return asObject(Json.parse(json));
    }

    /**
     * Reads JSON text in UTF-8.
     *
     * @throws InvalidDataException when it is no JSON object
     */
    public static JsonObject parse(byte[] json) {
        return asObject(Json.parse(json));
    }

    private static JsonObject asObject(@Nullable Object value) {
        if (value instanceof JsonObject object) {
            return object;
        }
        throw new InvalidDataException("expected a JSON object, found " + Json.kind(value));
    }

    public static Builder builder() {
        return new Builder();
    }

    /** A builder that begins with the members of this object. */
    public Builder toBuilder() {
        return new Builder(this);
    }

    public int size() {
        return members.length / 2;
    }

    public boolean isEmpty() {
        return members.length == 0;
    }

    /** Whether there is a member of this name, even if it is null. */
    public boolean has(String name) {
        return indexOf(members, members.length, name) >= 0;
    }

    /** The value of this member; null where it is absent or null. */
    public @Nullable Object get(String name) {
        int index = indexOf(members, members.length, name);
        return index < 0 ? null : members[index + 1];
    }

    /** The name of the member at this position. */
    public String name(int index) {
        return (String) notNull(members[index * 2]);
    }

    /** The value of the member at this position. */
    public @Nullable Object value(int index) {
        return members[index * 2 + 1];
    }

    /** Visits every member in order. */
    public void forEach(BiConsumer<String, ? super @Nullable Object> action) {
        Objects.requireNonNull(action, "action");
        for (int i = 0; i < members.length; i += 2) {
            action.accept((String) notNull(members[i]), members[i + 1]);
        }
    }

    /** The text of this member. */
    public String string(String name) {
        return get(name) instanceof String text ? text : Json.text(required(name, "a string"), name);
    }

    /** The integer in this member. */
    public long longValue(String name) {
        return Json.toLong(required(name, "an integer"), name);
    }

    /** The number in this member. */
    public double doubleValue(String name) {
        return Json.toDouble(required(name, "a number"), name);
    }

    /** The boolean in this member. */
    public boolean booleanValue(String name) {
        return Json.as(Boolean.class, required(name, "a boolean"), name);
    }

    /** The object in this member. */
    public JsonObject object(String name) {
        return Json.as(JsonObject.class, required(name, "an object"), name);
    }

    /** The array in this member. */
    public JsonArray array(String name) {
        return Json.as(JsonArray.class, required(name, "an array"), name);
    }

    /** The text of this member; empty where it is absent or null. */
    public Optional<String> optString(String name) {
        Object value = get(name);
        return value == null ? Optional.empty() : Optional.of(Json.text(value, name));
    }

    /** The integer in this member; empty where it is absent or null. */
    public OptionalLong optLong(String name) {
        Object value = get(name);
        return value == null ? OptionalLong.empty() : OptionalLong.of(Json.toLong(value, name));
    }

    /** The number in this member; empty where it is absent or null. */
    public OptionalDouble optDouble(String name) {
        Object value = get(name);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(Json.toDouble(value, name));
    }

    /** The boolean in this member; empty where it is absent or null. */
    public Optional<Boolean> optBoolean(String name) {
        return Optional.ofNullable(get(name)).map(value -> Json.as(Boolean.class, value, name));
    }

    /** The object in this member; empty where it is absent or null. */
    public Optional<JsonObject> optObject(String name) {
        return Optional.ofNullable(get(name)).map(value -> Json.as(JsonObject.class, value, name));
    }

    /** The array in this member; empty where it is absent or null. */
    public Optional<JsonArray> optArray(String name) {
        return Optional.ofNullable(get(name)).map(value -> Json.as(JsonArray.class, value, name));
    }

    private Object required(String name, String expected) {
        Object value = get(name);
        if (value == null) {
            throw Json.unexpected(name, expected, has(name) ? "null" : "nothing");
        }
        return value;
    }

    /** This object with that member set, in its place if there was one, else at the end. */
    public JsonObject with(String name, @Nullable Object value) {
        return toBuilder().put(name, value).build();
    }

    /** This object without that member. */
    public JsonObject without(String name) {
        return has(name) ? toBuilder().remove(name).build() : this;
    }

    /** What the runtime noted about where this object came from. It is no JSON and takes no part in equality. */
    public @Nullable Object origin() {
        return origin;
    }

    /** The same object with that note. */
    public JsonObject withOrigin(@Nullable Object note) {
        return new JsonObject(members, note);
    }

    /** The object as an unmodifiable map of JDK values, nested ones too. */
    @JsonValue
    public Map<String, @Nullable Object> asMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>(size() * 2);
        forEach((name, value) -> map.put(name, Json.toJdk(value)));
        return Collections.unmodifiableMap(map);
    }

    /** The exact JSON text. */
    public String toJson() {
        return Json.write(this);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        if (this == other) {
            return true;
        }
        if (!(other instanceof JsonObject that) || members.length != that.members.length) {
            return false;
        }
        for (int i = 0; i < members.length; i += 2) {
            if (!notNull(members[i]).equals(that.members[i])) {
                return equalsInAnotherOrder(that);
            }
            if (!Json.same(members[i + 1], that.members[i + 1])) {
                return false;
            }
        }
        return true;
    }

    private boolean equalsInAnotherOrder(JsonObject that) {
        Builder index = that.toBuilder();
        for (int i = 0; i < members.length; i += 2) {
            int at = index.find((String) notNull(members[i]));
            if (at < 0 || !Json.same(members[i + 1], that.members[at + 1])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = 0;
        for (int i = 0; i < members.length; i += 2) {
            hash += notNull(members[i]).hashCode() ^ Json.hash(members[i + 1]);
        }
        return hash;
    }

    /** The JSON text for people: secret fields masked, long values cut. */
    @Override
    public String toString() {
        return JsonPrinter.forPeople(this);
    }

    private static int indexOf(@Nullable Object[] members, int length, String name) {
        Objects.requireNonNull(name, "name");
        for (int i = 0; i < length; i += 2) {
            if (name.equals(members[i])) {
                return i;
            }
        }
        return -1;
    }

    private static Object notNull(@Nullable Object value) {
        return Objects.requireNonNull(value);
    }

    /** Collects members; {@link #build()} copies, so a builder may go on being used. */
    public static final class Builder {
        private static final int MANY = 32;

        private @Nullable Object[] members;
        private int length;

        /** Whether any value may be a list that grows. */
        private boolean lists;

        /** Where each name is, once there are many. */
        private @Nullable Map<String, Integer> index;

        Builder() {
            members = new Object[16];
        }

        Builder(JsonObject object) {
            length = object.members.length;
            members = Arrays.copyOf(object.members, length + 8);
        }

        /**
         * Sets a member, in its place if there was one. Takes null, text, numbers, booleans, {@link java.time.Instant} and
         * {@link java.time.LocalDate}, bytes (as base64), maps, iterables, every type of this package, and every API object.
         *
         * @throws InvalidParamsException for anything else
         */
        public Builder put(String name, @Nullable Object value) {
            return set(name, Json.toJson(value, name));
        }

        /** Appends to the list in this member, which begins empty. */
        public Builder add(String name, @Nullable Object value) {
            int at = find(name);
            Object present = at < 0 ? null : members[at + 1];
            JsonArray.Builder list;
            if (present instanceof JsonArray.Builder growing) {
                list = growing;
            } else {
                list = JsonArray.builder();
                if (present instanceof JsonArray array) {
                    list.appendAll(array);
                } else if (present != null) {
                    throw Json.unexpected(name, "an array", Json.kind(present));
                }
                set(name, list);
                lists = true;
            }
            list.append(Json.toJson(value, name));
            return this;
        }

        Builder set(String name, @Nullable Object value) {
            int at = find(name);
            if (at < 0) {
                if (length == members.length) {
                    members = Arrays.copyOf(members, Math.max(16, length * 2));
                }
                if (index != null) {
                    index.put(name, length);
                }
                members[length++] = name;
                members[length++] = value;
            } else {
                members[at + 1] = value;
            }
            return this;
        }

        /** Removes a member, if there is one. */
        public Builder remove(String name) {
            int at = find(name);
            if (at >= 0) {
                System.arraycopy(members, at + 2, members, at, length - at - 2);
                length -= 2;
                index = null;
            }
            return this;
        }

        /** The value of this member as it is now; null where it is absent or null. */
        public @Nullable Object get(String name) {
            int at = find(name);
            return at < 0 ? null : frozen(members[at + 1]);
        }

        /** Whether there is a member of this name, even if it is null. */
        public boolean has(String name) {
            return find(name) >= 0;
        }

        private int find(String name) {
            Objects.requireNonNull(name, "name");
            if (length <= MANY * 2) {
                return indexOf(members, length, name);
            }
            if (index == null) {
                index = new java.util.HashMap<>(length);
                for (int i = 0; i < length; i += 2) {
                    index.put((String) notNull(members[i]), i);
                }
            }
            return index.getOrDefault(name, -1);
        }

        private static @Nullable Object frozen(@Nullable Object value) {
            return value instanceof JsonArray.Builder list ? list.build() : value;
        }

        public JsonObject build() {
            if (length == 0) {
                return EMPTY;
            }
            @Nullable Object[] copy = Arrays.copyOf(members, length);
            for (int i = 1; lists && i < length; i += 2) {
                copy[i] = frozen(copy[i]);
            }
            return new JsonObject(copy, null);
        }
    }

    /** The names of the members, in order. */
    public List<String> names() {
        return java.util.stream.IntStream.range(0, size()).mapToObj(this::name).toList();
    }
}
