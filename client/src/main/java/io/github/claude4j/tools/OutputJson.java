package io.github.claude4j.tools;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.json.JsonView;
import io.github.claude4j.types.JsonType;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a tool gave as JSON. What JSON cannot say is refused with its place: nobody would find it in a large result. */
final class OutputJson {
    /** The place of all of it. */
    static final String WHOLE = "result";

    /** What the value lies in: what contains itself has no end. */
    private final Set<Object> around = Collections.newSetFromMap(new IdentityHashMap<>());

    private OutputJson() {}

    static @Nullable Object of(@Nullable Object value) {
        try {
            return new OutputJson().json(value, WHOLE);
        } catch (StackOverflowError e) {
            throw refused(WHOLE, "JSON", "something that contains itself, or is nested too deeply");
        }
    }

    private @Nullable Object json(@Nullable Object value, String path) {
        if (value instanceof Optional<?> optional) {
            return json(optional.orElse(null), path);
        }
        if (value instanceof Number number) {
            check(number, path);
        }
        if (value == null
                || value instanceof String
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof JsonObject
                || value instanceof JsonArray) {
            return value;
        }
        if (value instanceof JsonView view) {
            return view.json();
        }
        if (!(value instanceof Map<?, ?>) && !(value instanceof Collection<?>)) {
            return written(value, value.getClass(), path);
        }
        if (!around.add(value)) {
            throw refused(path, "JSON", "what it lies in: it contains itself");
        }
        Object json = value instanceof Map<?, ?> map ? object(map, path) : array((Collection<?>) value, path);
        around.remove(value);
        return json;
    }

    private JsonObject object(Map<?, ?> map, String path) {
        JsonObject.Builder object = JsonObject.builder();
        map.forEach((name, each) -> {
            if (name == null) {
                throw refused(path, "names of members", "null as one");
            }
            object.put(name.toString(), json(each, path + "." + name));
        });
        return object.build();
    }

    private JsonArray array(Collection<?> all, String path) {
        JsonArray.Builder array = JsonArray.builder();
        int i = 0;
        for (Object each : all) {
            array.add(json(each, path + "[" + i++ + "]"));
        }
        return array.build();
    }

    /** JSON has no number that is none, and none without an end. */
    static void check(Number number, String path) {
        if ((number instanceof Double || number instanceof Float) && !Double.isFinite(number.doubleValue())) {
            throw refused(path, "a number that JSON has", number.toString());
        }
    }

    private static <T> @Nullable Object written(Object value, Class<T> type, String path) {
        Class<?> declared = value instanceof Enum<?> constant ? constant.getDeclaringClass() : type;
        try {
            JsonObject json = write(JsonType.of(declared), value);
            return type.isRecord() ? json : json.get("value");
        } catch (InvalidParamsException | NullPointerException e) {
            InvalidParamsException refused = new InvalidParamsException(
                    path + ": expected what JSON can say, found a " + type.getTypeName() + ": " + e.getMessage());
            refused.initCause(e);
            throw refused;
        }
    }

    @SuppressWarnings("unchecked")
    private static <T> JsonObject write(JsonType<T> type, Object value) {
        return type.write((T) value);
    }

    private static InvalidParamsException refused(String path, String expected, String found) {
        return new InvalidParamsException(path + ": expected " + expected + ", found " + found);
    }
}
