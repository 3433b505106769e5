package io.github.claude4j.codegen.spec;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads a folder of YAML files. */
public final class SpecReader {
    private static final Set<String> FILE_KEYS =
            Set.of("doc", "documented", "betas", "ids", "older", "operations", "types");

    private final Problems problems;
    private final Map<String, String> files = new TreeMap<>();

    private SpecReader(Problems problems) {
        this.problems = problems;
    }

    public static Spec read(Path folder, Problems problems) throws IOException {
        SpecReader reader = new SpecReader(problems);
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path :
                    paths.filter(file -> file.toString().endsWith(".yaml")).toList()) {
                String id =
                        folder.relativize(path).toString().replace('\\', '/').replaceFirst("\\.yaml$", "");
                reader.files.put(id, Files.readString(path));
            }
        }
        return new Spec(reader.files.keySet().stream().map(reader::area).toList());
    }

    private Area area(String id) {
        List<Operation> operations = new ArrayList<>();
        List<Type> types = new ArrayList<>();
        Yaml root = Yaml.parse(files.get(id), "spec/" + id + ".yaml", problems);
        if (root == null) {
            return new Area(id, null, false, operations, types, Map.of(), Map.of(), Map.of());
        }
        Map<String, Yaml> file = root.map(FILE_KEYS);
        RefReader refs = new RefReader(id, files.keySet());
        if (file.containsKey("operations")) {
            OperationReader reader = new OperationReader(refs);
            file.get("operations").map().forEach((name, yaml) -> operations.add(reader.operation(name, yaml)));
        }
        if (file.containsKey("types")) {
            TypeReader reader = new TypeReader(refs);
            file.get("types").map().forEach((name, yaml) -> types.add(reader.type(name, yaml)));
        }
        Yaml documented = file.get("documented");
        if (documented != null && !documented.text().equals("all")) {
            documented.problem("documented is \"all\" or absent");
        }
        return new Area(
                id,
                doc(file),
                documented != null,
                operations,
                types,
                texts(file.get("betas")),
                names(file.get("ids")),
                older(file.get("older")));
    }

    private static Map<String, Area.Older> older(Yaml yaml) {
        Map<String, Area.Older> older = new LinkedHashMap<>();
        if (yaml != null) {
            yaml.map().forEach((header, form) -> {
                Map<String, Yaml> parts = form.map(Set.of("until", "pages", "types"));
                Map<String, Map<String, String>> types = new LinkedHashMap<>();
                if (parts.containsKey("types")) {
                    parts.get("types").map().forEach((type, members) -> types.put(type, names(members)));
                }
                older.put(header, new Area.Older(text(parts, "until"), names(parts.get("pages")), types));
            });
        }
        return older;
    }

    private static Map<String, List<String>> texts(Yaml yaml) {
        Map<String, List<String>> texts = new LinkedHashMap<>();
        if (yaml != null) {
            yaml.map().forEach((key, value) -> texts.put(key, value.isList() ? value.texts() : List.of(value.text())));
        }
        return texts;
    }

    /** A map of single texts; empty where there is none. */
    static Map<String, String> names(Yaml yaml) {
        Map<String, String> names = new LinkedHashMap<>();
        if (yaml != null) {
            yaml.map().forEach((key, value) -> names.put(key, value.text()));
        }
        return names;
    }

    static String text(Map<String, Yaml> map, String key) {
        return map.containsKey(key) ? map.get(key).text().strip() : null;
    }

    /** A doc, which {@code ?} marks as one to be written. */
    static String doc(Map<String, Yaml> map) {
        String doc = text(map, "doc");
        if ("?".equals(doc)) {
            map.get("doc").problem("the doc is still to be written");
        }
        return doc;
    }

    static boolean flag(Map<String, Yaml> map, String key) {
        return map.containsKey(key) && map.get(key).flag();
    }

    /** One text or a list of them. */
    static List<String> texts(Map<String, Yaml> map, String key) {
        Yaml yaml = map.get(key);
        if (yaml == null) {
            return List.of();
        }
        return yaml.isList() ? yaml.texts() : List.of(yaml.text());
    }

    static Beta beta(Map<String, Yaml> map) {
        List<String> headers = texts(map, "beta");
        return headers.equals(List.of("true")) ? new Beta(List.of(), true) : new Beta(headers, false);
    }
}
