package io.github.claude4j.json;

import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.PackageVersion;
import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.errors.InvalidParamsException;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads and writes any JSON value. */
public final class Json {
    static {
        try {
            Objects.requireNonNull(StreamReadConstraints.defaults());
        } catch (LinkageError older) {
            // What else is on the class path may have brought it.
            throw new NoClassDefFoundError(
                    "claude4j needs jackson-core 2.15 or newer, found " + PackageVersion.VERSION);
        }
    }

    private Json() {}

    /**
     * Reads JSON text.
     *
     * @return a value as {@link JsonObject} lists them
     * @throws InvalidDataException when it is no JSON
     */
    public static @Nullable Object parse(String json) {
        return JsonReader.ofAny().whole(Objects.requireNonNull(json, "json"));
    }

    /**
     * Reads JSON text in UTF-8.
     *
     * @return a value as {@link JsonObject} lists them
     * @throws InvalidDataException when it is no JSON
     */
    public static @Nullable Object parse(byte[] json) {
        return JsonReader.ofAny().whole(Objects.requireNonNull(json, "json"), 0, json.length);
    }

    /**
     * Reads JSON text in UTF-8 that may be large, such as an answer: nested 900 levels deep at most, so that it can be said and saved
     * again with something around it.
     *
     * @param check run now and then, each time some thousands of values were read; ends the reading by throwing
     * @return a value as {@link JsonObject} lists them
     * @throws InvalidDataException when it is no JSON
     */
    public static @Nullable Object parse(byte[] json, Runnable check) {
        return JsonReader.ofAnswers(Objects.requireNonNull(check, "check"))
                .whole(Objects.requireNonNull(json, "json"), 0, json.length);
    }

    /**
     * Reads JSON text in UTF-8 from a part of an array.
     *
     * @return a value as {@link JsonObject} lists them
     * @throws InvalidDataException when it is no JSON
     */
    public static @Nullable Object parse(byte[] json, int offset, int length) {
        return JsonReader.ofAny().whole(Objects.requireNonNull(json, "json"), offset, length);
    }

    /** The JSON text of a value, exactly; takes what {@link JsonObject.Builder#put} takes. */
    public static String write(@Nullable Object value) {
        return JsonPrinter.text(toJson(value));
    }

    /** The JSON text of a value with two spaces of indentation a level. */
    public static String writePretty(@Nullable Object value) {
        return JsonPrinter.pretty(toJson(value));
    }

    /**
     * Writes the JSON text of a value in UTF-8; the stream stays open. Binary content is encoded on the way.
     *
     * @throws IOException when the stream fails, or a file that is part of the value cannot be read
     */
    public static void write(@Nullable Object value, OutputStream out) throws IOException {
        JsonPrinter.utf8(toJson(value), Objects.requireNonNull(out, "out"));
    }

    /** What kind of JSON a value is, for messages: "a string", "an object", "null" and so on. */
    public static String kind(@Nullable Object value) {
        if (value == null) {
            return "null";
        }
        if (value instanceof String || value instanceof Binary) {
            return "a string";
        }
        if (value instanceof Number) {
            return "a number";
        }
        if (value instanceof Boolean) {
            return "a boolean";
        }
        return value instanceof JsonObject ? "an object" : "an array";
    }

    static @Nullable Object toJson(@Nullable Object value) {
        return toJson(value, "JSON");
    }

