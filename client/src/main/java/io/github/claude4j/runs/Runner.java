package io.github.claude4j.runs;

import io.github.claude4j.Claude;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.internal.run.NextRequest;
import io.github.claude4j.internal.run.RunEvents;
import io.github.claude4j.internal.run.RunState;
import io.github.claude4j.internal.run.Steps;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.tools.ToolFunction;
import io.github.claude4j.tools.Tools;
import io.github.claude4j.types.JsonType;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Runs conversations: asks the model, decides about its calls and runs them, until it has answered, somebody is waited for, or
 * a limit is reached. Immutable, and for all threads at once.
 *
 * <pre>{@code
 * Runner runner = claude.runner(r -> r.tools(weather).maxTurns(20));
 * Conversation end = runner.run(m -> m.model(Model.CLAUDE_OPUS_5_5).maxTokens(1024)
 *         .addUserMessage("Do I need an umbrella in Paris?"));
 * System.out.println(end.text());
 * }</pre>
 *
 * <p>What a run throws carries how far it came: {@link Conversation#of(Throwable)}. An interrupt ends it with a
 * {@link io.github.claude4j.errors.CancelledException}; tools that run are interrupted too.
 */
public final class Runner {
    private final RunnerOptions options;

    private Runner(RunnerOptions options) {
        this.options = options;
    }

    /** A runner that asks this client. */
    public static Runner of(Claude claude, Consumer<RunnerOptions> changes) {
        RunnerOptions options = new RunnerOptions(Objects.requireNonNull(claude, "claude"));
        changes.accept(options);
        return new Runner(options);
    }

    /** The same runner with other options. */
    public Runner with(Consumer<RunnerOptions> changes) {
        RunnerOptions changed = new RunnerOptions(options);
        changes.accept(changed);
        return new Runner(changed);
    }

    /** Runs what this request begins. Without a journal a crash leaves nothing, and nobody keeps a call from running twice. */
    public Conversation run(MessageCreateParams params) {
        return run(start(params));
    }

    /** Runs what this request begins, without a journal. */
    public Conversation run(Consumer<MessageCreateParams.Builder> params) {
        return run(Offers.built(params));
    }

    /**
     * Goes on with a conversation, without a journal: where the same value is gone on with twice, its calls run twice.
     *
     * @return the conversation at its next stop; {@link Conversation#outcome()} says why it stopped
     */
    public Conversation run(Conversation conversation) {
        return new RunLoop(options, resumed(conversation), null, false, event -> {}).run();
    }

    /**
     * Runs what this request begins, or goes on with it where the journal has begun. Each call runs at most once; what had begun
     * when a process died runs again where its tool is {@link ToolFunction#repeatable()}, else the model is told.
     *
     * @throws InvalidParamsException when the journal is of a conversation that began otherwise
     */
    public Conversation run(MessageCreateParams params, Journal journal) {
        return new RunLoop(options, begun(params, journal), journal, false, event -> {}).run();
    }

    /** Runs what this request begins, or goes on with it where the journal has begun. */
    public Conversation run(Consumer<MessageCreateParams.Builder> params, Journal journal) {
        return run(Offers.built(params), journal);
    }

    /**
     * Goes on with a conversation of this journal, which is written what the conversation is ahead of it.
     *
     * @throws JournalConflictException when it does not go on from where the journal is
     */
    public Conversation run(Conversation conversation, Journal journal) {
        return new RunLoop(options, resumed(conversation), journal, false, event -> {}).run();
    }

    /** Runs what this request begins, whose answer is a value of a Java type. */
    public <T> ParsedRun<T> run(MessageCreateParams params, Class<T> type) {
        return run(params, JsonType.of(type));
    }

    /** Runs what this request begins, whose answer is a value of a Java type. */
    public <T> ParsedRun<T> run(Consumer<MessageCreateParams.Builder> params, Class<T> type) {
        return run(Offers.built(params), JsonType.of(type));
    }

    /** Runs what this request begins, whose answer is a value of this type. */
    public <T> ParsedRun<T> run(MessageCreateParams params, JsonType<T> type) {
        return ParsedRun.of(run(params.toBuilder().outputSchema(type).build()), type);
    }

    /** Runs what this request begins, whose answer is a value of this type. */
    public <T> ParsedRun<T> run(Consumer<MessageCreateParams.Builder> params, JsonType<T> type) {
        return run(Offers.built(params), type);
    }

    /** Goes on with a conversation, whose answer is a value of a Java type: after somebody has decided, or said something. */
    public <T> ParsedRun<T> run(Conversation conversation, Class<T> type) {
        return run(conversation, JsonType.of(type));
    }

    /** Goes on with a conversation, whose answer is a value of this type. */
    public <T> ParsedRun<T> run(Conversation conversation, JsonType<T> type) {
        JsonObject params = conversation.state().params();
        boolean typed = params.get("output_config") instanceof JsonObject output && output.get("format") != null;
        return ParsedRun.of(run(typed ? conversation : conversation.with(p -> p.outputSchema(type))), type);
    }

    /** Runs what this request begins, event by event. Close it. */
    public RunStream stream(MessageCreateParams params) {
        return stream(start(params));
    }

    /** Runs what this request begins, event by event. Close it. */
    public RunStream stream(Consumer<MessageCreateParams.Builder> params) {
        return stream(Offers.built(params));
    }

    /** Goes on with a conversation, event by event. Close it. */
    public RunStream stream(Conversation conversation) {
        RunnerOptions here = options.listening();
        return new RunStream(tell -> new RunLoop(here, resumed(conversation), null, true, tell));
    }

    /** Runs what this request begins, or goes on with it where the journal has begun, event by event. Close it. */
    public RunStream stream(MessageCreateParams params, Journal journal) {
        RunnerOptions here = options.listening();
        return new RunStream(tell -> new RunLoop(here, begun(params, journal), journal, true, tell));
    }

    /** Goes on with a conversation of this journal, event by event. Close it. */
    public RunStream stream(Conversation conversation, Journal journal) {
        RunnerOptions here = options.listening();
        return new RunStream(tell -> new RunLoop(here, resumed(conversation), journal, true, tell));
    }

    /** The conversation with a summary in place of what was said, for the API to go on from. Beta. */
    public Conversation compact(Conversation conversation) {
        return compact(conversation, "");
    }

    /**
     * The conversation with a summary in place of what was said, for the API to go on from. Beta.
     *
     * @param instructions what the summary is to keep
     * @throws IllegalStateException in the middle of a turn: calls are open, or their results not answered
     */
    public Conversation compact(Conversation conversation, String instructions) {
        RunState state = conversation.state();
        if (!state.calls().isEmpty() || (Steps.next(state) == Steps.Kind.ASK && !state.first())) {
            throw new IllegalStateException("the conversation is in the middle of a turn: run it to its end first");
        }
        JsonObject request = NextRequest.compaction(state, instructions);
        Message summary = options.claude.messages().create(MessageCreateParams.of(request));
        return conversation.plus(RunEvents.compacted(summary.json()));
    }

    /**
     * This runner as a tool of another: the model gives it a task, and gets the answer. What waits in it waits in the other, whose
     * limits count its tokens too; a crash in the middle of it is told as that of any tool.
     *
     * @param params the request that each task begins with: model, limits, system prompt, its own tools
     */
    public ToolFunction asTool(String name, String description, Consumer<MessageCreateParams.Builder> params) {
        return Tools.function(name, description, InnerRun.Task.class, (task, call) -> {
            Conversation kept = call.context(InnerRun.Kept.class).conversation();
            return run(kept != null ? kept : Conversation.of(params).say(task.prompt()));
        });
    }

    private Conversation start(MessageCreateParams params) {
        return Offers.start(options, params);
    }

    private Conversation begun(MessageCreateParams params, Journal journal) {
        List<JsonObject> events = journal.events();
        return events.isEmpty() ? start(params) : resumed(Offers.same(params, events.get(0), journal.conversation()));
    }

    private Conversation resumed(Conversation conversation) {
        return Offers.resumed(options, Objects.requireNonNull(conversation, "conversation"));
    }
}
