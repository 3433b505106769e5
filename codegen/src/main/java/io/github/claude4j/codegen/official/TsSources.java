package io.github.claude4j.codegen.official;

import io.github.claude4j.codegen.official.TsType.Named;
import io.github.claude4j.codegen.official.TsType.Scope;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The sources of the TypeScript client, and what the names in them mean. */
final class TsSources {
    /** A type with the name and the place that it is declared under. */
    record Declaration(String file, String name, TsType type) {}

    private final Map<String, String> texts = new TreeMap<>();
    private final Map<String, TsParser.Declared> files = new HashMap<>();
    private final Map<String, List<Declaration>> bySimpleName = new HashMap<>();

    /** @param source the folder {@code src} of the package */
    TsSources(Path source) throws IOException {
        for (String part : List.of("resources", "core", "internal")) {
            Path folder = source.resolve(part);
            if (Files.isDirectory(folder)) {
                read(source, folder);
            }
        }
        texts.forEach((file, text) -> {
            TsParser.Declared declared = TsParser.file(file, text);
            files.put(file, declared);
            declared.types()
                    .forEach((name, type) -> bySimpleName
                            .computeIfAbsent(name.substring(name.lastIndexOf('.') + 1), key -> new ArrayList<>())
                            .add(new Declaration(file, name, type)));
        });
    }

    private void read(Path source, Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path :
                    paths.filter(each -> each.toString().endsWith(".ts")).toList()) {
                String name = source.relativize(path).toString().replace('\\', '/');
                texts.put(name.substring(0, name.length() - 3), Files.readString(path));
            }
        }
    }

    /** The text of every file below {@code resources}, by its path without the ending. */
    Map<String, String> resources() {
        Map<String, String> resources = new LinkedHashMap<>();
        texts.forEach((file, text) -> {
            if (file.startsWith("resources/")) {
                resources.put(file, text);
            }
        });
        return resources;
    }

    String text(String file) {
        return texts.getOrDefault(file, "");
    }

    /** Every declaration of a type with this name, whatever namespace it is in. */
    List<Declaration> named(String simpleName) {
        return bySimpleName.getOrDefault(simpleName, List.of());
    }

    /** What a name means where it is used; null where it is no type of the API. */
    Declaration find(Named named) {
        Scope scope = named.scope();
        String name = named.name();
        for (String space = scope.namespace(); ; space = space.substring(0, Math.max(0, space.lastIndexOf('.')))) {
            Declaration found = declared(scope.file(), space.isEmpty() ? name : space + "." + name);
            if (found != null || space.isEmpty()) {
                return found != null ? found : imported(scope.file(), name);
            }
        }
    }

    private Declaration declared(String file, String name) {
        TsParser.Declared declared = files.get(file);
        TsType type = declared == null ? null : declared.types().get(name);
        return type == null ? null : new Declaration(file, name, type);
    }

    /** A name of another file: of those with that name the one that lies nearest to where the import points. */
    private Declaration imported(String file, String name) {
        int dot = name.indexOf('.');
        String alias = dot < 0 ? name : name.substring(0, dot);
        TsParser.Declared here = files.get(file);
        String path = here == null ? null : here.imports().get(alias);
        if (path == null) {
            return null;
        }
        String folder = file.substring(0, file.lastIndexOf('/') + 1);
        String target = Path.of(folder + path).normalize().toString().replace('\\', '/');
        String inside = dot < 0 ? name : name.substring(dot + 1);
        Declaration best = null;
        for (Declaration each : named(inside.substring(inside.lastIndexOf('.') + 1))) {
            boolean same = each.name().equals(inside) || each.name().equals(name);
            if (same && (best == null || common(each.file(), target) > common(best.file(), target))) {
                best = each;
            }
        }
        return best;
    }

    private static int common(String one, String other) {
        int length = 0;
        while (length < Math.min(one.length(), other.length()) && one.charAt(length) == other.charAt(length)) {
            length++;
        }
        return length;
    }
}
