package io.github.claude4j.codegen.write;

import io.github.claude4j.codegen.spec.Area;
import io.github.claude4j.codegen.spec.TypeExpr;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A Java file in the making: the body as text, and the imports that it turns out to need. */
public final class JavaFile {
    private static final int WIDTH = 120;
    private static final Pattern TEXT = Pattern.compile("\"([^\"\\\\]|\\\\.)*\"");

    private final String source;
    private final String packageName;
    private final String name;
    private final Set<String> neighbours;
    private final Map<String, String> imports = new TreeMap<>();
    private final StringBuilder body = new StringBuilder();

    /**
     * @param source the file of the spec that it comes from
     * @param neighbours the simple names that the package declares; an import may not hide one
     */
    JavaFile(String source, String packageName, String name, Set<String> neighbours) {
        this.source = source;
        this.packageName = packageName;
        this.name = name;
        this.neighbours = neighbours;
    }

    /** Where it belongs below the source folder. */
    String path() {
        return packageName.replace('.', '/') + "/" + name + ".java";
    }

    /** How this file calls a class; imports it unless the simple name means something else here. */
    String use(String qualified) {
        int dot = qualified.lastIndexOf('.');
        String owner = qualified.substring(0, dot);
        String simple = qualified.substring(dot + 1);
        if (owner.equals(packageName) || owner.equals("java.lang")) {
            return simple;
        }
        boolean free = !simple.equals(name) && !neighbours.contains(simple);
        return free && imports.computeIfAbsent(simple, key -> qualified).equals(qualified) ? simple : qualified;
    }

    /** How this file calls the class of a type. */
    String use(TypeExpr.Ref ref) {
        return use(Area.javaPackage(ref.area()) + "." + ref.name());
    }

    JavaFile add(String text) {
        body.append(text);
        return this;
    }

    /** Adds text that stands so many blocks deep. */
    JavaFile add(int depth, String text) {
        return add(text.indent(depth * 4));
    }

    @Override
    public String toString() {
        String lines = imports.values().stream()
                .sorted()
                .map(qualified -> "import " + qualified + ";\n")
                .collect(Collectors.joining());
        return header(source) + "package " + packageName + ";\n\n" + lines + (lines.isEmpty() ? "" : "\n")
                + body.toString().lines().map(JavaFile::fit).collect(Collectors.joining("\n", "", "\n"));
    }

    static String header(String source) {
        return "// Generated from " + source + " by codegen; edit that file instead.\n";
    }

    /** Breaks a line that is too long where a reader would, never inside a text. */
    private static String fit(String line) {
        String text = line.stripTrailing();
        if (text.length() <= WIDTH || text.stripLeading().startsWith("*")) {
            return text;
        }
        int indent = text.length() - text.stripLeading().length();
        // The same line with blanks for its texts, so that nothing in them looks like a place to break at.
        String code =
                TEXT.matcher(text).replaceAll(found -> "_".repeat(found.group().length()));
        int cut = code.lastIndexOf(".put(", WIDTH);
        for (String after : List.of(", ", " = ", "(")) {
            int at = code.lastIndexOf(after, WIDTH - after.length());
            cut = cut <= indent && at > indent ? at + after.stripTrailing().length() : cut;
        }
        return cut <= indent
                ? text
                : text.substring(0, cut)
                        + "\n"
                        + fit(" ".repeat(indent + 8) + text.substring(cut).strip());
    }

    /** A head with a list behind a word, such as {@code permits}: on its line if it fits, else over several. */
    static String clause(String head, String word, List<String> names) {
        if (names.isEmpty()) {
            return head;
        }
        String line = head + " " + word + " " + String.join(", ", names);
        if (line.length() + 2 <= WIDTH && !head.contains("\n")) {
            return line;
        }
        StringBuilder clause = new StringBuilder(head).append("\n        ").append(word);
        int width = 8 + word.length();
        for (int i = 0; i < names.size(); i++) {
            String next = names.get(i) + (i < names.size() - 1 ? "," : "");
            if (width + next.length() + 3 > WIDTH) {
                clause.append("\n               ");
                width = 15;
            }
            clause.append(' ').append(next);
            width += next.length() + 1;
        }
        return clause.toString();
    }

    /** A Java string literal. */
    static String quote(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
    }
}
