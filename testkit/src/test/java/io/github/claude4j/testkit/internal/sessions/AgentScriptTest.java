package io.github.claude4j.testkit.internal.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.testkit.FakeTurn;
import io.github.claude4j.testkit.fixtures.Http;
import io.github.claude4j.testkit.internal.spec.Blocks;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Outcomes, budgets, workflows and rules: what a session's agent does beyond its next turn. */
class AgentScriptTest {
    private final FakeClaude fake = FakeClaude.start();
    private final Http http = new Http(fake).header("anthropic-beta", "managed-agents-2026-04-01");

    @AfterEach
    void close() {
        fake.close();
    }

    @Test
    void outcome_isSatisfiedByItself() {
        String session = session(JsonObject.of());
        send(session, outcome());
        assertThat(types(session))
                .containsSubsequence(
                        "user.define_outcome",
                        "agent.message",
                        "span.outcome_evaluation_start",
                        "span.outcome_evaluation_ongoing",
                        "span.outcome_evaluation_end",
                        "session.status_idle");
        JsonObject evaluation = evaluations(session).get(0);
        assertThat(evaluation.string("result")).isEqualTo("satisfied");
        assertThat(evaluation.get("completed_at")).isNotNull();
    }

    @Test
    void outcome_isRevisedUntilItIsGood() {
        fake.agent()
                .reply("Short.")
                .reply("Long.")
                .judge("needs_revision", "Too short.")
                .judge("satisfied", "Good.");
        String session = session(JsonObject.of());
        send(session, outcome());

        List<JsonObject> ends = events(session, "span.outcome_evaluation_end");
        assertThat(ends).extracting(end -> end.string("result")).containsExactly("needs_revision", "satisfied");
        assertThat(ends).extracting(end -> end.longValue("iteration")).containsExactly(0L, 1L);
        assertThat(ends.get(0).string("outcome_evaluation_start_id"))
                .isEqualTo(
                        events(session, "span.outcome_evaluation_start").get(0).string("id"));
        assertThat(events(session, "agent.message")).hasSize(2);
    }

    @Test
    void outcome_isGivenUpWhenThereAreNoAttemptsLeft() {
        fake.agent().judge("needs_revision", "No.").judge("needs_revision", "No!");
        String session = session(JsonObject.of());
        send(session, outcome().with("max_iterations", 2));
        assertThat(evaluations(session).get(0).string("result")).isEqualTo("max_iterations_reached");
        assertThat(status(session)).isEqualTo("idle");
    }

    @Test
    void outcome_isInterrupted() {
        fake.agent().keepWorking();
        String session = session(JsonObject.of());
        send(session, outcome());
        assertThat(evaluations(session).get(0).string("result")).isEqualTo("pending");
        send(session, JsonObject.of("type", "user.interrupt"));
        assertThat(evaluations(session).get(0).string("result")).isEqualTo("interrupted");
    }

    @Test
    void budget_stopsTheSessionUntilItIsRaised() {
        String session = session(JsonObject.of("budget", budget("0.0000001")));
        send(session, message("Hello"));
        assertThat(stopReason(session)).isEqualTo("budget_reached");
        assertThat(events(session, "session.usage")
                        .get(0)
                        .object("usage")
                        .object("list_cost")
                        .string("currency"))
                .isEqualTo("USD");
        send(session, message("Hello?"));
        assertThat(stopReason(session)).isEqualTo("budget_reached");
        assertThat(events(session, "agent.message")).hasSize(1);

        json(http.post(session, JsonObject.of("budget", budget("1000"))));
        send(session, message("Hello!"));
        assertThat(stopReason(session)).isEqualTo("end_turn");
        assertThat(Http.error(http.post(session, JsonObject.of("budget", budget("much")))))
                .isEqualTo("budget.max_list_cost.amount: expected a decimal number, found 'much'");
    }

    @Test
    void workflows_tellTheirPhases() {
        fake.agent()
                .runWorkflow("research", "plan", "write")
                .failWorkflow("review", "read", "timeout_error", "Too slow.")
                .reply("Done.");
        String session = session(JsonObject.of());
        send(session, message("Research this"));

        JsonObject created = events(session, "workflow_run.created").get(0);
        List<JsonObject> phases = Blocks.objects(created.get("phases"));
        List<JsonObject> started = events(session, "workflow_run.phase_started");
        assertThat(started.subList(0, 2))
                .extracting(event -> event.get("workflow_run_phase_id"))
                .containsExactly(phases.get(0).get("id"), phases.get(1).get("id"));
        List<JsonObject> ended = events(session, "workflow_run.phase_ended");
        assertThat(ended).hasSize(2);
        assertThat(ended.get(1).get("phase_started_id"))
                .isEqualTo(started.get(1).get("id"));
        List<JsonObject> ends = events(session, "workflow_run.status_ended");
        assertThat(ends).extracting(end -> end.object("result").string("type")).containsExactly("completed", "error");
        assertThat(ends.get(0).get("workflow_run_id")).isEqualTo(created.get("workflow_run_id"));
        assertThat(ends.get(1).get("workflow_run_id")).isNotEqualTo(created.get("workflow_run_id"));
        assertThat(types(session)).containsSubsequence("workflow_run.error", "agent.message", "session.status_idle");
    }

