package io.github.claude4j.testkit;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What the agents of a fake's sessions do, turn by turn: {@code fake.agent().useCustomTool("get_weather", input).reply("Sunny.")}.
 *
 * <p>Each method scripts one turn, which is one request to the model; a session that works takes the next one. Without a
 * script the agent echoes what it was told, calls a tool that the text names, and tells what the tool has answered.
 */
public final class FakeAgent {
    /**
     * One turn.
     *
     * @param goesOn whether the agent is still at work after it, until it is interrupted
     */
    record Turn(List<JsonObject> events, boolean goesOn) {}

    /** What comes of an evaluation. */
    record Judgement(String result, String explanation) {}

    private final Queue<Turn> turns = new ArrayDeque<>();
    private final Queue<Judgement> judgements = new ArrayDeque<>();
    private final List<BiConsumer<FakeTurn, FakeAgent>> rules = new CopyOnWriteArrayList<>();

    FakeAgent() {}

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
                JsonObject.of("type", "agent.tool_result", "content", JsonArray.of(Messages.text(result))));
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
    public synchronized FakeAgent keepWorking() {
        turns.add(new Turn(List.of(JsonObject.of("type", "agent.thinking")), true));
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
    public synchronized FakeAgent events(JsonObject... events) {
        turns.add(new Turn(List.of(events), false));
        return this;
    }

    /**
     * Runs a workflow through these phases, and goes on with the next turn. Its events are told; nothing else happens.
     */
    public synchronized FakeAgent runWorkflow(String name, String... phases) {
        turns.add(new Turn(Workflows.run(name, List.of(phases), null), false));
        return this;
    }

    /** Runs a workflow that fails in this phase with an error such as {@code timeout_error}; then the agent goes on. */
    public synchronized FakeAgent failWorkflow(String name, String phase, String errorType, String message) {
        JsonObject error = JsonObject.of("type", errorType, "message", message);
        turns.add(new Turn(Workflows.run(name, List.of(phase), error), false));
        return this;
    }

    /**
     * What the next evaluation of an outcome finds, such as {@code needs_revision}, after which the agent tries again
     * until it has no attempts left, or {@code failed}. Without a script all outcomes are satisfied.
     */
    public synchronized FakeAgent judge(String result, String explanation) {
        judgements.add(new Judgement(result, explanation));
        return this;
    }

    /**
     * From now on lets this function say what agents do. It gets the session as it stands and an agent of that session
     * alone, whose turns it scripts; when it scripts none, the turn is left to others. What is scripted for all sessions
     * goes first. {@code fake.agent().onTurn((turn, agent) -> agent.reply("You said " + turn.text()))}
     */
    public FakeAgent onTurn(BiConsumer<FakeTurn, FakeAgent> rule) {
        rules.add(rule);
        return this;
    }

    /** The next turn of a session: scripted, or by a rule; null when neither says anything. */
    @Nullable
    Turn next(FakeAgent ofSession, Supplier<FakeTurn> standing) {
        Turn turn = ofSession.next();
        turn = turn == null ? next() : turn;
        for (int i = 0; turn == null && i < rules.size(); i++) {
            rules.get(i).accept(standing.get(), ofSession);
            turn = ofSession.next();
        }
        return turn;
    }

    synchronized @Nullable Judgement nextJudgement() {
        return judgements.poll();
    }

    /** Takes the next turn; null when nothing is scripted. */
    private synchronized @Nullable Turn next() {
        return turns.poll();
    }

    private static JsonObject message(String text) {
        return JsonObject.of("type", "agent.message", "content", JsonArray.of(Messages.text(text)));
    }
}
