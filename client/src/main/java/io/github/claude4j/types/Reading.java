package io.github.claude4j.types;

import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One reading of a value: where it is, and what did not fit. */
final class Reading {
    /** Instead of a value that could not be read. */
    static final Object FAILED = new Object();

    private static final int MOST_PROBLEMS = 5;
    private static final int LONGEST_NAME = 60;

    /** Whether the JSON may not be complete: then what does not fit is as good as absent. */
    final boolean partial;

    private final List<String> problems = new ArrayList<>(0);

    /** The name of each step down, null for an index. */
    private @Nullable String[] names = new String[8];

    private int[] indexes = new int[8];
    private int depth;

    /** What was made of parts that are closed, by their identity; null where nobody reads them again. */
    private final @Nullable IdentityHashMap<Object, Object> parts;

    Reading(boolean partial, @Nullable IdentityHashMap<Object, Object> parts) {
        this.partial = partial;
        this.parts = parts;
    }

    /** What a node makes of a part; once only of one that is closed, where that is remembered. */
    @Nullable
    Object part(Node node, @Nullable Object json, boolean closed) {
        // Empty ones are the same everywhere, whatever they are read as.
        boolean worthIt = closed
                && (json instanceof JsonObject object
                        ? !object.isEmpty()
                        : json instanceof JsonArray array && !array.isEmpty());
        if (parts == null || json == null || !worthIt) {
            return node.read(json, this);
        }
        Object made = parts.get(json);
        if (made == null) {
            made = node.read(json, this);
            if (made != null) {
                parts.put(json, made);
            }
        }
        return made;
    }

    static boolean isFailed(@Nullable Object value) {
        return FAILED.equals(value);
    }

    List<String> problems() {
        return problems;
    }

    /** Whether so much is wrong already that the rest need not be looked at. */
    boolean isFull() {
        return problems.size() >= MOST_PROBLEMS;
    }

    void enter(@Nullable String name, int index) {
        if (depth == names.length) {
            names = Arrays.copyOf(names, depth * 2);
            indexes = Arrays.copyOf(indexes, depth * 2);
        }
        names[depth] = name;
        indexes[depth++] = index;
    }

    void leave() {
        depth--;
    }

    Object expected(String what, @Nullable Object found) {
        return partial ? FAILED : fail("expected " + what + ", found " + Json.kind(found));
    }

    Object fail(String problem) {
        if (!partial && !isFull()) {
            String path = path();
            problems.add(path.isEmpty() ? problem : path + ": " + problem);
        }
        return FAILED;
    }

    private String path() {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            String name = names[i];
            if (name == null) {
                path.append('[').append(indexes[i]).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(shortened(name));
            }
        }
        return path.toString();
    }

    /** The beginning of a name that somebody else has chosen. */
    static String shortened(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
    }
}
