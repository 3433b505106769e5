package io.github.claude4j.testkit.internal.things;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.testkit.fixtures.Http;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BatchesTest {
    private final FakeClaude fake = FakeClaude.start();
    private final Http http = new Http(fake);

    @AfterEach
    void close() {
        fake.close();
    }

    @Test
    void results_areAsScripted() {
        fake.batches()
                .reply("a", "Done.")
                .fail("b", 529)
                .failWith("c", "invalid_request_error", "too long")
                .expire("d")
                .cancel("e");
        String batch = create("a", "b", "c", "d", "e", "f");

        List<JsonObject> results = results(batch);
        assertThat(results)
                .extracting(result -> result.object("result").string("type"))
                .containsExactly("succeeded", "errored", "errored", "expired", "canceled", "succeeded");
        assertThat(Http.text(results.get(0).object("result").object("message"))).isEqualTo("Done.");
        assertThat(results.get(1).toJson()).contains("overloaded_error", "request_id");
        assertThat(results.get(2).toJson()).contains("too long");
        JsonObject counts = json(http.get(batch)).object("request_counts");
        assertThat(counts.toJson())
                .isEqualTo("{\"canceled\":1,\"errored\":2,\"expired\":1,\"processing\":0,\"succeeded\":2}");
    }

    @Test
    void result_isUsedUp() {
        fake.batches().fail("a", 500);
        assertThat(results(create("a")).get(0).object("result").string("type")).isEqualTo("errored");
        assertThat(results(create("a")).get(0).object("result").string("type")).isEqualTo("succeeded");
    }

    @Test
    void batch_endsWhenItsTimeHasCome() {
        fake.batches().takes(Duration.ofHours(1));
        String batch = create("a");
        fake.advance(Duration.ofMinutes(59));
        JsonObject running = json(http.get(batch));
        assertThat(running.string("processing_status")).isEqualTo("in_progress");
        assertThat(running.object("request_counts").longValue("processing")).isEqualTo(1);
        assertThat(running.get("results_url")).isNull();
        assertThat(Http.error(http.get(batch + "/results"))).contains("no results yet");
        assertThat(Http.error(http.send("DELETE", batch, ""))).contains("in progress");

        fake.advance(Duration.ofMinutes(5));
        JsonObject ended = json(http.get(batch));
        assertThat(ended.string("processing_status")).isEqualTo("ended");
        assertThat(ended.string("ended_at")).isEqualTo("2026-11-20T13:00:00Z");
        assertThat(results(batch)).hasSize(1);
        assertThat(Http.error(http.post(batch + "/cancel", JsonObject.of()))).contains("has ended");

        fake.advance(Duration.ofDays(29));
        assertThat(json(http.get(batch)).get("archived_at")).isEqualTo("2026-12-19T12:00:00Z");
        assertThat(Http.error(http.get(batch + "/results"))).contains("no results any more");
        json(http.send("DELETE", batch, ""));
        assertThat(http.get(batch).statusCode()).isEqualTo(404);
    }

    @Test
    void batchThatTakesMoreThanADay_expires() {
        fake.batches().takes(Duration.ofDays(2)).reply("b", "In time.");
        String batch = create("a", "b");
        fake.advance(Duration.ofHours(24));
        assertThat(results(batch))
                .extracting(result -> result.object("result").string("type"))
                .containsExactly("expired", "succeeded");
    }

    @Test
    void canceledBatch_keepsScriptedResults() {
        fake.batches().takes(Duration.ofHours(1)).reply("a", "Just in time.");
        String batch = create("a", "b");
        JsonObject canceling = json(http.post(batch + "/cancel", JsonObject.of()));
        assertThat(json(http.post(batch + "/cancel", JsonObject.of()))).isEqualTo(canceling);
        assertThat(results(batch))
                .extracting(result -> result.object("result").string("type"))
                .containsExactly("succeeded", "canceled");
    }

    private String create(String... customIds) {
        List<JsonObject> requests = new ArrayList<>();
        for (String id : customIds) {
            requests.add(JsonObject.of("custom_id", id, "params", Http.HELLO));
        }
        JsonObject batch = json(http.post("/v1/messages/batches", JsonObject.of("requests", JsonArray.of(requests))));
        return "/v1/messages/batches/" + batch.string("id");
    }

    private List<JsonObject> results(String batch) {
        HttpResponse<String> response = http.get(batch + "/results");
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return response.body().lines().map(JsonObject::parse).toList();
    }

    private static JsonObject json(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonObject.parse(response.body());
    }
}
