package io.github.claude4j.testkit.internal.things;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.server.Answer;
import io.github.claude4j.testkit.internal.server.Multipart;
import io.github.claude4j.testkit.internal.spec.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Keeps skills with the files of their versions. Name and description are read from SKILL.md, as the API does. */
public final class Skills {
    private final Things things;
    private final Map<String, List<Multipart.Part>> files = new HashMap<>();

    public Skills(Things things) {
        this.things = things;
    }

    public synchronized Answer answer(Understood call) {
        things.check(call);
        mustBeOwn(call);
        return switch (call.operation().name()) {
            case "skills.create" -> Answer.json(create(call));
            case "skills.versions.create" -> Answer.json(addVersion(call));
            case "skills.versions.delete" -> deleteVersion(call);
            case "skills.versions.download" -> download(call);
            default -> things.answer(call);
        };
    }

    /** What comes with the API can be looked at only. */
    private void mustBeOwn(Understood call) {
        JsonObject skill = things.find("/v1/skills/" + call.route().get("skill_id"));
        boolean looks =
                call.operation().method().equals("GET") && !call.operation().binary();
        if (things.strict()
                && skill != null
                && !looks
                && ReadyMadeSkills.SOURCE.equals(skill.object("source").get("type"))) {
            throw new Refusal(403, "the skill " + skill.get("id") + " comes with the API");
        }
    }

    private JsonObject create(Understood call) {
        Map<String, String> about = about(call);
        String name = call.body().optString("display_name").orElse(about.getOrDefault("name", ""));
        for (JsonObject other : things.store().list("/v1/skills")) {
            if (things.strict() && !name.isEmpty() && name.equals(other.get("display_name"))) {
                throw Refusal.conflict("display_name: another skill has the name " + name)
                        .details(JsonObject.of("error_code", "skill_name_taken", "skill_name", name));
            }
        }
        JsonObject skill =
                things.created(call).with("display_name", name).with("source", JsonObject.of("type", "custom"));
        String path = "/v1/skills/" + skill.string("id");
        JsonObject version = version(call, path, skill.string("id"), about);
        skill = skill.with("latest_version_id", version.get("id"));
        things.store().put(path, skill);
        return skill;
    }

    private JsonObject addVersion(Understood call) {
        String id = call.route().getOrDefault("skill_id", "");
        String path = "/v1/skills/" + id;
        JsonObject version = version(call, path, id, about(call));
        JsonObject skill = things.find(path);
        if (skill != null) {
            things.store()
                    .put(
                            path,
                            skill.with("latest_version_id", version.get("id"))
                                    .with("updated_at", things.samples().now()));
        }
        return version;
    }

    private JsonObject version(Understood call, String path, String skillId, Map<String, String> about) {
        String id = things.ids().next("skill_version");
        JsonObject version = JsonObject.builder()
                .put("id", id)
                .put("type", "skill_version")
                .put("skill_id", skillId)
                .put("name", about.getOrDefault("name", ""))
                .put("description", about.getOrDefault("description", ""))
                .put("created_at", things.samples().now())
                .build();
        things.store().put(path + "/versions/" + id, version);
        files.put(id, List.copyOf(call.parts()));
        return version;
    }

    /** The newest of the versions that are left becomes the latest one. */
    private Answer deleteVersion(Understood call) {
        Answer answer = things.answer(call);
        String path = "/v1/skills/" + call.route().get("skill_id");
        List<JsonObject> left = things.store().list(path + "/versions");
        JsonObject skill = things.find(path);
        if (skill != null && !left.isEmpty()) {
            things.store().put(path, skill.with("latest_version_id", left.get(0).get("id")));
        }
        return answer;
    }

    private Answer download(Understood call) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Multipart.Part file : files.getOrDefault(call.route().getOrDefault("version", ""), List.of())) {
                if (file.filename() != null) {
                    zip.putNextEntry(new ZipEntry(file.filename()));
                    zip.write(file.content());
                    zip.closeEntry();
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Answer.of(200, "application/zip", bytes.toByteArray());
    }

    /** The simple lines between the dashes at the top of SKILL.md. */
    private Map<String, String> about(Understood call) {
        for (Multipart.Part part : call.parts()) {
            String name = part.filename();
            if (name != null && (name.equals("SKILL.md") || name.endsWith("/SKILL.md"))) {
                return frontMatter(part.text());
            }
        }
        if (things.strict()) {
            throw Refusal.invalid("files: No SKILL.md found at the top of the folder");
        }
        return Map.of();
    }

    private static Map<String, String> frontMatter(String text) {
        Map<String, String> about = new HashMap<>();
        String[] lines = text.split("\r?\n", -1);
        for (int i = 1; i < lines.length && lines[0].equals("---") && !lines[i].equals("---"); i++) {
            int colon = lines[i].indexOf(':');
            if (colon > 0) {
                about.put(
                        lines[i].substring(0, colon).strip(),
                        lines[i].substring(colon + 1).strip());
            }
        }
        return about;
    }
}
