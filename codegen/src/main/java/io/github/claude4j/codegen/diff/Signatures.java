package io.github.claude4j.codegen.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The public Java in generated code, a line for each thing that users can name: {@code text(): String},
 * {@code Builder.text(String)}, {@code implements ContentBlock}. Names of parameters are not part of it.
 */
final class Signatures {
    private static final Pattern START = Pattern.compile("(public|static|default|final class) [\\w<].*");
    private static final Pattern TYPE = Pattern.compile("(?:.* )?(class|interface) (\\w+)(.*)");
    private static final Pattern METHOD = Pattern.compile("(static )?(?:default )?(.+ )?(\\w+)\\((.*)\\)");
    private static final int MEMBER_OF_NESTED = 8;

    private final Set<String> found = new TreeSet<>();
    private String nested = "";

    private Signatures() {}

    static Set<String> of(String code) {
        Signatures signatures = new Signatures();
        StringBuilder head = new StringBuilder();
        int indent = 0;
        for (String line : code.lines().toList()) {
            String text = line.strip();
            if (head.length() == 0) {
                indent = line.length() - line.stripLeading().length();
            }
            if (head.length() > 0 || START.matcher(text).matches()) {
                head.append(head.length() > 0 ? " " : "").append(text);
                if (text.endsWith("{") || text.endsWith(";")) {
                    signatures.add(head.substring(0, head.length() - 1).strip(), indent);
                    head.setLength(0);
                }
            }
        }
        return signatures.found;
    }

    private void add(String declaration, int indent) {
        String head = declaration.replace("public ", "");
        String scope = indent >= MEMBER_OF_NESTED ? nested : "";
        Matcher type = TYPE.matcher(head);
        if (type.matches() && !head.contains("(")) {
            nested = indent == 0 ? "" : type.group(2) + ".";
            String name = indent == 0 ? "" : nested;
            found.add(name + type.group(1));
            parents(name, type.group(3));
            return;
        }
        int value = head.indexOf(" = ");
        if (value > 0) {
            found.add(scope + head.substring(head.lastIndexOf(' ', value - 1) + 1, value));
            return;
        }
        Matcher method = METHOD.matcher(head);
        if (method.matches() && method.group(2) != null) {
            String result = method.group(2).strip();
            String returns = scope.equals("Builder.") && result.equals("Builder") ? "" : ": " + result;
            String kind = method.group(1) == null ? "" : "static ";
            found.add(kind + scope + method.group(3) + "(" + parameters(method.group(4)) + ")" + returns);
        }
    }

    private void parents(String name, String clauses) {
        String supers = clauses.replaceAll(" permits .*", "").replaceAll(" (extends|implements) ", ", ");
        split(supers).stream().filter(parent -> !parent.isEmpty()).forEach(parent -> found.add(name + "is " + parent));
    }

    private static String parameters(String declared) {
        return split(declared).stream()
                .map(parameter -> parameter.substring(0, Math.max(0, parameter.lastIndexOf(' '))))
                .collect(Collectors.joining(", "));
    }

    /** The parts between commas that are in no angle brackets. */
    private static List<String> split(String list) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < list.length(); i++) {
            char character = list.charAt(i);
            depth += character == '<' ? 1 : character == '>' ? -1 : 0;
            if (character == ',' && depth == 0) {
                parts.add(list.substring(from, i).strip());
                from = i + 1;
            }
        }
        parts.add(list.substring(from).strip());
        return parts;
    }
}
