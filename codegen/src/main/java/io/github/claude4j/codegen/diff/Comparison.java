package io.github.claude4j.codegen.diff;

import io.github.claude4j.codegen.spec.Field;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Collects what two descriptions of the same thing differ in, a line each, and whom it breaks. */
final class Comparison {
    private static final Set<String> CLASS = Set.of("class", "interface");

    private final Renames renames;
    private final Notation before;
    private final Notation after;
    private final List<String> details = new ArrayList<>();
    private final Set<Effect> breaks = EnumSet.noneOf(Effect.class);

    Comparison(Renames renames, String area) {
        this.renames = renames;
        this.before = new Notation(area, renames::type);
        this.after = new Notation(area, UnaryOperator.identity());
    }

    /** How to read the old spec: with the new names. */
    Notation before() {
        return before;
    }

    Notation after() {
        return after;
    }

    List<String> details() {
        return details;
    }

    Set<Effect> breaks() {
        return breaks;
    }

    void facts(Map<String, List<String>> old, Map<String, List<String>> now) {
        Set<String> keys = new LinkedHashSet<>(now.keySet());
        keys.addAll(old.keySet());
        for (String key : keys) {
            fact(key, old.getOrDefault(key, List.of()), now.getOrDefault(key, List.of()));
        }
    }

    private void fact(String key, List<String> old, List<String> now) {
        List<String> added = without(now, old);
        List<String> removed = without(old, now);
        if (old.size() == 1 && now.size() == 1 && !added.isEmpty()) {
            details.add(key + " " + quoted(now) + ", was " + quoted(old));
            return;
        }
        if (!added.isEmpty()) {
            details.add(key + ": added " + quoted(added));
        }
        if (!removed.isEmpty()) {
            details.add(key + ": removed " + quoted(removed));
        }
    }

    private static List<String> without(List<String> these, List<String> those) {
        return these.stream().filter(one -> !those.contains(one)).toList();
    }

    static String quoted(List<String> values) {
        return values.stream().map(value -> "`" + value + "`").collect(Collectors.joining(", "));
    }

    /** All of them are text in Java, so a new order compiles and asks for something else. */
    void route(List<String> old, List<String> now) {
        if (!old.equals(now) && new TreeSet<>(old).equals(new TreeSet<>(now))) {
            details.add("the parameters of the route changed places: " + String.join(", ", now));
            breaks.add(Effect.RUN_TIME);
        }
    }

    /**
     * Compares the fields of an object.
     *
     * @param asked whether users build such objects for requests
     */
    void fields(Map<String, Field> old, Map<String, Field> now, boolean asked) {
        Set<String> names = new TreeSet<>(now.keySet());
        names.addAll(old.keySet());
        for (String name : names) {
            field(old.get(name), now.get(name), asked);
        }
    }

    private void field(Field old, Field now, boolean asked) {
        if (now == null) {
            details.add("field removed: `" + before.field(old) + "`");
            return;
        }
        String line = after.field(now);
        if (old == null) {
            details.add("field added: `" + line + "`");
        } else if (!line.equals(before.field(old))) {
            details.add("field `" + line + "`, was `" + before.field(old) + "`");
        }
        if (asked && now.required() && (old == null || !old.required())) {
            runTime(now, "must now be set");
        }
        if (asked && now.until() != null && (old == null || !now.until().equals(old.until()))) {
            runTime(now, "is refused from API version " + now.until() + " on");
        }
        boolean preset = old != null && old.preset() && now.preset();
        if (asked && preset && !old.type().equals(now.type())) {
            runTime(now, "is sent as " + now.type());
        }
    }

    private void runTime(Field field, String what) {
        details.add("`" + field.wire() + "` " + what);
        breaks.add(Effect.RUN_TIME);
    }

    /** What users can no longer name or get in Java. */
    void java(Set<String> old, Set<String> now, Set<Effect> effects) {
        Set<String> lost = old.stream().map(renames::signature).collect(Collectors.toCollection(TreeSet::new));
        lost.removeAll(now);
        if (lost.isEmpty()) {
            return;
        }
        breaks.addAll(effects);
        if (lost.stream().anyMatch(CLASS::contains)) {
            details.add(now.isEmpty() ? "Java: the class is gone" : "Java: the class is of another kind");
            return;
        }
        for (String signature : lost) {
            String start = signature.substring(0, signature.lastIndexOf(')') + 1);
            String other = now.stream()
                    .filter(each -> !start.isEmpty() && each.startsWith(start + ":"))
                    .findFirst()
                    .orElse("");
            details.add(
                    other.isEmpty()
                            ? "Java: `" + signature + "` is gone"
                            : "Java: `" + other + "`, was `" + signature.substring(start.length() + 2) + "`");
        }
    }
}
