package io.github.claude4j.codegen.spec;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the operations of a file. */
final class OperationReader {
    private static final Set<String> KEYS = Set.of(
            "doc",
            "http",
            "params",
            "returns",
            "streams",
            "stream_as",
            "jsonl",
            "pages",
            "multipart",
            "retry",
            "beta",
            "headers",
            "error_codes",
            "implements",
            "extends",
            "by_hand");
    private static final Set<String> STYLES = Set.of("cursor", "ids", "report", "bidirectional");

    private final RefReader refs;

    OperationReader(RefReader refs) {
        this.refs = refs;
    }

    Operation operation(String name, Yaml yaml) {
        Map<String, Yaml> keys = yaml.map(KEYS);
        String[] http = http(yaml, keys);
        String returns = keys.containsKey("returns") ? keys.get("returns").text() : "";
        boolean nullable = returns.endsWith(RefReader.OR_NULL);
        boolean binary = returns.equals("binary");
        Map<String, Yaml> pages = keys.containsKey("pages") ? keys.get("pages").map(Set.of("of", "style")) : Map.of();
        if (!name.matches("[a-z_]+(\\.[a-z_]+)+")) {
            yaml.problem("an operation is called service.action");
        }
        return new Operation(
                yaml.mark(),
                name,
                SpecReader.doc(keys),
                http[0],
                http[1],
                ref(keys, "params"),
                returns.isEmpty() || binary
                        ? null
                        : refs.ref(keys.get("returns"), returns.replace(RefReader.OR_NULL, "")),
                nullable,
                binary,
                ref(keys, "streams"),
                SpecReader.text(keys, "stream_as"),
                ref(keys, "jsonl"),
                ref(pages, "of"),
                style(keys, pages),
                SpecReader.flag(keys, "multipart"),
                keys.containsKey("retry"),
                safeUnless(keys),
                SpecReader.beta(keys),
                SpecReader.texts(keys, "headers"),
                SpecReader.texts(keys, "error_codes"),
                SpecReader.texts(keys, "implements"),
                SpecReader.text(keys, "extends"),
                SpecReader.flag(keys, "by_hand"));
    }

    private static String[] http(Yaml yaml, Map<String, Yaml> keys) {
        String http = keys.containsKey("http") ? keys.get("http").text() : "";
        if (!http.matches("(GET|POST|PUT|PATCH|DELETE) /[\\w/{}.-]+")) {
            yaml.problem("expected \"http: VERB /route\"");
            return new String[] {"GET", "/"};
        }
        String[] parts = http.split(" ");
        List<String> segments = List.of(parts[1].split("/"));
        Set<String> seen = new HashSet<>();
        for (String segment : segments) {
            if (segment.startsWith("{") && !seen.add(segment)) {
                yaml.problem("route parameter " + segment + " is there twice");
            }
        }
        return parts;
    }

    private TypeExpr.Ref ref(Map<String, Yaml> keys, String key) {
        Yaml yaml = keys.get(key);
        return yaml == null ? null : refs.ref(yaml, yaml.text());
    }

    private static String style(Map<String, Yaml> keys, Map<String, Yaml> pages) {
        if (!keys.containsKey("pages")) {
            return null;
        }
        String style = SpecReader.text(pages, "style");
        if (!pages.containsKey("of") || style == null || !STYLES.contains(style)) {
            keys.get("pages")
                    .problem("expected {of: T, style: S} with one of the styles " + new java.util.TreeSet<>(STYLES));
        }
        return style;
    }

    /** The field with which it may not be repeated after all, or null. */
    private static String safeUnless(Map<String, Yaml> keys) {
        Yaml retry = keys.get("retry");
        if (retry == null) {
            return null;
        }
        if (retry.isMap()) {
            return SpecReader.text(retry.map(Set.of("unless")), "unless");
        }
        if (!retry.text().equals("safe")) {
            retry.problem("retry is \"safe\", {unless: field} or absent");
        }
        return null;
    }
}
