package io.github.claude4j.testkit.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.testkit.fixtures.Http;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a fake answers without strictness, where a strict one refuses. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LenientTest {
    private FakeClaude fake;
    private Http http;

    @BeforeAll
    void start() {
        fake = FakeClaude.start(o -> o.strict(false));
        http = new Http(fake).bare();
    }

    @AfterAll
    void stop() {
        fake.close();
    }

    @Test
    void unknownModel_isAModel() {
        assertThat(json(http.get("/v1/models/x")).string("id")).isEqualTo("x");
        assertThat(http.message(Http.HELLO.with("model", "x")).string("model")).isEqualTo("x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/vaults", "/v1/messages/batches", "/v1/files", "/v1/skills", "/v1/sessions/any/events"})
    void unknownPageToken_isTheFirstPage(String path) {
        assertThat(json(http.get(path + "?page=nonsense"))).isEqualTo(json(http.get(path)));
    }

    @Test
    void changedThingThatNeverWas_isOneInTheFormOfAnswers() {
        JsonObject effort = JsonObject.of("version", 1, "model", JsonObject.of("id", "m", "effort", "low"));
        assertThat(json(http.post("/v1/agents/agent_x", effort)).object("model").object("effort"))
                .isEqualTo(JsonObject.of("type", "low"));

        String memory = "/v1/memory_stores/memstore_x/memories/mem_x";
        assertThat(json(http.post(memory, JsonObject.of("path", "/a"))).string("path"))
                .isEqualTo("/a");
        assertThat(json(http.post(memory, JsonObject.of("path", "/b"))).string("path"))
                .isEqualTo("/b");
    }

    @Test
    void deletedThing_isAsGoodAsAny() {
        String vault = "/v1/vaults/"
                + json(http.post("/v1/vaults", JsonObject.of("display_name", "v")))
                        .string("id");
        String file = "/v1/files/" + fake.addFile("a.txt", "text/plain", new byte[1]);
        for (String path : new String[] {vault, file}) {
            json(http.send("DELETE", path, ""));
            assertThat(path).endsWith(json(http.get(path)).string("id"));
            assertThat(path).endsWith(json(http.send("DELETE", path, "")).string("id"));
        }
        assertThat(json(http.post(vault, JsonObject.of("display_name", "w"))).string("display_name"))
                .isEqualTo("w");
        assertThat(json(http.post(vault + "/archive", JsonObject.of())).get("archived_at"))
                .isNotNull();
    }

    @Test
    void whatHasEndedOrExpired_isAnswered() {
        JsonObject request = JsonObject.of("custom_id", "a", "params", Http.HELLO);
        fake.batches().takes(Duration.ofHours(1));
        String batch = "/v1/messages/batches/"
                + json(http.post("/v1/messages/batches", JsonObject.of("requests", JsonArray.of(request, request))))
                        .string("id");

        assertThat(http.get(batch + "/results").statusCode()).isEqualTo(200);
        fake.advance(Duration.ofHours(2));
        assertThat(json(http.post(batch + "/cancel", JsonObject.of())).string("type"))
                .isEqualTo("message_batch");
    }

    @Test
    void scheduleThatIsNone_isTaken() {
        JsonObject schedule = JsonObject.of("type", "cron", "expression", "whenever", "timezone", "Moon/Tycho");
        json(http.post("/v1/deployments", JsonObject.of("name", "d", "schedule", schedule)));
    }

    private static JsonObject json(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonObject.parse(response.body());
    }
}
