package io.github.claude4j.skills;

import io.github.claude4j.InvalidRequestException;
import io.github.claude4j.json.Binary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Short ways to create a skill. */
public interface SkillUploads {
    /** Creates a skill. */
    Skill create(SkillCreateParams params);

    /**
     * Creates a skill from a folder with a {@code SKILL.md}: every file below it, under the folder's name.
     *
     * @throws InvalidRequestException when there is no {@code SKILL.md} at its top
     */
    default Skill create(Path folder) {
        return create(SkillCreateParams.builder().files(files(folder)).build());
    }

    private static List<Binary> files(Path folder) {
        if (!Files.isRegularFile(folder.resolve("SKILL.md"))) {
            throw new InvalidRequestException("folder: expected a SKILL.md in " + folder + ", found none");
        }
        Path absolute = folder.toAbsolutePath().normalize();
        Path parent = Objects.requireNonNullElse(absolute.getParent(), absolute);
        try (Stream<Path> found = Files.walk(folder)) {
            return found.filter(Files::isRegularFile)
                    .sorted()
                    .map(file -> Binary.of(file)
                            .named(parent.relativize(file.toAbsolutePath().normalize())
                                    .toString()
                                    .replace('\\', '/')))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
