package io.github.claude4j.codegen.official;

import io.github.claude4j.codegen.spec.Names;
import io.github.claude4j.codegen.spec.TypeExpr.Scalar;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What the Java client says of numbers, dates and files, which are just numbers and text in TypeScript. Types have the same
 * names in both.
 */
public final class JavaKinds {
    private static final Pattern CLASS = Pattern.compile(
            "^( *)(?:(?:private|internal|sealed|abstract|open|data|enum|inner) )*(?:class|interface) (\\w+)");
    private static final Pattern PROPERTY = Pattern.compile(
            "private val (\\w+): (?:JsonField|MultipartField)?<?(?:List<)?(Long|Int|Double|OffsetDateTime|LocalDate|String)\\b");
    private static final Map<String, Scalar> KINDS = Map.of(
            "Long", Scalar.LONG,
            "Int", Scalar.LONG,
            "Double", Scalar.DOUBLE,
            "OffsetDateTime", Scalar.DATE_TIME,
            "LocalDate", Scalar.DATE,
            "String", Scalar.STRING);

    private final Map<String, Scalar> kinds = new HashMap<>();

    private JavaKinds() {}

    /** Those of a jar of sources, or of a folder with what is in one. */
    static JavaKinds of(Path sources) throws IOException {
        JavaKinds kinds = new JavaKinds();
        if (Files.isDirectory(sources)) {
            kinds.read(sources);
        } else {
            try (FileSystem jar = FileSystems.newFileSystem(sources)) {
                kinds.read(jar.getPath("/"));
            }
        }
        return kinds;
    }

    private void read(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.filter(each -> each.toString().endsWith(".kt")
                            && each.toString().replace('\\', '/').contains("com/anthropic/models/"))
                    .toList()) {
                read(Files.readAllLines(path));
            }
        }
    }

    /** The formatter indents what is nested by four, so that indents tell which class a line is in. */
    private void read(List<String> lines) {
        Deque<String> inside = new ArrayDeque<>();
        for (String line : lines) {
            Matcher type = CLASS.matcher(line);
            if (type.find()) {
                while (inside.size() > type.group(1).length() / 4) {
                    inside.removeLast();
                }
                inside.addLast(type.group(2));
            } else {
                Matcher property = PROPERTY.matcher(line);
                if (property.find()) {
                    kinds.putIfAbsent(key(String.join(".", inside), property.group(1)), KINDS.get(property.group(2)));
                }
            }
        }
    }

    /** What a field holds, by the name of its type and its own name in JSON; null where the Java client says nothing. */
    public Scalar of(String type, String wire) {
        String java = Names.camel(wire);
        Scalar own = kinds.get(key(type, java));
        return own != null ? own : kinds.get(key(type + ".Body", java));
    }

    private static String key(String type, String property) {
        return (type + "." + property).toLowerCase(Locale.ROOT);
    }
}
