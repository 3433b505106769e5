package io.github.claude4j.cli.terminal;

import java.util.LinkedHashMap;
import java.util.Map;

/** What is to be said about one thing, a line a fact. */
public final class Facts {
    private final Map<String, String> facts = new LinkedHashMap<>();

    /** Adds a fact; none when its text is empty. */
    public Facts add(String name, String text) {
        if (!text.isEmpty()) {
            facts.put(name, Table.plain(text));
        }
        return this;
    }

    public String text() {
        int widest = facts.keySet().stream().mapToInt(String::length).max().orElse(0);
        StringBuilder lines = new StringBuilder();
        facts.forEach((name, text) -> lines.append(name)
                .append(" ".repeat(widest - name.length() + 2))
                .append(text)
                .append('\n'));
        return lines.toString();
    }
}
