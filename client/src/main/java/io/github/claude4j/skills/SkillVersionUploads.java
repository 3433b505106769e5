package io.github.claude4j.skills;

import io.github.claude4j.errors.InvalidParamsException;
import java.nio.file.Path;
import java.util.Objects;

/** Short ways to create a version of a skill. */
public interface SkillVersionUploads {
    /** Uploads a new version of a skill. */
    SkillVersion create(String skillId, SkillVersionCreateParams params);

    /**
     * Uploads a new version of a skill from a folder with a {@code SKILL.md}: every file below it, under the folder's name.
     *
     * @throws InvalidParamsException when there is no {@code SKILL.md} at its top, or a link leads out of the folder
     */
    default SkillVersion create(String skillId, Path folder) {
        Objects.requireNonNull(skillId, "skillId");
        return create(
                skillId,
                SkillVersionCreateParams.builder()
                        .files(SkillFolder.files(folder))
                        .build());
    }
}
