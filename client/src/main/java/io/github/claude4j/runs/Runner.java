package io.github.claude4j.runs;

import io.github.claude4j.Claude;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.internal.run.NextRequest;
import io.github.claude4j.internal.run.OfferedTools;
import io.github.claude4j.internal.run.RunEvents;
import io.github.claude4j.internal.run.RunState;
import io.github.claude4j.internal.run.Steps;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.tools.ToolFunction;
import io.github.claude4j.tools.Tools;
import io.github.claude4j.types.JsonType;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

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
    public static Runner of(Claude claude, Consumer<RunnerOptions> options) {
        RunnerOptions chosen = new RunnerOptions(Objects.requireNonNull(claude, "claude"));
        Objects.requireNonNull(options, "options").accept(chosen);
        return new Runner(chosen);
    }

    /** The same runner with other options. */
    public Runner with(Consumer<RunnerOptions> changes) {
        RunnerOptions changed = new RunnerOptions(options);
        Objects.requireNonNull(changes, "changes").accept(changed);
        return new Runner(changed);
    }

    /** Runs what this request begins. Without a journal a crash leaves nothing, and nobody keeps a call from running twice. */
    public Conversation run(MessageCreateParams params) {
        return run(start(params));
    }

    /** Runs what this request begins, without a journal. */
    public Conversation run(Consumer<MessageCreateParams.Builder> params) {
        return run(built(params));
    }

    /**
     * Goes on with a conversation, without a journal: where the same value is gone on with twice, its calls run twice.
     *
     * @return the conversation at its next stop; {@link Conversation#outcome()} says why it stopped
     */
    public Conversation run(Conversation conversation) {
        return ended(resumed(conversation), null);
    }

    /**
     * Runs what this request begins, or goes on with it where the journal has begun. Each call runs at most once; what had begun
     * when a process died runs again where its tool is {@link ToolFunction#repeatable()}, else the model is told.
     *
     * @throws InvalidParamsException when the journal is of a conversation that began otherwise
     */
    public Conversation run(MessageCreateParams params, Journal journal) {
        return ended(begun(params, journal), journal);
    }

    /** Runs what this request begins, or goes on with it where the journal has begun. */
    public Conversation run(Consumer<MessageCreateParams.Builder> params, Journal journal) {
        return run(built(params), journal);
    }

    /**
     * Goes on with a conversation of this journal, which is written what the conversation is ahead of it.
     *
     * @throws JournalConflictException when it does not go on from where the journal is
     */
    public Conversation run(Conversation conversation, Journal journal) {
        return ended(resumed(conversation), known(journal));
    }

    /** Runs what this request begins, whose answer is a value of a Java type. */
    public <T> ParsedRun<T> run(MessageCreateParams params, Class<T> type) {
        return run(params, JsonType.of(type));
    }

    /** Runs what this request begins, whose answer is a value of a Java type. */
    public <T> ParsedRun<T> run(Consumer<MessageCreateParams.Builder> params, Class<T> type) {
        return run(built(params), type);
    }

    /** Goes on with a conversation, whose answer is a value of a Java type: after somebody has decided, or said something. */
    public <T> ParsedRun<T> run(Conversation conversation, Class<T> type) {
        return run(conversation, JsonType.of(type));
    }

    /** Runs what this request begins, whose answer is a value of this type. */
    public <T> ParsedRun<T> run(MessageCreateParams params, JsonType<T> type) {
        return ParsedRun.of(run(typed(params, type)), type);
    }

    /** Runs what this request begins, whose answer is a value of this type. */
    public <T> ParsedRun<T> run(Consumer<MessageCreateParams.Builder> params, JsonType<T> type) {
        return run(built(params), type);
    }

    /** Goes on with a conversation, whose answer is a value of this type. */
    public <T> ParsedRun<T> run(Conversation conversation, JsonType<T> type) {
        return ParsedRun.of(run(typed(conversation, type)), type);
    }

    /** Runs what this request begins, or goes on with it where the journal has begun; the answer is a value of a Java type. */
    public <T> ParsedRun<T> run(MessageCreateParams params, Class<T> type, Journal journal) {
        return run(params, JsonType.of(type), journal);
    }

    /** Runs what this request begins, or goes on with it where the journal has begun; the answer is a value of a Java type. */
    public <T> ParsedRun<T> run(Consumer<MessageCreateParams.Builder> params, Class<T> type, Journal journal) {
        return run(built(params), type, journal);
    }

    /** Goes on with a conversation of this journal, whose answer is a value of a Java type. */
    public <T> ParsedRun<T> run(Conversation conversation, Class<T> type, Journal journal) {
        return run(conversation, JsonType.of(type), journal);
    }

    /** Runs what this request begins, or goes on with it where the journal has begun; the answer is a value of this type. */
    public <T> ParsedRun<T> run(MessageCreateParams params, JsonType<T> type, Journal journal) {
        return ParsedRun.of(ended(begunTyped(typed(params, type), journal), journal), type);
    }

    /** Runs what this request begins, or goes on with it where the journal has begun; the answer is a value of this type. */
    public <T> ParsedRun<T> run(Consumer<MessageCreateParams.Builder> params, JsonType<T> type, Journal journal) {
        return run(built(params), type, journal);
    }

    /** Goes on with a conversation of this journal, whose answer is a value of this type. */
    public <T> ParsedRun<T> run(Conversation conversation, JsonType<T> type, Journal journal) {
        return ParsedRun.of(run(typed(conversation, type), journal), type);
    }

    /** Runs what this request begins, event by event. Close it. */
    public RunStream stream(MessageCreateParams params) {
        Conversation begin = start(params);
        return new RunStream(loop(() -> begin, null));
    }

    /** Runs what this request begins, event by event. Close it. */
    public RunStream stream(Consumer<MessageCreateParams.Builder> params) {
        return stream(built(params));
    }

    /** Goes on with a conversation, event by event. Close it. */
    public RunStream stream(Conversation conversation) {
        Objects.requireNonNull(conversation, "conversation");
        return new RunStream(loop(() -> resumed(conversation), null));
    }

    /** Runs what this request begins, or goes on with it where the journal has begun, event by event. Close it. */
    public RunStream stream(MessageCreateParams params, Journal journal) {
        Objects.requireNonNull(params, "params");
        return new RunStream(loop(() -> begun(params, journal), known(journal)));
    }

    /** Runs what this request begins, or goes on with it where the journal has begun, event by event. Close it. */
    public RunStream stream(Consumer<MessageCreateParams.Builder> params, Journal journal) {
        return stream(built(params), journal);
    }

    /** Goes on with a conversation of this journal, event by event. Close it. */
    public RunStream stream(Conversation conversation, Journal journal) {
        Objects.requireNonNull(conversation, "conversation");
        return new RunStream(loop(() -> resumed(conversation), known(journal)));
    }

    /** Runs what this request begins, event by event, to an answer that is a value of a Java type. Close it. */
    public <T> ParsedRunStream<T> stream(MessageCreateParams params, Class<T> type) {
        return stream(params, JsonType.of(type));
    }

    /** Runs what this request begins, event by event, to an answer that is a value of a Java type. Close it. */
    public <T> ParsedRunStream<T> stream(Consumer<MessageCreateParams.Builder> params, Class<T> type) {
        return stream(built(params), JsonType.of(type));
    }

    /** Goes on with a conversation, event by event, to an answer that is a value of a Java type. Close it. */
    public <T> ParsedRunStream<T> stream(Conversation conversation, Class<T> type) {
        return stream(conversation, JsonType.of(type));
    }

    /** Runs what this request begins, event by event, to an answer that is a value of this type. Close it. */
    public <T> ParsedRunStream<T> stream(MessageCreateParams params, JsonType<T> type) {
        MessageCreateParams asked = typed(params, type);
        return new ParsedRunStream<>(loop(() -> start(asked), null), type);
    }

    /** Runs what this request begins, event by event, to an answer that is a value of this type. Close it. */
    public <T> ParsedRunStream<T> stream(Consumer<MessageCreateParams.Builder> params, JsonType<T> type) {
        return stream(built(params), type);
    }

    /** Goes on with a conversation, event by event, to an answer that is a value of this type. Close it. */
    public <T> ParsedRunStream<T> stream(Conversation conversation, JsonType<T> type) {
        Conversation asked = typed(conversation, type);
        return new ParsedRunStream<>(loop(() -> resumed(asked), null), type);
    }

    /** Runs what this request begins, or goes on with it where the journal has begun, event by event, to a value of a Java type. Close it. */
    public <T> ParsedRunStream<T> stream(MessageCreateParams params, Class<T> type, Journal journal) {
        return stream(params, JsonType.of(type), journal);
    }

    /** Runs what this request begins, or goes on with it where the journal has begun, event by event, to a value of a Java type. Close it. */
    public <T> ParsedRunStream<T> stream(Consumer<MessageCreateParams.Builder> params, Class<T> type, Journal journal) {
        return stream(built(params), JsonType.of(type), journal);
    }

    /** Goes on with a conversation of this journal, event by event, to an answer that is a value of a Java type. Close it. */
    public <T> ParsedRunStream<T> stream(Conversation conversation, Class<T> type, Journal journal) {
        return stream(conversation, JsonType.of(type), journal);
    }

    /** Runs what this request begins, or goes on with it where the journal has begun, event by event, to a value of this type. Close it. */
    public <T> ParsedRunStream<T> stream(MessageCreateParams params, JsonType<T> type, Journal journal) {
        MessageCreateParams asked = typed(params, type);
        return new ParsedRunStream<>(loop(() -> begunTyped(asked, journal), known(journal)), type);
    }

    /** Runs what this request begins, or goes on with it where the journal has begun, event by event, to a value of this type. Close it. */
    public <T> ParsedRunStream<T> stream(
            Consumer<MessageCreateParams.Builder> params, JsonType<T> type, Journal journal) {
        return stream(built(params), type, journal);
    }

    /** Goes on with a conversation of this journal, event by event, to an answer that is a value of this type. Close it. */
    public <T> ParsedRunStream<T> stream(Conversation conversation, JsonType<T> type, Journal journal) {
        Conversation asked = typed(conversation, type);
        return new ParsedRunStream<>(loop(() -> resumed(asked), known(journal)), type);
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
        Objects.requireNonNull(instructions, "instructions");
        RunState state = Objects.requireNonNull(conversation, "conversation").state();
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
        Objects.requireNonNull(params, "params");
        return Tools.function(name, description, InnerRun.Task.class, (task, call) -> {
            Conversation kept = call.context(InnerRun.Kept.class).conversation();
            return run(
                    kept != null
                            ? Deciding.askedAgain(options, kept)
                            : Conversation.of(params).say(task.prompt()));
        });
    }

    private static MessageCreateParams built(Consumer<MessageCreateParams.Builder> params) {
        MessageCreateParams.Builder builder = MessageCreateParams.builder();
        Objects.requireNonNull(params, "params").accept(builder);
        return builder.build();
    }

    private static MessageCreateParams typed(MessageCreateParams params, JsonType<?> type) {
        return Objects.requireNonNull(params, "params").toBuilder()
                .outputSchema(type)
                .build();
    }

    private static Conversation typed(Conversation conversation, JsonType<?> type) {
        Objects.requireNonNull(type, "type");
        return isTyped(Objects.requireNonNull(conversation, "conversation"))
                ? conversation
                : conversation.with(p -> p.outputSchema(type));
    }

    private static boolean isTyped(Conversation conversation) {
        return conversation.state().params().get("output_config") instanceof JsonObject output
                && output.get("format") != null;
    }

    private Conversation ended(Conversation begin, @Nullable Journal journal) {
        return new RunLoop(options, begin, journal, false, event -> {}).run();
    }

    private Function<Consumer<RunEvent>, RunLoop> loop(Supplier<Conversation> begin, @Nullable Journal journal) {
        RunnerOptions here = options.listening();
        return tell -> new RunLoop(here, begin.get(), journal, true, tell);
    }

    private static Journal known(Journal journal) {
        return Objects.requireNonNull(journal, "journal");
    }

    private Conversation start(MessageCreateParams params) {
        JsonObject request =
                options.offered().begin(Objects.requireNonNull(params, "params").json());
        return Conversation.start(request, JsonArray.of(options.tools.keySet()), JsonArray.of(options.contextNames()));
    }

    private Conversation begun(MessageCreateParams params, Journal journal) {
        List<JsonObject> events = known(journal).events();
        if (events.isEmpty()) {
            return start(params);
        }
        OfferedTools.checkSame(Conversation.of(params).state().messages(), events.get(0));
        return resumed(journal.conversation());
    }

    /** What was begun without a type has its answer already, or will have one that is none of the type. */
    private Conversation begunTyped(MessageCreateParams params, Journal journal) {
        Conversation begun = begun(params, journal);
        if (!isTyped(begun)) {
            throw new InvalidParamsException(
                    "journal: expected one of a run to a value of a type, found one without a type;"
                            + " to ask for a value from here on, run(journal.conversation().say(…), type, journal)");
        }
        return begun;
    }

    private Conversation resumed(Conversation conversation) {
        RunState state = Objects.requireNonNull(conversation, "conversation").state();
        JsonObject change = options.offered().resume(state, options.contextNames(), options.announceTools);
        Deciding.checkEdits(options, conversation);
        return change == null ? conversation : conversation.plus(change);
    }
}
