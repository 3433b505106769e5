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

class StateTest {
    private final FakeClaude fake = FakeClaude.start();
    private final Http http = new Http(fake).header("anthropic-beta", "managed-agents-2026-04-01");

    @AfterEach
    void close() {
        fake.close();
    }

    @Test
    void things_areCreatedListedChangedAndDeleted() {
        JsonObject vault = json(http.post("/v1/vaults", JsonObject.of("display_name", "mine")));
        String path = "/v1/vaults/" + vault.string("id");

        assertThat(vault.string("id")).startsWith("vlt_01");
        assertThat(vault.string("display_name")).isEqualTo("mine");
        assertThat(json(http.get(path))).isEqualTo(vault);
        assertThat(json(http.get("/v1/vaults")).array("data")).containsExactly(vault);
        assertThat(json(http.post(path, JsonObject.of("display_name", "ours"))).string("display_name"))
                .isEqualTo("ours");
        assertThat(json(http.post(path + "/archive", JsonObject.of())).get("archived_at"))
                .isNotNull();
        assertThat(json(http.send("DELETE", path, "")).string("id")).isEqualTo(vault.string("id"));
        assertThat(http.get(path).statusCode()).isEqualTo(404);
        assertThat(json(http.get("/v1/vaults")).array("data")).isEmpty();
    }

    @Test
    void pages_goOn() {
        for (int i = 0; i < 5; i++) {
            http.post("/v1/vaults", JsonObject.of("display_name", "v" + i));
        }
        JsonObject first = json(http.get("/v1/vaults?limit=3"));
        JsonObject second = json(http.get("/v1/vaults?limit=3&page=" + first.string("next_page")));
        assertThat(first.array("data").size()).isEqualTo(3);
        assertThat(second.array("data").size()).isEqualTo(2);
        assertThat(second.get("next_page")).isNull();
    }

    @Test
    void models_arePlausible() {
        JsonObject all = json(http.get("/v1/models?limit=1000"));
        List<JsonObject> models = Blocks.objects(all.array("data"));
        assertThat(models)
                .extracting(model -> model.string("id"))
                .contains("claude-opus-5-5", "claude-haiku-4-5-20251001");
        assertThat(models).extracting(model -> model.string("id")).doesNotContain("claude-haiku-4-5");
        assertThat(json(http.get("/v1/models/claude-haiku-4-5")).string("id")).isEqualTo("claude-haiku-4-5-20251001");
        assertThat(json(http.get("/v1/models/claude-opus-4-8")).string("display_name"))
                .isEqualTo("Claude Opus 4.8");
        assertThat(http.get("/v1/models/gpt").statusCode()).isEqualTo(404);

        JsonObject two = json(http.get("/v1/models?limit=2"));
        assertThat(two.booleanValue("has_more")).isTrue();
        JsonObject next = json(http.get("/v1/models?limit=2&after_id=" + two.string("last_id")));
        assertThat(next.string("first_id")).isEqualTo(models.get(2).string("id"));
        JsonObject back = json(http.get("/v1/models?limit=2&before_id=" + next.string("first_id")));
        assertThat(back.array("data")).isEqualTo(two.array("data"));
        assertThat(json(http.get("/v1/models?lifecycle[]=deprecated")).array("data"))
                .isNotEmpty();
    }

    @Test
    void files_areKept() {
        String form = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.txt\"\r\n"
                + "Content-Type: text/plain\r\n\r\nline\r\n--not the end\r\n--b\r\n"
                + "Content-Disposition: form-data; name=\"expires_in_seconds\"\r\n\r\n3600\r\n--b--\r\n";
        JsonObject file = json(new Http(fake)
                .header("content-type", "multipart/form-data; boundary=b")
                .send("POST", "/v1/files", form));
        String path = "/v1/files/" + file.string("id");

        assertThat(file.string("filename")).isEqualTo("a.txt");
        assertThat(file.longValue("size_bytes")).isEqualTo("line\r\n--not the end".length());
        assertThat(file.string("expires_at")).isEqualTo("2026-11-20T13:00:00Z");
        assertThat(json(http.get(path))).isEqualTo(file);
        assertThat(Http.error(http.get(path + "/content")))
                .isEqualTo("File '" + file.string("id") + "' is not downloadable");
        String made = fake.addFile("made.txt", "text/plain", "made".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        assertThat(http.get("/v1/files/" + made + "/content").body()).isEqualTo("made");
        assertThat(json(http.get("/v1/files")).array("data").size()).isEqualTo(2);
        assertThat(json(http.send("DELETE", path, "")).string("id")).isEqualTo(file.string("id"));
        assertThat(http.get(path).statusCode()).isEqualTo(404);
    }

    @Test
    void batches_endWhenLookedAt() {
        JsonObject good = JsonObject.of("custom_id", "good", "params", Http.HELLO);
        JsonObject bad = JsonObject.of("custom_id", "bad", "params", Http.HELLO.with("model", "claude-0"));
        JsonObject batch = json(http.post("/v1/messages/batches", JsonObject.of("requests", JsonArray.of(good, bad))));
        String path = "/v1/messages/batches/" + batch.string("id");

        assertThat(batch.string("processing_status")).isEqualTo("in_progress");
        JsonObject ended = json(http.get(path));
        assertThat(ended.string("processing_status")).isEqualTo("ended");
        assertThat(ended.object("request_counts").longValue("succeeded")).isEqualTo(1);
        assertThat(ended.object("request_counts").longValue("errored")).isEqualTo(1);
        assertThat(ended.string("results_url")).isEqualTo(fake.url() + path + "/results");
        String[] lines = http.get(path + "/results").body().split("\n");
        assertThat(lines).hasSize(2);
        assertThat(JsonObject.parse(lines[0]).object("result").object("message").string("type"))
                .isEqualTo("message");
        assertThat(JsonObject.parse(lines[1]).object("result").string("type")).isEqualTo("errored");
        assertThat(http.get("/v1/messages/batches/msgbatch_x").statusCode()).isEqualTo(404);
    }

    @Test
    void canceledBatch_hasCanceledResults() {
        JsonObject one = JsonObject.of("custom_id", "a", "params", Http.HELLO);
        JsonObject batch = json(http.post("/v1/messages/batches", JsonObject.of("requests", JsonArray.of(one))));
        String path = "/v1/messages/batches/" + batch.string("id");

        assertThat(json(http.post(path + "/cancel", JsonObject.of())).string("processing_status"))
                .isEqualTo("canceling");
        assertThat(json(http.get(path)).object("request_counts").longValue("canceled"))
                .isEqualTo(1);
        assertThat(http.post(path + "/cancel", JsonObject.of()).statusCode()).isEqualTo(400);
    }

    private static JsonObject json(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonObject.parse(response.body());
    }
}
