package io.github.claude4j;

import com.fasterxml.jackson.annotation.JsonValue;
import io.github.claude4j.http.ResponseInfo;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.json.JsonView;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * An object of the API: an immutable view over its JSON, which is kept whole, unknown members included.
 *
 * <p>Nothing is checked when a view is made. An accessor that meets a wrong shape throws {@link InvalidDataException},
 * which names the type, the field, what was expected and what was found. Views are values: compare them with
 * {@code equals}.
 */
public abstract class ApiObject implements JsonView {
    private final JsonObject json;

    protected ApiObject(JsonObject json) {
        this.json = Objects.requireNonNull(json, "json");
    }

    /** The JSON underneath, as it came or as it will be sent. */
    @Override
    @JsonValue
    public final JsonObject json() {
        return json;
    }

    /** Status, headers and request id of the HTTP answer that this is the body of; empty for anything else. */
    public final Optional<ResponseInfo> response() {
        return json.origin() instanceof ResponseInfo info ? Optional.of(info) : Optional.empty();
    }

    protected final String string(String name) {
        return json.get(name) instanceof String text ? text : read(name, JsonObject::string);
    }

    protected final long number(String name) {
        return json.get(name) instanceof Long number ? number : read(name, JsonObject::longValue);
    }

    protected final double decimal(String name) {
        return read(name, JsonObject::doubleValue);
    }

    protected final boolean bool(String name) {
        return read(name, JsonObject::booleanValue);
    }

    /** A number where absent means zero. */
    protected final long count(String name) {
        return json.get(name) == null ? 0 : number(name);
    }

    /** A boolean where absent means false. */
    protected final boolean flag(String name) {
        return json.get(name) != null && bool(name);
    }

    protected final Instant instant(String name) {
        return time(name, string(name), text -> OffsetDateTime.parse(text).toInstant());
    }

    protected final LocalDate date(String name) {
        return time(name, string(name), LocalDate::parse);
    }

    protected final JsonObject object(String name) {
        return read(name, JsonObject::object);
    }

    protected final <T> T object(String name, Function<JsonObject, T> of) {
        return of.apply(object(name));
    }

    /** A value of any shape, never null. */
    protected final <T> T value(String name, Function<Object, T> of) {
        Object value = json.get(name);
        if (value == null) {
            throw wrong(name, "a value", json.has(name) ? "null" : "nothing");
        }
        return of.apply(value);
    }

    protected final Optional<String> optionalString(String name) {
        return Optional.ofNullable(json.get(name)).map(value -> string(name));
    }

    protected final OptionalLong optionalNumber(String name) {
        return json.get(name) == null ? OptionalLong.empty() : OptionalLong.of(number(name));
    }

    protected final OptionalDouble optionalDecimal(String name) {
        return json.get(name) == null ? OptionalDouble.empty() : OptionalDouble.of(decimal(name));
    }

    protected final Optional<Boolean> optionalBool(String name) {
        return json.get(name) == null ? Optional.empty() : Optional.of(bool(name));
    }

    protected final Optional<Instant> optionalInstant(String name) {
        return json.get(name) == null ? Optional.empty() : Optional.of(instant(name));
    }

    protected final Optional<LocalDate> optionalDate(String name) {
        return json.get(name) == null ? Optional.empty() : Optional.of(date(name));
    }

    protected final Optional<JsonObject> optionalObject(String name) {
        return json.get(name) == null ? Optional.empty() : Optional.of(object(name));
    }

    protected final <T> Optional<T> optional(String name, Function<JsonObject, T> of) {
        return json.get(name) == null ? Optional.empty() : Optional.of(object(name, of));
    }

    /** A value of any shape; empty where it is absent or null. */
    protected final <T> Optional<T> optionalValue(String name, Function<Object, T> of) {
        return Optional.ofNullable(json.get(name)).map(of);
    }

    /** Bytes that travel as base64 text. */
    protected final byte[] bytes(String name) {
        try {
            return Base64.getDecoder().decode(string(name));
        } catch (IllegalArgumentException e) {
            throw new InvalidDataException(where(name) + ": expected base64, found other text", e);
        }
    }

    /** A list of objects; empty where it is absent or null. */
    protected final <T> List<T> list(String name, Function<JsonObject, T> of) {
        return elements(name, JsonObject.class, "an object", of);
    }

    /** A list of text; empty where it is absent or null. */
    protected final List<String> strings(String name) {
        return elements(name, String.class, "a string", Function.identity());
    }

    /** A list of text that stands for something; empty where it is absent or null. */
    protected final <T> List<T> texts(String name, Function<String, T> of) {
        return elements(name, String.class, "a string", of);
    }

    /** A list of integers; empty where it is absent or null. */
    protected final List<Long> numbers(String name) {
        return elements(name, Long.class, "an integer", Function.identity());
    }

    /** A list of values of any shape but null; empty where it is absent or null. */
    protected final <T> List<T> values(String name, Function<Object, T> of) {
        return elements(name, Object.class, "a value", of);
    }

    /** A list where text alone stands for a list of one text block; empty where it is absent or null. */
    protected final <T> List<T> textOrList(String name, Function<JsonObject, T> of) {
        return json.get(name) instanceof String text
                ? List.of(of.apply(JsonObject.of("type", "text", "text", text)))
                : list(name, of);
    }

    /** A map of objects; empty where it is absent or null. */
    protected final <T> Map<String, T> map(String name, Function<JsonObject, T> of) {
        return entries(name, false, JsonObject.class, "an object", of);
    }

