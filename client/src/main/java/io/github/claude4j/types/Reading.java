package io.github.claude4j.types;

import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One reading of a value, and what did not fit. */
final class Reading {
    /** Instead of a value that could not be read. */
    static final Object FAILED = new Object();

    private static final int DEEPEST = 900;
    private static final int MOST_PROBLEMS = 5;
    private static final int LONGEST_NAME = 60;

    /** Whether the JSON may not be complete: then what does not fit is as good as absent. */
    final boolean partial;

    /** What was made of parts that are closed, by their identity; null where nobody reads them again. */
    private final @Nullable IdentityHashMap<Object, Object> parts;

    /** What was kept of parts that are open, by their identity; null as well. */
    private final @Nullable IdentityHashMap<Object, Kept> growing;

    /** A list of its own from the first problem on, since mostly there is none. */
    private List<Problem> problems = List.of();

    /** Levels of what is read now, also of JSON in text in JSON, which no limit of its own would end. */
    private int depth;

    /** Their number, beside them because every part asks for it. */
    private int count;

    Reading(
            boolean partial,
            @Nullable IdentityHashMap<Object, Object> parts,
            @Nullable IdentityHashMap<Object, Kept> growing) {
        this.partial = partial;
        this.parts = parts;
        this.growing = growing;
    }

    /**
     * What a node makes of a part.
     *
     * @param name of the member; null for an element, which has an index
     * @param closed whether it is complete, so that what is made of it can be remembered
     */
    @Nullable
    Object part(@Nullable String name, int index, Node node, @Nullable Object json, boolean closed) {
        int before = count;
        depth++;
        Object made = depth > DEEPEST
                ? fail("is nested too deep")
                : parts == null || !closed || !isWorthIt(json) ? node.read(json, this) : once(parts, node, json);
        depth--;
        if (count > before) {
            under(name == null ? (Object) index : name, before);
        }
        return made;
    }

    /** Empty ones are the same everywhere, whatever they are read as. */
    private static boolean isWorthIt(@Nullable Object json) {
        return json instanceof JsonObject object
                ? !object.isEmpty()
                : json instanceof JsonArray array && !array.isEmpty();
    }

    private @Nullable Object once(IdentityHashMap<Object, Object> known, Node node, @Nullable Object json) {
        Object made = known.get(json);
        if (made == null) {
            made = node.read(json, this);
            if (made != null) {
                known.put(json, made);
            }
        }
        return made;
    }

    /** What was kept of this part, which grows only at its end; null where it does not grow. */
    @Nullable
    Kept kept(Object json) {
        return growing == null || !isWorthIt(json) ? null : growing.get(json);
    }

    static boolean isFailed(@Nullable Object value) {
        return FAILED.equals(value);
    }

    /** The problems since there were so many lie below this step. */
    private void under(Object step, int before) {
        for (Problem problem : problems.subList(before, problems.size())) {
            problem.steps.add(step);
        }
    }

    /** What did not fit, each with its path. */
    List<String> problems() {
        List<String> texts = new ArrayList<>(problems.size());
        for (Problem problem : problems) {
            texts.add(problem.toString());
        }
        return texts;
    }

    /** Whether so much is wrong already that the rest need not be looked at. */
    boolean isFull() {
        return count >= MOST_PROBLEMS;
    }

    Object expected(String what, @Nullable Object found) {
        return partial ? FAILED : fail("expected " + what + ", found " + Json.kind(found));
    }

    Object fail(String problem) {
        if (!partial && !isFull()) {
            problems = problems.isEmpty() ? new ArrayList<>() : problems;
            count++;
            problems.add(new Problem(problem));
        }
        return FAILED;
    }

    /** The same of the member of this name. */
    Object fail(String name, String problem) {
        int before = count;
        fail(problem);
        under(name, before);
        return FAILED;
    }

    /** The beginning of a name that somebody else has chosen. */
    static String shortened(String name) {
        return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME) + "…";
    }

    /** What a node keeps of a part that grows, for when it reads it again. */
    static final class Kept {
        private @Nullable Node owner;
        private @Nullable Object made;

        @SuppressWarnings({"unchecked", "ReferenceEquality"}) // kept together with the very node that made it
        <K> K by(Node node, Supplier<K> fresh) {
            if (made == null || owner != node) {
                owner = node;
                made = fresh.get();
            }
            return (K) made;
        }
    }

    /** What did not fit, and the way to it from its end: each part adds its step when it has been read. */
    private static final class Problem {
        final String text;
        final List<Object> steps = new ArrayList<>();

        Problem(String text) {
            this.text = text;
        }

        @Override
        public String toString() {
            StringBuilder path = new StringBuilder();
            for (int i = steps.size() - 1; i >= 0; i--) {
                if (steps.get(i) instanceof String name) {
                    path.append(path.isEmpty() ? "" : ".").append(shortened(name));
                } else {
                    path.append('[').append(steps.get(i)).append(']');
                }
            }
            return path.append(path.isEmpty() ? "" : ": ").append(text).toString();
        }
    }
}
