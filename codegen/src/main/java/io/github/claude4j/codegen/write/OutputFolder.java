package io.github.claude4j.codegen.write;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** A folder that holds exactly what was written in this run; what did not change is not touched. */
public final class OutputFolder {
    private final Path root;
    private final Set<Path> written = new HashSet<>();
    private int changes;

    public OutputFolder(Path root) {
        this.root = root;
    }

    public void write(JavaFile file) throws IOException {
        write(file.path(), file.toString());
    }

    public void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        written.add(file);
        if (replace(file, text)) {
            changes++;
        }
    }

    /** Writes a file whose content is not this; returns whether it did. */
    public static boolean replace(Path file, String text) throws IOException {
        if (Files.exists(file) && Files.readString(file).equals(text)) {
            return false;
        }
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Files.writeString(file, text);
        return true;
    }

    /** Removes the Java files that no one wrote; returns how many files were written or removed in all. */
    int finish() throws IOException {
        if (!Files.isDirectory(root)) {
            return changes;
        }
        List<Path> stale;
        try (Stream<Path> paths = Files.walk(root)) {
            stale = paths.filter(path -> path.toString().endsWith(".java") && !written.contains(path))
                    .toList();
        }
        for (Path path : stale) {
            Files.delete(path);
            changes++;
        }
        return changes;
    }
}
