package io.github.claude4j.testkit.internal.things;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.testkit.fixtures.Http;
import io.github.claude4j.testkit.internal.spec.Blocks;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReferencesTest {
    private static final String BETAS = "files-api-2025-04-14,skills-2025-10-02,managed-agents-2026-04-01";

    private final FakeClaude fake = FakeClaude.start();
    private final Http http = new Http(fake).header("anthropic-beta", BETAS);

    @AfterEach
    void close() {
        fake.close();
    }

    @Test
    void unknownFile_isRefusedInAMessage() {
        for (String block : List.of(
                "{'type':'document','source':{'type':'file','file_id':'file_x'}}",
                "{'type':'image','source':{'type':'file','file_id':'file_x'}}",
                "{'type':'container_upload','file_id':'file_x'}")) {
            HttpResponse<String> response = http.ask(with(JsonObject.parse(block.replace('\'', '"'))));
            assertThat(response.statusCode()).as(response.body()).isEqualTo(404);
            assertThat(Http.error(response)).isEqualTo("File not found: file_x");
        }
        String file = fake.addFile("a.pdf", "application/pdf", new byte[] {1});
        JsonObject source = JsonObject.of("type", "file", "file_id", file);
        http.message(with(JsonObject.of("type", "document", "source", source)));
    }

    @Test
    void unknownSkill_isRefused() {
        JsonObject skill = JsonObject.of("type", "custom", "skill_id", "skill_x", "version", "latest");
        JsonObject agent = JsonObject.of("name", "a", "model", "claude-opus-5-5");
        assertThat(Http.error(http.ask(withSkill(skill)))).isEqualTo("container.skills.0: Skill not found: skill_x");
        assertThat(Http.error(http.ask(withSkill(skill.with("skill_id", "pptx")))))
                .contains("Skill not found");
        assertThat(Http.error(http.post("/v1/agents", agent.with("skills", JsonArray.of(skill.without("version"))))))
                .isEqualTo("skills.0: Skill not found: skill_x");
        JsonObject ready = JsonObject.of("type", "anthropic", "skill_id", "xlsx");
        assertThat(http.post("/v1/agents", agent.with("skills", JsonArray.of(ready)))
                        .statusCode())
                .isEqualTo(200);
    }

    @Test
    void readyMadeSkills_areLoadedListedAndLeftAlone() {
        List<JsonObject> listed = Blocks.objects(
                JsonObject.parse(http.get("/v1/skills?source=anthropic").body()).array("data"));
        assertThat(listed)
                .extracting(skill -> skill.string("id"))
                .containsExactlyInAnyOrder("pptx", "xlsx", "docx", "pdf");
        assertThat(JsonObject.parse(http.get("/v1/skills?source=custom").body()).array("data"))
                .isEmpty();
        String version = JsonObject.parse(http.get("/v1/skills/pptx").body()).string("latest_version_id");
        assertThat(http.get("/v1/skills/pptx/versions/" + version).statusCode()).isEqualTo(200);
        assertThat(http.send("DELETE", "/v1/skills/pptx", "").statusCode()).isEqualTo(403);

        JsonObject skill = JsonObject.of("type", "anthropic", "skill_id", "pptx", "version", "latest");
        JsonObject loaded = Blocks.objects(
                        http.message(withSkill(skill)).object("container").array("skills"))
                .get(0);
        assertThat(loaded.string("version")).isEqualTo(version);
    }

    @Test
    void unknownFile_isRefusedInASession() {
        String agent = id(http.post("/v1/agents", JsonObject.of("name", "a", "model", "claude-opus-5-5")));
        JsonObject config = JsonObject.of("type", "cloud");
        String environment = id(http.post("/v1/environments", JsonObject.of("name", "e", "config", config)));
        JsonObject session = JsonObject.of("agent", agent, "environment_id", environment);
        JsonObject file = JsonObject.of("type", "file", "file_id", "file_x");
        assertThat(Http.error(http.post("/v1/sessions", session.with("resources", JsonArray.of(file)))))
                .isEqualTo("File not found: file_x");
        String path = "/v1/sessions/" + id(http.post("/v1/sessions", session));
        assertThat(http.post(path + "/resources", file).statusCode()).isEqualTo(404);
        JsonObject outcome = JsonObject.of("type", "user.define_outcome", "description", "d", "rubric", file);
        assertThat(Http.error(http.post(path + "/events", JsonObject.of("events", JsonArray.of(outcome)))))
                .isEqualTo("File not found: file_x");
    }

    private static JsonObject with(JsonObject block) {
        return Http.request(JsonObject.of("role", "user", "content", JsonArray.of(block, Blocks.text("Well?"))));
    }

    private static JsonObject withSkill(JsonObject skill) {
        return Http.HELLO
                .with("container", JsonObject.of("skills", JsonArray.of(skill)))
                .with(
                        "tools",
                        JsonArray.of(JsonObject.of("type", "code_execution_20250825", "name", "code_execution")));
    }

    private static String id(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonObject.parse(response.body()).string("id");
    }
}
