package io.github.claude4j.a2a;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.claude4j.Claude;
import io.github.claude4j.errors.ApiException;
import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Model;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.tools.ToolFunction;
import io.github.claude4j.tools.Tools;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class A2aAgentTest {
    private static final String TASK = """
            {"id": "t-9", "contextId": "c-1", "status": {"state": "%s", "timestamp": "2026-03-12T10:00:00Z",
             "message": {"messageId": "m", "role": "ROLE_AGENT", "parts": [{"text": "Which day?"}]}}, "artifacts": %s}""";
    private static final String ARTIFACTS = """
            [{"artifactId": "a", "name": "route", "parts": [{"text": "Take "}, {"text": "the train"},
             {"raw": "aGk=", "filename": "hi.txt", "mediaType": "text/plain"}, {"data": {"km": 7}}]}]""";

    private final AgentServer server = new AgentServer();
    private final A2aAgent agent = A2aAgent.at(server.url());

    @AfterEach
    void close() {
        agent.close();
        server.close();
    }

    private static String task(TaskState state, String artifacts) {
        return TASK.formatted(state.value(), artifacts);
    }

    @Test
    void card_tellsWhatTheAgentIs() {
        AgentCard card = agent.card();

        assertThat(card.name()).isEqualTo("Planner");
        assertThat(card.description()).isEqualTo("Plans routes");
        assertThat(card.version()).isEqualTo("7");
        assertThat(card.isStreaming()).isTrue();
        assertThat(card.skills()).extracting(AgentSkill::name).containsExactly("Routes");
        assertThat(card.skills().get(0).tags()).containsExactly("maps");
        assertThat(card.skills().get(0).examples()).isEmpty();
        assertThat(card.interfaces())
                .extracting(AgentInterface::protocolBinding)
                .containsExactly("GRPC", "JSONRPC");
        assertThat(card.defaultInputModes()).containsExactly("text/plain");
    }

    @Test
    void message_isSentAsTheProtocolHasIt_andNothingOfTheApiGoesAlong() {
        server.result(
                "{\"message\": {\"messageId\": \"m2\", \"role\": \"ROLE_AGENT\", \"parts\": [{\"text\": \"Hello\"}]}}");

        AgentReply reply = agent.send("Hi");

        assertThat(reply.text()).isEqualTo("Hello");
        assertThat(reply.task()).isEmpty();
        assertThat(reply.message().orElseThrow().isOfAgent()).isTrue();
        AgentServer.Received call = server.received.get(0);
        assertThat(call.version()).isEqualTo("1.0");
        assertThat(call.headers())
                .noneMatch(name ->
                        name.startsWith("anthropic-") || name.equals("x-api-key") || name.equals("authorization"));
        assertThat(call.call().string("jsonrpc")).isEqualTo("2.0");
        assertThat(call.call().string("method")).isEqualTo("SendMessage");
        JsonObject params = call.call().object("params");
        assertThat(params.string("tenant")).isEqualTo("t1");
        assertThat(params.has("configuration")).isFalse();
        assertThat(params.object("message").string("role")).isEqualTo("ROLE_USER");
        assertThat(params.object("message").array("parts").object(0)).isEqualTo(JsonObject.of("text", "Hi"));
    }

    @Test
    void begun_doesNotWait_andIsAskedForAndEnded() {
        server.result("{\"task\": " + task(TaskState.WORKING, "[]") + "}");
        AgentTask begun = agent.begin(AgentMessage.of(
                        Part.ofFile("a.txt", "text/plain", "x".getBytes(UTF_8)),
                        Part.ofUrl("https://example.com/b", "image/png"),
                        Part.ofData(JsonObject.of("a", 1))))
                .task()
                .orElseThrow();
        assertThat(begun.state()).isSameAs(TaskState.WORKING);
        assertThat(begun.state().isEnd()).isFalse();
        assertThat(server.received
                        .get(0)
                        .call()
                        .object("params")
                        .object("configuration")
                        .booleanValue("returnImmediately"))
                .isTrue();

        server.result(task(TaskState.COMPLETED, ARTIFACTS));
        AgentTask done = agent.task(begun.id());
        assertThat(done.state().isEnd()).isTrue();
        assertThat(done.text()).isEqualTo("Take the train");
        assertThat(done.artifacts().get(0).parts().get(2).raw())
                .hasValueSatisfying(raw -> assertThat(raw).asString(UTF_8).isEqualTo("hi"));
        assertThat(done.artifacts().get(0).parts().get(3).data()).isEqualTo(JsonObject.of("km", 7));
        assertThat(done.problems()).isEmpty();

        server.result(task(TaskState.CANCELED, "[]"));
        assertThat(agent.cancel(begun.id()).state()).isSameAs(TaskState.CANCELED);
        assertThat(server.received)
                .extracting(each -> each.call().string("method"))
                .containsExactly("SendMessage", "GetTask", "CancelTask");
        assertThat(server.received.get(2).call().object("params").string("id")).isEqualTo("t-9");
    }

    @Test
    void question_isAnsweredInItsTask() {
        server.result("{\"task\": " + task(TaskState.INPUT_REQUIRED, "[]") + "}");
        AgentTask asks = agent.send("A route").task().orElseThrow();
        assertThat(asks.text()).isEqualTo("Which day?");

        agent.send(AgentMessage.of("Monday").in(asks));

        JsonObject message = server.received.get(1).call().object("params").object("message");
        assertThat(message.string("taskId")).isEqualTo("t-9");
        assertThat(message.string("contextId")).isEqualTo("c-1");
    }

    @Test
    void stateThatIsNew_isKept() {
        assertThat(TaskState.of("TASK_STATE_PAUSED").value()).isEqualTo("TASK_STATE_PAUSED");
        assertThat(TaskState.of("TASK_STATE_PAUSED").isEnd()).isFalse();
    }

    private List<AgentUpdate> streamed() {
        try (Stream<AgentUpdate> stream = agent.stream(AgentMessage.of("Go"))) {
            return stream.toList();
        }
    }

    @Test
    void stream_givesWhatHappens() {
        List<String> events = List.of(
                "{\"task\": " + task(TaskState.SUBMITTED, "[]") + "}",
                "{\"statusUpdate\": {\"taskId\": \"t-9\", \"contextId\": \"c-1\", \"status\": {\"state\": \"TASK_STATE_WORKING\"}}}",
                "{\"artifactUpdate\": {\"taskId\": \"t-9\", \"contextId\": \"c-1\", \"append\": true, \"artifact\": {\"artifactId\": \"a\", \"parts\": [{\"text\": \"piece\"}]}}}",
                "{\"statusUpdate\": {\"taskId\": \"t-9\", \"contextId\": \"c-1\", \"status\": {\"state\": \"TASK_STATE_COMPLETED\"}}}");
        server.text(
                200,
                "text/event-stream",
                String.join(
                        "",
                        events.stream()
                                .map(event -> "data: {\"jsonrpc\": \"2.0\", \"id\": \"1\", \"result\": "
                                        + event.replace("\n", "") + "}\n\n")
                                .toList()));

        List<AgentUpdate> updates = streamed();

        assertThat(updates).hasSize(4);
        assertThat(updates.get(0).task().orElseThrow().state()).isSameAs(TaskState.SUBMITTED);
        assertThat(updates.get(1).state()).contains(TaskState.WORKING);
        assertThat(updates.get(2).artifact().orElseThrow().text()).isEqualTo("piece");
        assertThat(updates.get(2).isAppended()).isTrue();
        assertThat(updates.get(3).state()).contains(TaskState.COMPLETED);
        assertThat(server.received.get(0).call().string("method")).isEqualTo("SendStreamingMessage");
    }

    @Test
    void refusalInAStream_isTyped() {
        server.text(
                200,
                "text/event-stream",
                "data: {\"jsonrpc\": \"2.0\", \"id\": \"1\", \"error\": {\"code\": -32004, \"message\": \"no streams\"}}\n\n");

        assertThatThrownBy(this::streamed)
                .isInstanceOfSatisfying(
                        A2aException.class, e -> assertThat(e.error()).contains(A2aError.UNSUPPORTED_OPERATION));
    }

    @Test
    void streamThatIsAskedForAndAnsweredWithARefusal_isTyped() {
        server.refusal(200, -32004, "no streams");

        assertThatThrownBy(this::streamed)
                .isInstanceOfSatisfying(
                        A2aException.class, e -> assertThat(e.error()).contains(A2aError.UNSUPPORTED_OPERATION));
    }

    @Test
    void refusal_isTyped_withOrWithoutAStatus() {
        for (int status : new int[] {200, 404}) {
            server.refusal(
                    status,
                    -32001,
                    "no such task",
                    JsonObject.of("@type", "type.googleapis.com/google.rpc.ErrorInfo", "reason", "TASK_NOT_FOUND"));

            A2aException refused = catchThrowableOfType(A2aException.class, () -> agent.task("t-1"));

            assertThat(refused).hasMessage("the agent refuses: -32001 TASK_NOT_FOUND: no such task");
            assertThat(refused.code()).hasValue(-32001);
            assertThat(refused.error()).contains(A2aError.TASK_NOT_FOUND);
            assertThat(refused.details())
                    .extracting(detail -> detail.string("reason"))
                    .containsExactly("TASK_NOT_FOUND");
        }
    }

    @Test
    void refusal_mayBeWrittenAway() throws Exception {
        server.refusal(200, -32050, "odd");
        A2aException refused = catchThrowableOfType(A2aException.class, () -> agent.cancel("t-1"));

        assertThat(refused.error()).isEmpty();
        new ObjectOutputStream(new ByteArrayOutputStream()).writeObject(refused);
    }

    @Test
    void httpError_isThatOfTheClient_andAMessageIsNotRepeated() {
        server.text(503, "text/plain", "down");

        assertThatThrownBy(() -> agent.send("Hi"))
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.status()).isEqualTo(503));
    }

    @Test
    void answerWithoutResult_isNamed() {
        server.text(200, "application/json", "{\"jsonrpc\": \"2.0\", \"id\": 1}");

        assertThatThrownBy(() -> agent.send("Hi"))
                .isInstanceOf(InvalidDataException.class)
                .hasMessageContaining("result");
    }

    @Test
    void olderAgent_isRefusedByItsCard() {
        server.card(AgentServer.card(server.url() + "/rpc", "JSONRPC", "0.3"));

        assertThatThrownBy(() -> agent.send("Hi"))
                .isInstanceOf(A2aException.class)
                .hasMessageContaining("expected an interface JSONRPC in version 1")
                .hasMessageContaining("GRPC 1.0, JSONRPC 0.3");
    }

    @Test
    void interfaceElsewhere_isRefusedUnlessAllowed() {
        try (AgentServer other = new AgentServer()) {
            server.card(AgentServer.card(other.url() + "/rpc", "JSONRPC", "1.0"));
            other.result(
                    "{\"message\": {\"messageId\": \"m\", \"role\": \"ROLE_AGENT\", \"parts\": [{\"text\": \"there\"}]}}");

            assertThatThrownBy(() -> agent.send("Hi"))
                    .isInstanceOf(A2aException.class)
                    .hasMessageContaining(other.url())
                    .hasMessageContaining("alsoAt");
            assertThat(other.received).isEmpty();

            try (A2aAgent allowed = A2aAgent.builder(server.url() + "/cards/one.json")
                    .client(c -> c.header("authorization", "Bearer secret"))
                    .alsoAt(other.url())
                    .build()) {
                assertThat(allowed.send("Hi").text()).isEqualTo("there");
                assertThat(other.received.get(0).authorization()).isEqualTo("Bearer secret");
            }
        }
    }

    @Test
    void interfaceWithoutAUrl_isNamed() {
        server.card(AgentServer.card("localhost:80", "JSONRPC", "1.0"));

        assertThatThrownBy(() -> agent.send("Hi"))
                .isInstanceOf(A2aException.class)
                .hasMessageContaining("found localhost:80");
    }

    @Test
    void urlThatIsNone_isRefused() {
        assertThatThrownBy(() -> A2aAgent.at("planner"))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageContaining("found planner");
        assertThatThrownBy(() -> A2aAgent.at("ftp://planner")).isInstanceOf(InvalidParamsException.class);
        assertThatThrownBy(() -> A2aAgent.at("http://a b")).isInstanceOf(InvalidParamsException.class);
    }

    record Question(String text) {}

    @Test
    void agent_isAToolOfARun() {
        server.result("{\"task\": " + task(TaskState.COMPLETED, ARTIFACTS) + "}");
        ToolFunction planner = Tools.function(
                "ask_planner",
                agent.card().description(),
                Question.class,
                question -> agent.send(question.text()).text());
        try (FakeClaude fake = FakeClaude.start();
                Claude claude = fake.client()) {
            fake.replyToolUse("ask_planner", JsonObject.of("text", "From Bonn to Oslo"));
            fake.reply("By train");

            claude.run(m -> m.model(Model.CLAUDE_OPUS_5_5).maxTokens(64).addUserMessage("How?"), planner);

            assertThat(fake.requests()
                            .get(1)
                            .json()
                            .array("messages")
                            .object(2)
                            .array("content")
                            .object(0)
                            .string("content"))
                    .isEqualTo("Take the train");
        }
    }
}
