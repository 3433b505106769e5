package io.github.claude4j.testkit.internal.sessions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.ConnectionException;
import io.github.claude4j.EventStream;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.sessions.EventDeltaType;
import io.github.claude4j.sessions.SessionStreamEvent;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.testkit.fixtures.Http;
import io.github.claude4j.testkit.fixtures.Wire;
import io.github.claude4j.testkit.internal.spec.Blocks;
import io.github.claude4j.testkit.internal.spec.Spec;
import io.github.claude4j.testkit.internal.spec.TypeExpr;
import io.github.claude4j.testkit.internal.spec.Validator;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SessionsTest {
    private final FakeClaude fake = FakeClaude.start();
    private final Http http = new Http(fake).header("anthropic-beta", "managed-agents-2026-04-01");

    @AfterEach
    void close() {
        fake.close();
    }

    @Test
    void message_isAnsweredAndOnRecord() {
        String session = session(custom("get_weather"));
        JsonObject sent = json(send(session, message("Hello")));

        assertThat(Blocks.objects(sent.get("data")).get(0).string("id")).startsWith("sevt_01");
        assertThat(types(session))
                .containsExactly(
                        "user.message",
                        "session.status_running",
                        "span.model_request_start",
                        "agent.message",
                        "span.model_request_end",
                        "session.status_idle");
        JsonObject now = json(http.get(session));
        assertThat(now.string("status")).isEqualTo("idle");
        assertThat(now.object("usage").longValue("input_tokens")).isPositive();
        assertThat(last(session).object("stop_reason").string("type")).isEqualTo("end_turn");
        assertThat(json(http.get(session + "/events?order=desc&limit=1&types[]=agent.message"))
                        .toJson())
                .contains("Hello");
    }

    @Test
    void customTool_isWaitedFor() {
        String session = session(custom("get_weather"));
        send(session, message("Please call get_weather for Paris"));
        JsonObject idle = last(session);
        String call = idle.object("stop_reason").array("event_ids").get(0).toString();

        assertThat(idle.object("stop_reason").string("type")).isEqualTo("requires_action");
        assertThat(Http.error(send(session, message("Well?")))).contains("waiting on responses to events", call);
        assertThat(Http.error(send(session, result("sevt_x", "sunny")))).contains("no tool call");
        json(send(session, result(call, "sunny")));
        assertThat(events(session).toString()).contains("The tool get_weather answered: sunny");
        assertThat(last(session).object("stop_reason").string("type")).isEqualTo("end_turn");
    }

    @Test
    void script_isFollowedTurnByTurn() {
        fake.agent()
                .useTool("bash", JsonObject.of("command", "ls"), "a.txt")
                .replyThinking("One file.")
                .fail("model_overloaded_error", "Overloaded")
                .terminate();
        String session = session(toolset());
        send(session, message("Which files are there?"));

        assertThat(types(session))
                .containsSubsequence(
                        "agent.tool_use",
                        "agent.tool_result",
                        "agent.thinking",
                        "agent.message",
                        "session.status_idle");
        send(session, message("And now?"));
        assertThat(last(session).object("stop_reason").string("type")).isEqualTo("retries_exhausted");
        send(session, message("And now?"));
        assertThat(json(http.get(session)).string("status")).isEqualTo("terminated");
        assertThat(Http.error(send(session, message("Hello?")))).contains("terminated");
        for (JsonObject event : events(session)) {
            assertThat(Validator.ofAnswers(Spec.get()).check("", new TypeExpr.Named("sessions.SessionEvent"), event))
                    .as(event.toJson())
                    .isNull();
        }
    }

    @Test
    void confirmation_allowsOrDenies() {
        fake.agent().askToUseTool("bash", JsonObject.of("command", "rm")).reply("Done.");
        fake.agent().askToUseTool("bash", JsonObject.of("command", "rm")).reply("Then not.");
        String session = session(toolset());
        send(session, message("Clean up"));
        json(send(session, confirmation(session, "allow")));
        assertThat(types(session)).contains("agent.tool_result");
        send(session, message("Clean up again"));
        json(send(session, confirmation(session, "deny").with("deny_message", "No!")));

        List<JsonObject> events = events(session);
        assertThat(events.toString()).contains("No!").contains("Then not.");
    }

    @Test
    void agentThatKeepsWorking_isInterrupted() {
        fake.agent().keepWorking().reply("Yes?");
        String session = session(toolset());
        send(session, message("Count to infinity"));
        assertThat(json(http.get(session)).string("status")).isEqualTo("running");
        JsonObject waiting = json(send(session, message("Stop that")));
        assertThat(Blocks.objects(waiting.get("data")).get(0).get("processed_at"))
                .isNull();
        assertThat(http.send("DELETE", session, "").statusCode()).isEqualTo(400);

        json(send(session, JsonObject.of("type", "user.interrupt")));
        assertThat(events(session))
                .extracting(event -> event.get("processed_at"))
                .doesNotContainNull();
        assertThat(types(session))
                .containsSubsequence(
                        "user.interrupt", "session.status_idle", "session.status_running", "agent.message");
    }

    @Test
    void stream_carriesWhatHappensWithPreviews() {
        String session = session(toolset());
        String id = session.substring(session.lastIndexOf('/') + 1);
        send(session, message("Before"));
        fake.agent().reply("Hello to you");
        List<String> seen = new ArrayList<>();
        try (EventStream<SessionStreamEvent> stream =
                fake.client().sessions().events().stream(id, p -> p.addEventDelta(EventDeltaType.AGENT_MESSAGE))) {
            send(session, message("After"));
            for (SessionStreamEvent event : stream) {
                seen.add(event.json().string("type"));
                if (seen.contains("session.status_idle")) {
                    http.send("DELETE", session, "");
                }
            }
        }
        assertThat(seen)
                .containsExactly(
                        "user.message",
                        "session.status_running",
                        "span.model_request_start",
                        "event_start",
                        "event_delta",
                        "event_delta",
                        "event_delta",
                        "agent.message",
                        "span.model_request_end",
                        "session.status_idle",
                        "session.deleted");
        assertThat(http.get(session).statusCode()).isEqualTo(404);
    }

    @Test
    void stream_canBeCut_andIsLetGo() throws Exception {
        String session = session(toolset());
        String id = session.substring(session.lastIndexOf('/') + 1);
        fake.at("GET", session).cutAfter(2).replyDefault();
        try (EventStream<SessionStreamEvent> stream = fake.client().sessions().events().stream(id)) {
            send(session, message("Hello"));
            assertThatThrownBy(() -> stream.forEach(event -> {})).isInstanceOf(ConnectionException.class);
        }
        fake.client().sessions().events().stream(id).close();
        try (Wire wire = new Wire(fake)) {
            wire.send("GET " + session + "/events/stream HTTP/1.1\r\nhost: x\r\nx-api-key: k\r\n"
                    + "anthropic-version: 2026-10-21\r\nanthropic-beta: managed-agents-2026-04-01\r\n\r\n");
            assertThat(wire.read(200)).isEqualTo(Wire.Ending.STILL_OPEN);
        }
        // Only the plain client's own connection, which it keeps for the next request, may be left.
        for (int i = 0; i < 500 && fake.openConnections() > 2; i++) {
            Thread.sleep(10);
        }
        assertThat(fake.openConnections()).isLessThanOrEqualTo(2);
    }

    @Test
    void threadsAndResources_belongToTheSession() {
        fake.agent().events(JsonObject.of("type", "session.thread_created", "agent_name", "helper"));
        String session = session(toolset());
        send(session, message("Get help"));
        List<JsonObject> threads =
                Blocks.objects(json(http.get(session + "/threads")).get("data"));
        assertThat(threads).hasSize(2);
        assertThat(threads.get(0).object("agent").string("name")).isEqualTo("helper");
        assertThat(threads.get(0).get("parent_thread_id"))
                .isEqualTo(threads.get(1).get("id"));
        assertThat(http.get(session + "/threads/sthr_x").statusCode()).isEqualTo(404);

        JsonObject added = json(http.post(
                session + "/resources", JsonObject.of("type", "file", "file_id", fake.addFile("a", "b", new byte[0]))));
        assertThat(json(http.get(session)).array("resources")).containsExactly(added);
        json(http.send("DELETE", session + "/resources/" + added.string("id"), ""));
        assertThat(json(http.get(session)).array("resources")).isEmpty();
    }

    @Test
    void archivedAgent_startsNoSession() {
        String agent = agent(toolset());
        json(http.post("/v1/agents/" + agent + "/archive", JsonObject.of()));
        JsonObject params = JsonObject.of("agent", agent, "environment_id", environment());
        assertThat(http.post("/v1/sessions", params).statusCode()).isEqualTo(400);
        assertThat(http.post("/v1/sessions", params.with("agent", "agent_x")).statusCode())
                .isEqualTo(404);
    }

    private String agent(JsonObject tool) {
        return json(http.post(
                        "/v1/agents",
                        JsonObject.of("name", "a", "model", "claude-opus-5-5", "tools", JsonArray.of(tool))))
                .string("id");
    }

    private String environment() {
        return json(http.post("/v1/environments", JsonObject.of("name", "e"))).string("id");
    }

    private String session(JsonObject tool) {
        JsonObject params = JsonObject.of("agent", agent(tool), "environment_id", environment());
        return "/v1/sessions/" + json(http.post("/v1/sessions", params)).string("id");
    }

    private static JsonObject toolset() {
        return JsonObject.of("type", "agent_toolset_20260401");
    }

    private static JsonObject custom(String name) {
        return JsonObject.builder()
                .put("type", "custom")
                .put("name", name)
                .put("description", "d")
                .put("input_schema", JsonObject.of("type", "object"))
                .build();
    }

    private static JsonObject message(String text) {
        return JsonObject.of("type", "user.message", "content", JsonArray.of(Blocks.text(text)));
    }

    private static JsonObject result(String id, String text) {
        return JsonObject.of(
                "type",
                "user.custom_tool_result",
                "custom_tool_use_id",
                id,
                "content",
                JsonArray.of(Blocks.text(text)));
    }

    private JsonObject confirmation(String session, String result) {
        Object id = last(session).object("stop_reason").array("event_ids").get(0);
        return JsonObject.of("type", "user.tool_confirmation", "tool_use_id", id, "result", result);
    }

    private HttpResponse<String> send(String session, JsonObject event) {
        return http.post(session + "/events", JsonObject.of("events", JsonArray.of(event)));
    }

    private List<JsonObject> events(String session) {
        return Blocks.objects(json(http.get(session + "/events?limit=1000")).get("data"));
    }

    private List<String> types(String session) {
        return events(session).stream().map(event -> event.string("type")).toList();
    }

    private JsonObject last(String session) {
        List<JsonObject> events = events(session);
        return events.get(events.size() - 1);
    }

    private static JsonObject json(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return JsonObject.parse(response.body());
    }
}
