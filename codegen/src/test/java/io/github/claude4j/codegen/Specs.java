package io.github.claude4j.codegen;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Specs for tests, and the trees that come out of them. */
final class Specs {
    /** The spec of the project. */
    static final Path REAL = Path.of("..", "spec");

    private Specs() {}

    /** What is wrong with a spec of one file. */
    static List<String> problems(Path folder, String yaml) throws IOException {
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("area.yaml"), yaml);
        return problems(folder);
    }

    static List<String> problems(Path folder) throws IOException {
        Problems problems = new Problems();
        SpecChecks.run(SpecReader.read(folder, problems), problems);
        return problems.lines();
    }

    /** The spec in this folder, which must be in order. */
    static Spec read(Path folder) throws IOException {
        Problems problems = new Problems();
        Spec spec = SpecReader.read(folder, problems);
        SpecChecks.run(spec, problems);
        if (!problems.isEmpty()) {
            throw new SpecException(problems.lines());
        }
        return spec;
    }

    /** Every file below a folder, by its path there. */
    static Map<String, String> tree(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        if (!Files.isDirectory(folder)) {
            return files;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.filter(Files::isRegularFile).toList()) {
                files.put(folder.relativize(path).toString().replace('\\', '/'), Files.readString(path));
            }
        }
        return files;
    }
}