    static @Nullable Object toJson(@Nullable Object value, String where) {
        if (value == null
                || value instanceof String
                || value instanceof Long
                || value instanceof Boolean
                || value instanceof JsonObject
                || value instanceof JsonArray
                || value instanceof JsonNumber
                || value instanceof Binary) {
            return value;
        }
        if (value instanceof JsonView view) {
            return view.json();
        }
        if (value instanceof Number number) {
            return number(number, where);
        }
        if (value instanceof Map<?, ?> map) {
            JsonObject.Builder object = JsonObject.builder();
            map.forEach((name, member) -> object.put(String.valueOf(name), member));
            return object.build();
        }
        // A path is an iterable of its parts, and of itself where it has one.
        if (value instanceof Iterable<?> values && !(value instanceof Path)) {
            return array(values, where);
        }
        if (value instanceof byte[] bytes) {
            return Binary.of(bytes);
        }
        if (value instanceof Instant || value instanceof LocalDate) {
            return value.toString();
        }
        throw new InvalidParamsException(where + ": expected something that can be JSON, found a "
                + value.getClass().getName());
    }

    static JsonArray array(Iterable<?> values, String where) {
        JsonArray.Builder array = JsonArray.builder();
        for (Object value : values) {
            array.append(toJson(value, where));
        }
        return array.build();
    }

    private static Object number(Number number, String where) {
        if (number instanceof Integer || number instanceof Short || number instanceof Byte) {
            return number.longValue();
        }
        if (number instanceof BigInteger big) {
            return big.bitLength() < Long.SIZE ? (Object) big.longValue() : big;
        }
        if (number instanceof Double || number instanceof Float) {
            if (!Double.isFinite(number.doubleValue())) {
                throw new InvalidParamsException(where + ": expected a finite number, found " + number);
            }
            return new JsonNumber(number.toString());
        }
        if (number instanceof BigDecimal decimal) {
            // Without a fraction it would be read as an integer.
            return decimal.scale() == 0 ? number(decimal.unscaledValue(), where) : new JsonNumber(decimal.toString());
        }
        throw new InvalidParamsException(where + ": expected a number that can be JSON, found a "
                + number.getClass().getName());
    }

    static @Nullable Object toJdk(@Nullable Object value) {
        if (value instanceof JsonObject object) {
            return object.asMap();
        }
        if (value instanceof JsonArray array) {
            return array.asList();
        }
        if (value instanceof JsonNumber number) {
            return number.decimal();
        }
        return value instanceof Binary binary ? binary.base64() : value;
    }

    /** Equality of values, where bytes equal their base64 text, wherever they are. */
    static boolean same(@Nullable Object a, @Nullable Object b) {
        return Objects.equals(a, b)
                || ((a instanceof Binary || b instanceof Binary) && Objects.equals(plain(a), plain(b)));
    }

    static int hash(@Nullable Object value) {
        return Objects.hashCode(plain(value));
    }

    private static @Nullable Object plain(@Nullable Object value) {
        return value instanceof Binary binary ? binary.base64() : value;
    }

    static String text(Object value, String where) {
        return value instanceof Binary binary ? binary.base64() : as(String.class, value, where);
    }

    static long toLong(Object value, String where) {
        if (value instanceof Long number) {
            return number;
        }
        // An integer may be spelled 1.0 or 1e3: gateways that go through floating point do that.
        if (value instanceof JsonNumber number) {
            try {
                return number.decimal().longValueExact();
            } catch (ArithmeticException | InvalidDataException e) {
                throw unexpected(where, "an integer", "another number");
            }
        }
        throw unexpected(where, "an integer", value instanceof BigInteger ? "one beyond 64 bits" : kind(value));
    }

    static double toDouble(Object value, String where) {
        return as(Number.class, value, where).doubleValue();
    }

    static <T> T as(Class<T> type, Object value, String where) {
        if (type.isInstance(value)) {
            return type.cast(value);
        }
        throw unexpected(where, expected(type), kind(value));
    }

    private static String expected(Class<?> type) {
        return switch (type.getSimpleName()) {
            case "String" -> "a string";
            case "Boolean" -> "a boolean";
            case "JsonObject" -> "an object";
            case "JsonArray" -> "an array";
            default -> "a number";
        };
    }

    static InvalidDataException unexpected(String where, String expected, String found) {
        return new InvalidDataException(where + ": expected " + expected + ", found " + found);
    }
}
