package io.github.claude4j.codegen.write;

import io.github.claude4j.codegen.spec.Field;
import io.github.claude4j.codegen.spec.Operation;
import io.github.claude4j.codegen.spec.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Doc comments out of the docs in the spec. */
final class Javadoc {
    private static final int WIDTH = 108;

    private Javadoc() {}

    /** What a caller should know about a field: its doc, and what the API asks of those who use it, such as these notes. */
    static String of(Field field, List<String> notes) {
        List<String> lines = new ArrayList<>();
        if (field.doc() != null) {
            lines.add(escape(field.doc()));
        }
        lines.addAll(notes);
        if (field.until() != null) {
            lines.add("Refused from API version " + field.until() + " on.");
        }
        if (field.is(Field.Flag.DEPRECATED)) {
            lines.add("@deprecated still accepted, no longer recommended");
        }
        return comment(lines);
    }

    static String of(Type type, String otherwise, BetaNotes betas) {
        List<String> lines = new ArrayList<>();
        lines.add(type.header().doc() == null ? otherwise : escape(type.header().doc()));
        lines.addAll(betas.notes(type, type.header().beta()));
        if (type instanceof Type.ObjectType object && object.open()) {
            lines.add("It takes further members: {@code put(name, value)} of its builder sets them.");
        }
        return comment(lines);
    }

    static String of(Operation operation) {
        List<String> lines = new ArrayList<>();
        if (operation.doc() != null) {
            lines.add(escape(operation.doc()));
        }
        lines.add("{@code %s %s}".formatted(operation.verb(), operation.route()));
        return comment(lines);
    }

    /** One paragraph for each of these; nothing for none. */
    static String comment(List<String> paragraphs) {
        if (paragraphs.isEmpty()) {
            return "";
        }
        if (paragraphs.size() == 1
                && paragraphs.get(0).length() < WIDTH
                && !paragraphs.get(0).startsWith("@")) {
            return "/** " + paragraphs.get(0) + " */\n";
        }
        StringBuilder text = new StringBuilder("/**\n");
        for (int i = 0; i < paragraphs.size(); i++) {
            String paragraph = paragraphs.get(i);
            String lead = i == 0 ? "" : " *\n";
            text.append(lead).append(wrap(i == 0 || paragraph.startsWith("@") ? paragraph : "<p>" + paragraph));
        }
        return text.append(" */\n").toString();
    }

    private static String wrap(String paragraph) {
        StringBuilder line = new StringBuilder();
        List<String> lines = new ArrayList<>();
        for (String word : paragraph.split("\\s+", -1)) {
            if (line.length() + word.length() > WIDTH) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines.stream().map(each -> " * " + each + "\n").collect(Collectors.joining());
    }

    /** Text of the spec as HTML; {@code `x`} becomes code. */
    static String escape(String doc) {
        String html = doc.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("@", "&#64;")
                .replace("*/", "*&#47;");
        return html.replaceAll("`([^`{}]+)`", "{@code $1}");
    }
}
