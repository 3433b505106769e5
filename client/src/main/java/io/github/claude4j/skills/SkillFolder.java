package io.github.claude4j.skills;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.json.Binary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The files of a skill, from a folder. */
final class SkillFolder {
    private SkillFolder() {}

    /** Every file below the folder, under the folder's name. */
    static List<Binary> files(Path folder) {
        if (!Files.isRegularFile(folder.resolve("SKILL.md"))) {
            throw new InvalidParamsException("folder: expected a SKILL.md in " + folder + ", found none");
        }
        Path root = realPath(folder);
        try (Stream<Path> found = Files.walk(root)) {
            Path name = folder.toAbsolutePath().normalize().getFileName();
            List<Binary> files = new ArrayList<>();
            for (Path file : (Iterable<Path>) found.sorted()::iterator) {
                // A link may lead to what was never meant to be uploaded.
                if (Files.isSymbolicLink(file) && !file.toRealPath().startsWith(root)) {
                    throw new InvalidParamsException(
                            "folder: expected files inside it only, found " + file + ", a link that leads out of it");
                }
                if (Files.isRegularFile(file)) {
                    String below = root.relativize(file).toString().replace('\\', '/');
                    files.add(Binary.of(file).named(name == null ? below : name + "/" + below));
                }
            }
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path realPath(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
