package io.github.claude4j.testkit;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.sessions.AgentScript;
import io.github.claude4j.testkit.internal.sessions.Workflows;
import io.github.claude4j.testkit.internal.spec.Blocks;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * What the agents of a fake's sessions do, turn by turn: {@code fake.agent().useCustomTool("get_weather", input).reply("Sunny.")}.
 *
 * <p>Each method scripts one turn, which is one request to the model; a session that works takes the next one. Without a
 * script the agent echoes what it was told, calls a tool that the text names, and tells what the tool has answered.
 */
public final class FakeAgent {
    private final AgentScript script;

    FakeAgent(AgentScript script) {
        this.script = script;
    }

    /** Says this and waits for the user. */
    public FakeAgent reply(String text) {
        return events(message(text));
    }

    /** Thinks, then says this. */
    public FakeAgent replyThinking(String text) {
        return events(JsonObject.of("type", "agent.thinking"), message(text));
    }

    /** Calls a tool that the application runs; the session waits for its {@code user.custom_tool_result}. */
    public FakeAgent useCustomTool(String name, JsonObject input) {
        return events(JsonObject.of("type", "agent.custom_tool_use", "name", name, "input", input));
    }

    /**
     * Calls a built-in tool and gets this result. In a self-hosted environment the result is left to the worker, who
     * sends it as {@code user.tool_result}.
     */
    public FakeAgent useTool(String name, JsonObject input, String result) {
        return events(
                JsonObject.builder()
                        .put("type", "agent.tool_use")
                        .put("name", name)
                        .put("input", input)
                        .put("evaluated_permission", "allow")
                        .build(),
                JsonObject.of("type", "agent.tool_result", "content", JsonArray.of(Blocks.text(result))));
    }

    /** Asks whether it may call a built-in tool; the session waits for a {@code user.tool_confirmation}. */
    public FakeAgent askToUseTool(String name, JsonObject input) {
        return events(JsonObject.builder()
                .put("type", "agent.tool_use")
                .put("name", name)
                .put("input", input)
                .put("evaluated_permission", "ask")
                .build());
    }

    /** Works on and on: the session stays running, and messages wait, until it is interrupted. */
    public FakeAgent keepWorking() {
        script.endlessTurn(List.of(JsonObject.of("type", "agent.thinking")));
        return this;
    }

    /** Fails with an error such as {@code model_overloaded_error}; the session gives up and waits. */
    public FakeAgent fail(String errorType, String message) {
        JsonObject error = JsonObject.of(
                "type", errorType, "message", message, "retry_status", JsonObject.of("type", "exhausted"));
        return events(JsonObject.of("type", "session.error", "error", error));
    }

    /** Ends the session for good. */
    public FakeAgent terminate() {
        return events(JsonObject.of("type", "session.status_terminated"));
    }

    /**
     * Does anything: the events of one turn, in order, by their types in the API. Ids, times and whatever else is
     * always there are added. Several tool calls in one turn are waited for together; a result without the id of a call
     * belongs to the call before it.
     */
    public FakeAgent events(JsonObject... events) {
        script.turn(List.of(events));
        return this;
    }

    /**
     * Runs a workflow through these phases, and goes on with the next turn. Its events are told; nothing else happens.
     */
    public FakeAgent runWorkflow(String name, String... phases) {
        script.turn(Workflows.run(name, List.of(phases), null));
        return this;
    }

    /** Runs a workflow that fails in this phase with an error such as {@code timeout_error}; then the agent goes on. */
    public FakeAgent failWorkflow(String name, String phase, String errorType, String message) {
        JsonObject error = JsonObject.of("type", errorType, "message", message);
        script.turn(Workflows.run(name, List.of(phase), error));
        return this;
    }

    /**
     * What the next evaluation of an outcome finds, such as {@code needs_revision}, after which the agent tries again
     * until it has no attempts left, or {@code failed}. Without a script all outcomes are satisfied.
     */
    public FakeAgent judge(String result, String explanation) {
        script.judge(result, explanation);
        return this;
    }

    /**
     * From now on lets this function say what agents do. It gets the session as it stands and an agent of that session
     * alone, whose turns it scripts; when it scripts none, the turn is left to others. What is scripted for all sessions
     * goes first. {@code fake.agent().onTurn((turn, agent) -> agent.reply("You said " + turn.text()))}
     */
    public FakeAgent onTurn(BiConsumer<FakeTurn, FakeAgent> rule) {
        script.rule((standing, ofSession) -> rule.accept(new FakeTurn(standing), new FakeAgent(ofSession)));
        return this;
    }

    private static JsonObject message(String text) {
        return JsonObject.of("type", "agent.message", "content", JsonArray.of(Blocks.text(text)));
    }
}