    @Test
    void rule_decidesByWhatWasSaid() {
        fake.agent().onTurn((turn, agent) -> {
            if (!turn.toolResult().isEmpty()) {
                agent.reply("It is " + turn.toolResult() + ".");
            } else if (turn.text().contains("weather")) {
                agent.useCustomTool("get_weather", JsonObject.of("city", "Paris"));
            } else if (turn.text().contains("files")) {
                agent.useTool("bash", JsonObject.of("command", "ls"), "a.txt").reply("Your turn, " + name(turn));
            }
        });
        String session = session(JsonObject.of());
        String other = session(JsonObject.of());
        send(session, message("How is the weather?"));
        send(other, message("Which files are there?"));
        String call = String.valueOf(
                last(session).object("stop_reason").array("event_ids").get(0));
        JsonObject sunny = JsonObject.of("type", "user.custom_tool_result", "custom_tool_use_id", call);
        send(session, sunny.with("content", JsonArray.of(Blocks.text("sunny"))));

        assertThat(events(session, "agent.message").toString()).contains("It is sunny.");
        assertThat(events(other, "agent.message").toString()).contains("Your turn, Helper");
        send(other, message("Thanks"));
        assertThat(events(other, "agent.message")).hasSize(2);
    }

    @Test
    void ruleThatFails_leavesTheSessionIdle() {
        fake.agent().onTurn((turn, agent) -> {
            throw new AssertionError("wrong text: " + turn.text());
        });
        String session = session(JsonObject.of());
        HttpResponse<String> response = http.post(session + "/events", events(message("Hm")));
        assertThat(Http.error(response)).contains("wrong text: Hm");
        assertThat(status(session)).isEqualTo("idle");
    }

    private static String name(FakeTurn turn) {
        return turn.session().object("agent").string("name");
    }

    private String session(JsonObject more) {
        JsonObject tools = JsonObject.parse("""
                {"name":"Helper","model":"claude-opus-5-5","tools":[{"type":"agent_toolset_20260401"},
                 {"type":"custom","name":"get_weather","description":"d","input_schema":{"type":"object"}}]}""");
        JsonObject config = JsonObject.of("type", "cloud");
        JsonObject.Builder session = JsonObject.builder()
                .put("agent", json(http.post("/v1/agents", tools)).get("id"))
                .put(
                        "environment_id",
                        json(http.post("/v1/environments", JsonObject.of("name", "e", "config", config)))
                                .get("id"));
        more.forEach(session::put);
        return "/v1/sessions/"
                + json(http.post("/v1/sessions", session.build())).string("id");
    }

    private static JsonObject budget(String amount) {
        JsonObject money = JsonObject.of("amount", amount, "currency", "USD");
        return JsonObject.of("type", "limit", "max_list_cost", money);
    }

    private static JsonObject outcome() {
        JsonObject rubric = JsonObject.of("type", "text", "content", "It is long.");
        return JsonObject.of("type", "user.define_outcome", "description", "A poem", "rubric", rubric);
    }

    private static JsonObject message(String text) {
        return JsonObject.of("type", "user.message", "content", JsonArray.of(Blocks.text(text)));
    }

    private static JsonObject events(JsonObject event) {
        return JsonObject.of("events", JsonArray.of(event));
    }

    private void send(String session, JsonObject event) {
        json(http.post(session + "/events", events(event)));
    }

    private List<JsonObject> events(String session, String type) {
        return Blocks.objects(
                json(http.get(session + "/events?limit=1000&types[]=" + type)).get("data"));
    }

    private List<String> types(String session) {
        return Blocks.objects(json(http.get(session + "/events?limit=1000")).get("data")).stream()
                .map(event -> event.string("type"))
                .toList();
    }

    private JsonObject last(String session) {
        return Blocks.objects(
                        json(http.get(session + "/events?order=desc&limit=1")).get("data"))
                .get(0);
    }

    private String stopReason(String session) {
        return last(session).object("stop_reason").string("type");
    }

    private String status(String session) {
        return json(http.get(session)).string("status");
    }

    private List<JsonObject> evaluations(String session) {
        return Blocks.objects(json(http.get(session)).get("outcome_evaluations"));
    }

    private static JsonObject json(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonObject.parse(response.body());
    }
}