    /** A map of text; empty where it is absent or null. */
    protected final Map<String, String> stringMap(String name) {
        return entries(name, false, String.class, "a string", Function.identity());
    }

    /** A map of objects in which null stands for an entry that is to go, without those; empty where it is absent or null. */
    protected final <T> Map<String, T> mapWithoutNulls(String name, Function<JsonObject, T> of) {
        return entries(name, true, JsonObject.class, "an object", of);
    }

    /** A map of text in which null stands for an entry that is to go, without those; empty where it is absent or null. */
    protected final Map<String, String> stringMapWithoutNulls(String name) {
        return entries(name, true, String.class, "a string", Function.identity());
    }

    private <V, T> List<T> elements(String name, Class<V> type, String expected, Function<V, T> of) {
        if (json.get(name) == null) {
            return List.of();
        }
        JsonArray array = read(name, JsonObject::array);
        List<T> list = new ArrayList<>(array.size());
        for (int i = 0; i < array.size(); i++) {
            Object element = array.get(i);
            if (!type.isInstance(element)) {
                throw wrong(name + "[" + i + "]", expected, Json.kind(element));
            }
            list.add(of.apply(type.cast(element)));
        }
        return Collections.unmodifiableList(list);
    }

    private <V, T> Map<String, T> entries(
            String name, boolean nulls, Class<V> type, String expected, Function<V, T> of) {
        if (json.get(name) == null) {
            return Map.of();
        }
        JsonObject object = object(name);
        Map<String, T> map = new LinkedHashMap<>(object.size() * 2);
        for (int i = 0; i < object.size(); i++) {
            Object value = object.value(i);
            if (nulls && value == null) {
                continue;
            }
            if (!type.isInstance(value)) {
                throw wrong(name + "." + object.name(i), expected, Json.kind(value));
            }
            map.put(object.name(i), of.apply(type.cast(value)));
        }
        return Collections.unmodifiableMap(map);
    }

    private <T> T time(String name, String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (DateTimeException e) {
            // The cause would quote the text.
            throw new InvalidDataException(where(name) + ": expected a date or time, found other text");
        }
    }

    private <T> T read(String name, BiFunction<JsonObject, String, T> reader) {
        try {
            return reader.apply(json, name);
        } catch (InvalidDataException e) {
            throw new InvalidDataException(where("") + e.getMessage(), e);
        }
    }

    private InvalidDataException wrong(String name, String expected, String found) {
        return new InvalidDataException(where(name) + ": expected " + expected + ", found " + found);
    }

    private String where(String name) {
        return getClass().getSimpleName() + "." + name;
    }

    @Override
    public final boolean equals(@Nullable Object other) {
        return other instanceof ApiObject that && getClass() == that.getClass() && json.equals(that.json);
    }

    @Override
    public final int hashCode() {
        return json.hashCode();
    }

    /** The JSON for people: secret fields masked, long values cut. {@code json().toJson()} gives all of it. */
    @Override
    public final String toString() {
        return json.toString();
    }

    /**
     * Writes the fields of an API object. {@code build()} copies, so a builder may go on being used.
     *
     * @param <B> the builder itself
     */
    public abstract static class Builder<B extends Builder<B>> {
        private final JsonObject.Builder json;

        protected Builder(JsonObject.Builder json) {
            this.json = json;
        }

        /** Sets a field that this version does not know, or gives a known one a value of another shape. */
        public final B put(String name, @Nullable Object value) {
            json.put(name, value);
            return self();
        }

        /** The JSON of a field as it is now, known or not; null where it is absent or null. */
        public final @Nullable Object get(String name) {
            return json.get(name);
        }

        protected final B set(String name, Object value) {
            json.put(name, Objects.requireNonNull(value, name));
            return self();
        }

        protected final B add(String name, Object value) {
            json.add(name, Objects.requireNonNull(value, name));
            return self();
        }

        /** Appends to a list that may be text so far, which then becomes its first text block. */
        protected final B addBlock(String name, Object value) {
            if (json.get(name) instanceof String text) {
                json.put(name, JsonArray.of(JsonObject.of("type", "text", "text", text)));
            }
            return add(name, value);
        }

        /** Sets one entry of a field that is a map. */
        protected final B entry(String name, String key, Object value) {
            JsonObject map = json.get(name) instanceof JsonObject present ? present : JsonObject.of();
            json.put(name, map.with(key, Objects.requireNonNull(value, key)));
            return self();
        }

        /** Writes an explicit null for one entry of a field that is a map, which tells the API to take it out. */
        protected final B clearEntry(String name, String key) {
            JsonObject map = json.get(name) instanceof JsonObject present ? present : JsonObject.of();
            json.put(name, map.with(key, null));
            return self();
        }

        /** Writes an explicit null, which tells the API to clear the field. */
        protected final B clear(String name) {
            json.put(name, null);
            return self();
        }

        /** The fields as they are now. */
        protected final JsonObject fields() {
            return json.build();
        }

        /**
         * Ends building.
         *
         * @throws InvalidRequestException naming every one of these fields that is absent
         */
        protected final JsonObject build(String type, String... required) {
            List<String> missing = new ArrayList<>();
            for (String name : required) {
                if (!json.has(name)) {
                    missing.add(name);
                }
            }
            if (!missing.isEmpty()) {
                throw new InvalidRequestException(type + ": missing " + String.join(", ", missing));
            }
            return json.build();
        }

        @SuppressWarnings("unchecked")
        private B self() {
            return (B) this;
        }
    }
}
