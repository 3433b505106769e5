package io.github.claude4j.testkit.internal.api;

import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The members of one object that somebody has written for a fake, asked for one by one. What is wrong is an
 * {@link IllegalArgumentException} that names the member, what was expected and what was found.
 */
final class Members {
    private static final BigDecimal MOST_SECONDS =
            BigDecimal.valueOf(Duration.ofDays(36_500).toSeconds());

    private final String path;
    private final JsonObject json;
    private final Set<String> known = new LinkedHashSet<>();

    private Members(String path, JsonObject json) {
        this.path = path;
        this.json = json;
    }

    /**
     * The members of a value that must be an object.
     *
     * @param name what messages put before the name of a member; empty for nothing
     */
    static Members of(String name, @Nullable Object value) {
        if (value instanceof JsonObject json) {
            return new Members(name.isEmpty() ? "" : name + ".", json);
        }
        throw new IllegalArgumentException(
                (name.isEmpty() ? "" : name + ": ") + "expected an object, found " + Json.kind(value));
    }

    boolean has(String name) {
        known.add(name);
        return json.get(name) != null;
    }

    boolean isObject(String name) {
        known.add(name);
        return json.get(name) instanceof JsonObject;
    }

    @Nullable
    Object any(String name) {
        known.add(name);
        return json.get(name);
    }

    String text(String name) {
        if (any(name) instanceof String text) {
            return text;
        }
        throw wrong(name, "a string");
    }

    /** Whether it is true; absent is false. */
    boolean flag(String name) {
        Object value = any(name);
        if (value == null || value instanceof Boolean) {
            return Boolean.TRUE.equals(value);
        }
        throw wrong(name, "true or false");
    }

    JsonObject object(String name) {
        if (any(name) instanceof JsonObject object) {
            return object;
        }
        throw wrong(name, "an object");
    }

    Members inside(String name) {
        return new Members(path + name + ".", object(name));
    }

    /** Refuses a member that is there and no string. */
    void textIfAny(String name) {
        if (has(name)) {
            text(name);
        }
    }

    /** Refuses a member that is there and no object. */
    void objectIfAny(String name) {
        if (has(name)) {
            object(name);
        }
    }

    /** The objects of a list, each with its own members. */
    List<Members> each(String name) {
        List<Members> each = new ArrayList<>();
        for (JsonObject object : objects(name).objects()) {
            each.add(new Members(path + name + "[" + each.size() + "].", object));
        }
        return each;
    }

    JsonArray objects(String name) {
        if (!(any(name) instanceof JsonArray list)) {
            throw wrong(name, "a list of objects");
        }
        for (Object item : list) {
            of(path + name, item);
        }
        return list;
    }

    int whole(String name, int least, int most) {
        if (any(name) instanceof Long number && number >= least && number <= most) {
            return number.intValue();
        }
        String range = most == Integer.MAX_VALUE ? least + " or more" : "from " + least + " to " + most;
        throw wrong(name, "a whole number, " + range);
    }

    /** A time in seconds, of which there may be parts. */
    Duration seconds(String name) {
        if (any(name) instanceof Number) {
            BigDecimal seconds = new BigDecimal(Json.write(json.get(name)));
            if (seconds.signum() >= 0 && seconds.compareTo(MOST_SECONDS) <= 0) {
                return Duration.ofNanos(seconds.movePointRight(9).longValue());
            }
        }
        throw wrong(name, "a number of seconds, 0 or more");
    }

    /** Refuses members that nobody has asked for. */
    void nothingElse() {
        for (String name : json.names()) {
            if (!known.contains(name)) {
                throw new IllegalArgumentException(
                        path + name + ": there is no such member; there are " + String.join(", ", known));
            }
        }
    }

    private IllegalArgumentException wrong(String name, String expected) {
        Object value = json.get(name);
        boolean shown = value instanceof Number || value instanceof Boolean;
        String found = json.has(name) ? shown ? Json.write(value) : Json.kind(value) : "none";
        return new IllegalArgumentException(path + name + ": expected " + expected + ", found " + found);
    }
}
