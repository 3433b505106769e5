package io.github.claude4j.testkit.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.testkit.fixtures.Http;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What those get who ask for things as they were before the API version 2026-10-21. */
class OlderFormTest {
    private final FakeClaude fake = FakeClaude.start();

    @AfterEach
    void close() {
        fake.close();
    }

    private Http http(String version, String beta) {
        return new Http(fake)
                .bare()
                .header("x-api-key", "k")
                .header("anthropic-version", version)
                .header("anthropic-beta", beta)
                .unchecked();
    }

    private static JsonObject json(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonObject.parse(response.body());
    }

    @Test
    void files_comeInPagesByIds() {
        List<String> made = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            made.add(0, fake.addFile("f" + i, "text/plain", new byte[1]));
        }
        Http old = http("2023-06-01", "files-api-2025-04-14");

        List<String> found = new ArrayList<>();
        JsonObject page = json(old.get("/v1/files?limit=2"));
        while (page.booleanValue("has_more")) {
            page.array("data").objects().forEach(file -> found.add(file.string("id")));
            page = json(old.get("/v1/files?limit=2&after_id=" + page.string("last_id")));
        }
        page.array("data").objects().forEach(file -> found.add(file.string("id")));

        assertThat(found).isEqualTo(made);
        assertThat(page.has("next_page")).isFalse();
        assertThat(json(old.get("/v1/files?before_id=" + made.get(2)))
                        .array("data")
                        .size())
                .isEqualTo(2);
        assertThat(Http.error(old.get("/v1/files?page=x"))).isEqualTo("page: Extra inputs are not permitted");
    }

    /** The header alone does not ask for it in the version of today, nor the version without the header. */
    @ParameterizedTest
    @CsvSource({
        "2026-10-21, files-api-2025-04-14",
        "2023-06-01, other-2025-01-01",
    })
    void todaysPages_areForAllOthers(String version, String beta) {
        fake.addFile("f", "text/plain", new byte[1]);

        JsonObject page = json(http(version, beta).get("/v1/files?limit=1"));

        assertThat(page.names()).containsExactly("data", "next_page");
        assertThat(http(version, beta).get("/v1/files?after_id=x").statusCode()).isEqualTo(400);
    }

    @Test
    void skills_haveTitlesAndVersions() {
        Http old = http("2023-06-01", "skills-2025-10-02");
        JsonObject skill = json(create(old, "display_title"));

        assertThat(skill.names())
                .containsExactly("id", "created_at", "type", "updated_at", "display_title", "latest_version", "source");
        assertThat(skill.string("display_title")).isEqualTo("My skill");
        assertThat(skill.string("source")).isEqualTo("custom");
        String path = "/v1/skills/" + skill.string("id");
        JsonObject version = json(old.get(path + "/versions/" + skill.string("latest_version")));
        assertThat(version.string("version")).isEqualTo(skill.string("latest_version"));
        assertThat(version.string("directory")).isEqualTo("mine");
        assertThat(json(old.get(path + "/versions")).booleanValue("has_more")).isFalse();
        JsonObject custom = json(old.get("/v1/skills?source=custom"));
        assertThat(custom.array("data")).isEqualTo(JsonArray.of(skill));
        assertThat(custom.names()).containsExactly("data", "next_page", "has_more");
        assertThat(Http.error(create(old, "display_name"))).isEqualTo("display_name: Extra inputs are not permitted");
        assertThat(json(new Http(fake).get(path)).string("display_name")).isEqualTo("My skill");
    }

    private static HttpResponse<String> create(Http http, String title) {
        return http.with("content-type", "multipart/form-data; boundary=b")
                .send("POST", "/v1/skills", """
                --b\r
                Content-Disposition: form-data; name="%s"\r
                \r
                My skill\r
                --b\r
                Content-Disposition: form-data; name="files[]"; filename="mine/SKILL.md"\r
                Content-Type: text/markdown\r
                \r
                ---
                name: mine
                description: Does it.
                ---\r
                --b--\r
                """.formatted(title));
    }

    @ParameterizedTest
    @CsvSource({
        "2023-06-01, user-profiles-2026-08-18, true",
        "2026-10-21, user-profiles-2026-08-18, true",
        "2023-06-01, user-profiles-2026-03-24, false",
    })
    void userProfiles_haveTheirOwnIds(String version, String beta, boolean newer) {
        Http old = http(version, beta);
        JsonObject made = json(old.post("/v1/user_profiles", JsonObject.of("external_id", "u-1", "name", "Ada")));
        String path = "/v1/user_profiles/" + made.string("id");

        assertThat(made.string("external_id")).isEqualTo("u-1");
        assertThat(made.has("external_user_details")).isFalse();
        assertThat(made.has("external_user_onboarded_at")).isEqualTo(newer);
        assertThat(json(old.get(path))).isEqualTo(made);
        assertThat(json(old.get("/v1/user_profiles")).array("data")).isEqualTo(JsonArray.of(made));
        assertThat(json(old.post(path, JsonObject.of("external_id", "u-2"))).string("external_id"))
                .isEqualTo("u-2");
        JsonObject today = json(new Http(fake).get(path));
        assertThat(today.object("external_user_details").string("reference_id")).isEqualTo("u-2");
        assertThat(today.has("external_id")).isFalse();
        JsonObject details = JsonObject.of("external_user_details", JsonObject.of("country", "FR"));
        assertThat(Http.error(old.post(path, details)))
                .isEqualTo("external_user_details: Extra inputs are not permitted");
    }

    /** The access type had another name, and so had its values; one of them is gone. */
    @ParameterizedTest
    @CsvSource({"external, application, external", "resold, passthrough, resold", "internal, application, external"})
    void oldestUserProfiles_haveARelationship(String relationship, String today, String again) {
        Http old = http("2023-06-01", "user-profiles-2026-03-24");

        JsonObject made = json(old.post("/v1/user_profiles", JsonObject.of("relationship", relationship)));

        assertThat(made.string("relationship")).isEqualTo(again);
        assertThat(made.has("access_type")).isFalse();
        String path = "/v1/user_profiles/" + made.string("id");
        assertThat(json(new Http(fake).get(path)).string("access_type")).isEqualTo(today);
        assertThat(json(old.post(path, JsonObject.of("relationship", "resold"))).string("relationship"))
                .isEqualTo("resold");
        assertThat(Http.error(old.post(path, JsonObject.of("access_type", "application"))))
                .isEqualTo("access_type: Extra inputs are not permitted");
    }

    @Test
    void withoutStrictness_bothFormsAreTaken() {
        try (FakeClaude lenient = FakeClaude.start(o -> o.strict(false))) {
            Http old = new Http(lenient)
                    .header("anthropic-beta", "user-profiles-2026-08-18")
                    .unchecked();
            JsonObject body =
                    JsonObject.of("external_id", "u", "external_user_details", JsonObject.of("country", "FR"));
            assertThat(json(old.post("/v1/user_profiles", body)).has("external_id"))
                    .isTrue();
        }
    }

    /** As clients did whose requests name other betas. */
    @Test
    void callsThatAreMarked_haveTheFormOfTheirTime() {
        fake.addFile("f", "text/plain", new byte[1]);
        Http old = http("2023-06-01", "message-batches-2024-09-24");

        assertThat(json(old.get("/v1/files?beta=true")).has("has_more")).isTrue();
        assertThat(json(old.get("/v1/files")).has("has_more")).isFalse();
        JsonObject profile = json(old.post("/v1/user_profiles?beta=true", JsonObject.of("external_id", "u")));
        assertThat(profile.string("external_id")).isEqualTo("u");
        assertThat(profile.object("trust_grants").isEmpty()).isTrue();
        assertThat(profile.has("programs")).isFalse();
        assertThat(json(http("2026-10-21", "other").get("/v1/files?beta=true")).has("has_more"))
                .isFalse();
    }

    /** As a client does that asks for today's form by the older version. */
    @Test
    void callsThatAreMarkedAndNameNoBeta_haveTodaysForm() {
        fake.addFile("f", "text/plain", new byte[1]);
        Http marking = new Http(fake)
                .bare()
                .header("x-api-key", "k")
                .header("anthropic-version", "2023-06-01")
                .unchecked();

        assertThat(json(marking.get("/v1/files?beta=true")).names()).containsExactly("data", "next_page");
    }

    @Test
    void todaysUserProfiles_takeAnOlderMemberUnderItsHeaderOnly() {
        assertThat(Http.error(new Http(fake).post("/v1/user_profiles", JsonObject.of("external_id", "u"))))
                .isEqualTo("external_id: requires the header anthropic-beta: user-profiles-2026-08-18");
    }
}
