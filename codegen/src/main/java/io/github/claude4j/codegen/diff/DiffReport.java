package io.github.claude4j.codegen.diff;

import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Tells people what changes between two specs, in Markdown, as the draft of a changelog: what breaks users first, then what
 * else changes for them, then what is new; each part by area.
 */
public final class DiffReport {
    public static final int SAME = 0;
    static final int COMPATIBLE = 2;
    static final int BREAKING = 3;

    private final List<Change> changes;

    public DiffReport(List<Change> changes) {
        this.changes = changes;
    }

    /** What the process says to scripts; 1 is left to failures. */
    public int status() {
        return changes.isEmpty() ? SAME : changes.stream().anyMatch(DiffReport::breaks) ? BREAKING : COMPATIBLE;
    }

    @Override
    public String toString() {
        if (changes.isEmpty()) {
            return "The specs say the same.\n";
        }
        long breaking = changes.stream().filter(DiffReport::breaks).count();
        return count(changes.size(), "operation or type changes", "operations and types change") + "; "
                + count(breaking, "of the changes breaks", "of the changes break") + " users of the Java API.\n"
                + section("Breaks", DiffReport::breaks)
                + section("Changes that break nobody", change -> !change.added() && !breaks(change))
                + section("New", Change::added);
    }

    private static boolean breaks(Change change) {
        return !change.breaks().isEmpty();
    }

    private static String count(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }

    private String section(String title, Predicate<Change> which) {
        StringBuilder text = new StringBuilder();
        changes.stream()
                .filter(which)
                .collect(Collectors.groupingBy(Change::area, TreeMap::new, Collectors.toList()))
                .forEach((area, of) -> area(text, area, of));
        return text.length() == 0 ? "" : "\n## " + title + "\n" + text;
    }

    private static void area(StringBuilder text, String area, List<Change> changes) {
        text.append("\n### ").append(area).append("\n");
        changes.stream().filter(change -> !change.added() || change.operation()).forEach(change -> {
            text.append("- `").append(change.subject()).append("`");
            text.append(breaks(change) ? " (" + Effect.words(change.breaks()) + ")" : "");
            text.append(change.news() == null ? "" : ": " + change.news()).append("\n");
            change.details().forEach(line -> text.append("  - ").append(line).append("\n"));
        });
        // What types are like is in their docs; that they are there is enough to know here.
        List<String> types = changes.stream()
                .filter(change -> change.added() && !change.operation())
                .map(change -> change.subject().substring(change.subject().lastIndexOf('.') + 1))
                .toList();
        text.append(types.isEmpty() ? "" : "- types: " + Comparison.quoted(types) + "\n");
    }
}
