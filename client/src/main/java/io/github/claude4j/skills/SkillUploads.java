package io.github.claude4j.skills;

import io.github.claude4j.errors.InvalidParamsException;
import java.nio.file.Path;

/** Short ways to create a skill. */
public interface SkillUploads {
    /** Creates a skill. */
    Skill create(SkillCreateParams params);

    /**
     * Creates a skill from a folder with a {@code SKILL.md}: every file below it, under the folder's name.
     *
     * @throws InvalidParamsException when there is no {@code SKILL.md} at its top, or a link leads out of the folder
     */
    default Skill create(Path folder) {
        return create(
                SkillCreateParams.builder().files(SkillFolder.files(folder)).build());
    }
}
