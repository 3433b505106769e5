package io.github.claude4j.testkit.internal.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.testkit.fixtures.Http;
import io.github.claude4j.testkit.internal.spec.Blocks;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeploymentsTest {
    private final FakeClaude fake = FakeClaude.start();
    private final Http http = new Http(fake).header("anthropic-beta", "managed-agents-2026-04-01");

    @AfterEach
    void close() {
        fake.close();
    }

    /** It is Friday noon, UTC. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "* * * * *        | UTC           | 2026-11-20T12:01:00Z",
                "0 9 * * 1-5      | Europe/Berlin | 2026-11-23T08:00:00Z",
                "*/20 12-13 * * * | UTC           | 2026-11-20T12:20:00Z",
                "30/10 12 * * *   | UTC           | 2026-11-20T12:30:00Z",
                "0 0 1 jan,JUL *  | UTC           | 2027-01-01T00:00:00Z",
                "0 0 * * sun      | UTC           | 2026-11-22T00:00:00Z",
                "0 0 * * 7        | UTC           | 2026-11-22T00:00:00Z",
                "0 0 1 * 0        | UTC           | 2026-11-22T00:00:00Z",
                "0 0 29 2 *       | UTC           | 2028-02-29T00:00:00Z",
                "30 2 28 3 *      | Europe/Berlin | 2027-03-28T01:30:00Z"
            })
    void expression_isDue(String expression, String zone, String next) {
        Cron cron = Cron.parse(expression, ZoneId.of(zone));
        assertThat(cron.next(Instant.parse("2026-11-20T12:00:00Z"))).isEqualTo(next);
    }

    @Test
    void expressionThatIsNeverDue_hasNoTime() {
        assertThat(Cron.parse("0 0 30 2 *", ZoneId.of("UTC")).next(Instant.EPOCH))
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "* * * *", "60 * * * *", "* * 0 * *", "5-1 * * * *", "a * * * *", "*/0 * * * *"})
    void expressionThatIsNone_isRefused(String expression) {
        assertThatThrownBy(() -> Cron.parse(expression, ZoneId.of("UTC")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected");
        JsonObject body = deployment().with("schedule", schedule(expression, "UTC"));
        assertThat(Http.error(http.post("/v1/deployments", body))).startsWith("schedule.expression: expected");
        JsonObject nowhere = deployment().with("schedule", schedule("* * * * *", "Nowhere"));
        assertThat(Http.error(http.post("/v1/deployments", nowhere))).startsWith("schedule.timezone: expected");
    }

    @Test
    void schedule_startsSessions() {
        JsonObject made =
                json(http.post("/v1/deployments", deployment().with("schedule", schedule("0 * * * *", "UTC"))));
        String path = "/v1/deployments/" + made.string("id");
        assertThat(made.object("schedule").array("upcoming_runs_at").get(0)).isEqualTo("2026-11-20T13:00:00Z");
        assertThat(data("/v1/deployment_runs")).isEmpty();

        fake.advance(Duration.ofMinutes(150));
        List<JsonObject> runs = data("/v1/deployment_runs?trigger_type=schedule");
        assertThat(runs)
                .extracting(run -> run.object("trigger_context").string("scheduled_at"))
                .containsExactly("2026-11-20T14:00:00Z", "2026-11-20T13:00:00Z");
        JsonObject session = json(http.get("/v1/sessions/" + runs.get(0).string("session_id")));
        assertThat(session.string("deployment_id")).isEqualTo(made.string("id"));
        JsonObject schedule = json(http.get(path)).object("schedule");
        assertThat(schedule.string("last_run_at")).isEqualTo("2026-11-20T14:00:00Z");
        assertThat(schedule.array("upcoming_runs_at").get(0)).isEqualTo("2026-11-20T15:00:00Z");

        json(http.post(path + "/pause", JsonObject.of()));
        fake.advance(Duration.ofHours(3));
        assertThat(data("/v1/deployment_runs")).hasSize(2);
        json(http.post(path + "/unpause", JsonObject.of()));
        fake.advance(Duration.ofHours(1));
        assertThat(data("/v1/deployment_runs")).hasSize(3);
        json(http.post(path + "/archive", JsonObject.of()));
        fake.advance(Duration.ofHours(1));
        assertThat(data("/v1/deployment_runs")).hasSize(3);
    }

    @Test
    void deploymentThatCannotStart_pausesItself() {
        JsonObject body = deployment().with("schedule", schedule("0 * * * *", "UTC"));
        JsonObject made = json(http.post("/v1/deployments", body));
        json(http.post("/v1/environments/" + body.string("environment_id") + "/archive", JsonObject.of()));
        fake.advance(Duration.ofHours(5));

        JsonObject paused = json(http.get("/v1/deployments/" + made.string("id")));
        assertThat(paused.string("status")).isEqualTo("paused");
        assertThat(paused.object("paused_reason").object("error").string("type"))
                .isEqualTo("environment_archived_error");
        assertThat(data("/v1/deployment_runs?has_error=true")).hasSize(1);
    }

    private JsonObject deployment() {
        JsonObject agent = json(http.post("/v1/agents", JsonObject.of("name", "a", "model", "claude-opus-5-5")));
        JsonObject config = JsonObject.of("type", "cloud");
        JsonObject environment = json(http.post("/v1/environments", JsonObject.of("name", "e", "config", config)));
        JsonObject message = JsonObject.of("type", "user.message", "content", JsonArray.of(Blocks.text("Go")));
        return JsonObject.builder()
                .put("name", "d")
                .put("agent", agent.get("id"))
                .put("environment_id", environment.get("id"))
                .put("initial_events", JsonArray.of(message))
                .build();
    }

    private static JsonObject schedule(String expression, String zone) {
        return JsonObject.of("type", "cron", "expression", expression, "timezone", zone);
    }

    private List<JsonObject> data(String path) {
        return new ArrayList<>(Blocks.objects(json(http.get(path)).get("data")));
    }

    private static JsonObject json(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonObject.parse(response.body());
    }
}
