package io.github.claude4j.testkit.internal.record;

import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds where two requests differ. The order of fields does not count; that of lists does. */
final class Differences {
    private static final int MOST_SHOWN = 200;

    /** Stands where one has a field and the other has not. */
    private static final Object NOTHING = new Object();

    private final FieldPaths ignored;
    private final List<String> found = new ArrayList<>();

    private Differences(FieldPaths ignored) {
        this.ignored = ignored;
    }

    /** Each difference as "path: recorded this, received that". */
    static List<String> between(JsonObject recorded, JsonObject received, FieldPaths ignored) {
        Differences differences = new Differences(ignored);
        differences.compare("", "", recorded, received);
        return differences.found;
    }

    private void compare(String shown, String path, @Nullable Object recorded, @Nullable Object received) {
        if (ignored.include(path)) {
            return;
        }
        if (recorded instanceof JsonObject one && received instanceof JsonObject other) {
            members(shown, path, one, other);
        } else if (recorded instanceof JsonArray one && received instanceof JsonArray other) {
            for (int i = 0; i < Math.max(one.size(), other.size()); i++) {
                compare(shown + "." + i, path, element(one, i), element(other, i));
            }
        } else if (!same(recorded, received)) {
            found.add(shown + ": recorded " + show(recorded) + ", received " + show(received));
        }
    }

    private void members(String shown, String path, JsonObject one, JsonObject other) {
        Set<String> names = new LinkedHashSet<>(one.names());
        names.addAll(other.names());
        for (String name : names) {
            String dot = path.isEmpty() ? "" : ".";
            compare(shown + dot + name, path + dot + name, member(one, name), member(other, name));
        }
    }

    private static @Nullable Object element(JsonArray array, int index) {
        return index < array.size() ? array.get(index) : NOTHING;
    }

    private static @Nullable Object member(JsonObject object, String name) {
        return object.has(name) ? object.get(name) : NOTHING;
    }

    /** 1 and 1.0 are the same number. */
    private static boolean same(@Nullable Object one, @Nullable Object other) {
        if (one instanceof Number && other instanceof Number) {
            return new BigDecimal(one.toString()).compareTo(new BigDecimal(other.toString())) == 0;
        }
        return Objects.equals(one, other);
    }

    private static String show(@Nullable Object value) {
        if (NOTHING.equals(value)) {
            return "nothing";
        }
        String text = Json.write(value);
        return text.length() > MOST_SHOWN ? text.substring(0, MOST_SHOWN) + "…" : text;
    }
}
