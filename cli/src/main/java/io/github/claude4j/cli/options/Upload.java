package io.github.claude4j.cli.options;

import io.github.claude4j.cli.terminal.UsageException;
import io.github.claude4j.json.Binary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Files to upload: one, or all those of a folder, which keep their place in it as part of their name.
 *
 * @param isFolder whether a folder was named
 */
public record Upload(List<Binary> files, boolean isFolder) {

    public static Upload of(String name) {
        Path path = Path.of(name);
        try {
            if (!Files.isDirectory(path)) {
                return new Upload(List.of(typed(path)), false);
            }
            return new Upload(filesOf(path.toAbsolutePath().normalize()), true);
        } catch (IOException e) {
            throw new UsageException("@" + name + ": " + e.getMessage());
        }
    }

    private static List<Binary> filesOf(Path folder) throws IOException {
        List<Path> found;
        try (Stream<Path> below = Files.walk(folder)) {
            found = below.filter(Files::isRegularFile).sorted().toList();
        }
        Path root = folder.getParent() == null ? folder : folder.getParent();
        List<Binary> files = new ArrayList<>();
        for (Path file : found) {
            files.add(typed(file).named(root.relativize(file).toString().replace('\\', '/')));
        }
        return files;
    }

    private static Binary typed(Path file) throws IOException {
        if (!Files.isReadable(file) || !Files.isRegularFile(file)) {
            throw new IOException("expected a file that can be read, found none");
        }
        String type = Files.probeContentType(file);
        Binary content = Binary.of(file);
        return type == null ? content : content.as(type);
    }
}
