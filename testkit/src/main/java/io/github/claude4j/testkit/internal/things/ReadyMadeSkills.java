package io.github.claude4j.testkit.internal.things;

import io.github.claude4j.json.JsonObject;
import java.util.List;

/** The skills that come with the API: documents of the usual kinds. */
public final class ReadyMadeSkills {
    static final String SOURCE = "anthropic";
    private static final String VERSION = "20251013";
    private static final String CREATED = "2025-10-13T00:00:00Z";

    private record Skill(String id, String name, String description) {}

    private static final List<Skill> ALL = List.of(
            new Skill("pdf", "PDF", "Reads, fills in and writes PDF files."),
            new Skill("docx", "Word", "Reads, edits and writes Word documents."),
            new Skill("xlsx", "Excel", "Reads, edits and writes Excel workbooks."),
            new Skill("pptx", "PowerPoint", "Reads, edits and writes PowerPoint presentations."));

    private ReadyMadeSkills() {}

    public static void addTo(Store store) {
        for (Skill skill : ALL) {
            String path = "/v1/skills/" + skill.id();
            JsonObject source = JsonObject.of("type", SOURCE);
            store.put(
                    path,
                    JsonObject.builder()
                            .put("id", skill.id())
                            .put("type", "skill")
                            .put("display_name", skill.name())
                            .put("source", source)
                            .put("latest_version_id", VERSION)
                            .put("created_at", CREATED)
                            .put("updated_at", CREATED)
                            .build());
            store.put(
                    path + "/versions/" + VERSION,
                    JsonObject.builder()
                            .put("id", VERSION)
                            .put("type", "skill_version")
                            .put("skill_id", skill.id())
                            .put("name", skill.id())
                            .put("description", skill.description())
                            .put("created_at", CREATED)
                            .build());
        }
    }
}
