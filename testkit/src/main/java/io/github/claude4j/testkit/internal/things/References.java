package io.github.claude4j.testkit.internal.things;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.messages.Dialogue;
import io.github.claude4j.testkit.internal.spec.Blocks;
import io.github.claude4j.testkit.internal.spec.Refusal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Refuses requests that name files and skills which do not exist. */
public final class References {
    private final FileStore files;
    private final Things things;

    public References(FileStore files, Things things) {
        this.files = files;
        this.things = things;
    }

    /** Checks a message: its documents, images and uploads into the container, and the container's skills. */
    public void checkMessage(JsonObject body) {
        for (JsonObject message : new Dialogue(body).messages()) {
            checkBlocks(message.get("content"));
        }
        if (body.get("container") instanceof JsonObject container) {
            checkSkills("container.skills", container.get("skills"));
        }
    }

    private void checkBlocks(@Nullable Object content) {
        for (JsonObject block : Blocks.objects(content)) {
            checkFile(block.get("file_id"));
            if (block.get("source") instanceof JsonObject source) {
                checkFile(source.get("file_id"));
            }
            if ("tool_result".equals(block.get("type"))) {
                checkBlocks(block.get("content"));
            }
        }
    }

    /** Checks the files among what a session is to be given, and in a rubric. */
    public void checkFile(@Nullable Object id) {
        if (id instanceof String text && things.strict()) {
            files.mustExist(text);
        }
    }

    void checkSkills(String path, @Nullable Object skills) {
        List<JsonObject> asked = Blocks.objects(skills);
        for (int i = 0; i < asked.size() && things.strict(); i++) {
            JsonObject skill = asked.get(i);
            if (version(skill) == null) {
                throw Refusal.notFound(path + "." + i + ": Skill not found: " + skill.get("skill_id"));
            }
        }
    }

    /** The skills with their exact versions, as a container has them. */
    public List<JsonObject> loaded(List<JsonObject> skills) {
        return skills.stream()
                .map(skill -> {
                    Object version = version(skill);
                    return JsonObject.of(
                            "type",
                            skill.get("type"),
                            "skill_id",
                            skill.get("skill_id"),
                            "version",
                            version == null ? "latest" : version);
                })
                .toList();
    }

    /** The version that is meant; null when there is none like it. */
    private @Nullable Object version(JsonObject asked) {
        String path = "/v1/skills/" + asked.get("skill_id");
        JsonObject skill = things.find(path);
        if (skill == null || !skill.object("source").string("type").equals(asked.get("type"))) {
            return null;
        }
        Object version = asked.get("version");
        if (version == null || version.equals("latest")) {
            return skill.get("latest_version_id");
        }
        return things.find(path + "/versions/" + version) == null ? null : version;
    }
}
