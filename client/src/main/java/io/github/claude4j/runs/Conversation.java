package io.github.claude4j.runs;

import io.github.claude4j.Claude;
import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.internal.history.Trim;
import io.github.claude4j.internal.messages.UsageSum;
import io.github.claude4j.internal.run.CallState;
import io.github.claude4j.internal.run.History;
import io.github.claude4j.internal.run.NextRequest;
import io.github.claude4j.internal.run.ResultTurn;
import io.github.claude4j.internal.run.RunEvents;
import io.github.claude4j.internal.run.RunState;
import io.github.claude4j.internal.run.Steps;
import io.github.claude4j.internal.run.Undo;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.json.JsonView;
import io.github.claude4j.messages.ContentBlock;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.MessageParam;
import io.github.claude4j.messages.Usage;
import io.github.claude4j.prices.Cost;
import io.github.claude4j.prices.Prices;
import io.github.claude4j.tools.Decision;
import io.github.claude4j.tools.ToolCall;
import io.github.claude4j.tools.ToolOutput;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * A conversation with the model, its tools included, as a value: what was said, which calls wait, and what comes next.
 *
 * <p>It never changes; what changes it gives another one. {@link #json()} saves it at any point, and {@link #of(JsonObject)}
 * goes on with it, in another process or on another day. Where the same value is gone on with twice, its calls run twice: to
 * run each at most once keep it in a {@link Journal}, or in a store that compares {@link #version()} when it saves.
 *
 * <p>A saved value is trusted: its calls are run as they are. Never take one back from a browser.
 */
public final class Conversation implements JsonView {
    /** How far a conversation has come. */
    public enum Outcome {
        /** The model has answered, and its turn is over. */
        DONE,
        /** Somebody is to decide about a call, or to bring its result: {@link Conversation#waiting()}. */
        WAITING,
        /** A limit was reached: {@link Conversation#limit()} says which. It goes on with a larger one. */
        LIMITED,
        /** The answer reached the limit of its tokens before its end. No call of it has run. */
        CUT,
        /** The model refused to answer. No call of it has run. */
        REFUSED,
        /** There is something to be done, or nothing was said yet: {@link Conversation#next()} says which. */
        OPEN
    }

    /** What ended a run before its end. */
    public enum Limit {
        /** So many answers since something was said. */
        TURNS,
        /** So many tokens. */
        TOKENS,
        /** So much money. */
        COST,
        /** So much time. */
        TIME,
        /** The model's context window. */
        WINDOW
    }

    private static final Set<CallState.Phase> UNDECIDED = Set.of(CallState.Phase.ASKED, CallState.Phase.WAITING);
    private static final Set<CallState.Phase> RUNNING = Set.of(CallState.Phase.ALLOWED, CallState.Phase.BEGUN);

    /** Why an answer ends that was closed while it was written; no word of the API's. */
    static final String PARTIAL = "closed";

    private final History history;
    private final @Nullable Limit limit;

    Conversation(History history, @Nullable Limit limit) {
        this.history = history;
        this.limit = limit;
    }

    /** A conversation that begins with this request; it may have no message yet. */
    public static Conversation of(MessageCreateParams params) {
        return start(Objects.requireNonNull(params, "params").json(), JsonArray.of(), JsonArray.of());
    }

    /**
     * A conversation that was saved with {@link #json()}.
     *
     * @throws InvalidDataException when it is something else, or was saved by a later version of this library
     */
    public static Conversation of(JsonObject json) {
        return new Conversation(History.of(RunState.of(Objects.requireNonNull(json, "json"))), null);
    }

    /**
     * A conversation that was saved as text.
     *
     * @throws InvalidDataException when it is something else, or was saved by a later version of this library
     */
    public static Conversation of(String json) {
        return of(JsonObject.parse(json));
    }

    /** How far a run had come that failed with this exception; empty where it is none of a run. */
    public static Optional<Conversation> of(Throwable failure) {
        Conversation last = null;
        // An exception may have ended a run within this one, or an earlier one too.
        for (Throwable each : Objects.requireNonNull(failure, "failure").getSuppressed()) {
            last = each instanceof HowFar howFar ? howFar.conversation() : last;
        }
        return Optional.ofNullable(last);
    }

    /** A conversation that begins with this request, which may have no message yet. */
    public static Conversation of(Consumer<MessageCreateParams.Builder> params) {
        MessageCreateParams.Builder request = MessageCreateParams.builder();
        Objects.requireNonNull(params, "params").accept(request);
        if (request.get("messages") != null) {
            return of(request.build());
        }
        return start(checked(request), JsonArray.of(), JsonArray.of());
    }

    static Conversation start(JsonObject params, JsonArray code, JsonArray contexts) {
        return new Conversation(History.start(params, code, contexts), null);
    }

    RunState state() {
        return history.state();
    }

    History history() {
        return history;
    }

    Conversation plus(JsonObject event) {
        return new Conversation(history.plus(event), null);
    }

    /** The same conversation, without the events that led to it. */
    Conversation settled() {
        return new Conversation(History.of(state()), limit);
    }

    Conversation limited(Limit reached) {
        return new Conversation(history, reached);
    }

    /** What it needs to go on. */
    public Step next() {
        RunState state = state();
        return switch (Steps.next(state)) {
            case ASK -> new Step.Ask(MessageCreateParams.of(NextRequest.of(state, false, false)));
            case LOST -> new Step.Lost(calls(Steps.in(state, CallState.Phase.BEGUN)));
            case DECIDE -> new Step.Decide(calls(Steps.in(state, CallState.Phase.ASKED)));
            case CALL -> new Step.Call(calls(Steps.runnable(state)));
            case WAIT -> new Step.Wait(waiting());
            case END -> new Step.End();
        };
    }

    private List<ToolCall> calls(List<Integer> places) {
        List<ToolCall> calls = new ArrayList<>();
        for (int place : places) {
            calls.add(call(place));
        }
        return List.copyOf(calls);
    }

    ToolCall call(int place) {
        CallState call = state().calls().get(place);
        return ToolCall.of(call.use(), call.input(), state().key(place), call.note());
    }

    /** How far it has come. */
    public Outcome outcome() {
        if (limit != null) {
            return Outcome.LIMITED;
        }
        return switch (Steps.next(state())) {
            case WAIT -> Outcome.WAITING;
            case END -> ended();
            default -> Outcome.OPEN;
        };
    }

    private Outcome ended() {
        if (state().reply() == null) {
            return Outcome.OPEN;
        }
        return switch (state().stopReason()) {
            case "max_tokens", PARTIAL -> Outcome.CUT;
            case "model_context_window_exceeded" -> Outcome.LIMITED;
            case "refusal" -> Outcome.REFUSED;
            default -> Outcome.DONE;
        };
    }

    /** Which limit ended the run before its end; empty where none did. A limit is not saved: it belongs to the runner. */
    public Optional<Limit> limit() {
        boolean window = limit == null && outcome() == Outcome.LIMITED;
        return window ? Optional.of(Limit.WINDOW) : Optional.ofNullable(limit);
    }

    /** The last answer; empty before there is one. */
    public Optional<Message> message() {
        return Optional.ofNullable(state().reply()).map(Message::of);
    }

    /**
     * The text of the answer.
     *
     * @throws UnfinishedException when there is none: it names the outcome
     */
    public String text() {
        if (outcome() != Outcome.DONE) {
            throw new UnfinishedException("the conversation has no answer: it is " + outcome() + why(), this);
        }
        return lastText();
    }

    private String why() {
        return switch (outcome()) {
            case WAITING -> "; it waits for " + named(waiting());
            case LIMITED -> " (" + limit().orElse(Limit.WINDOW) + ")";
            case CUT -> "; give it more with maxTokens";
            case REFUSED -> "; the message's stop details may say why";
            default -> "";
        };
    }

    /** The text of the last answer, whatever the outcome; empty text where there is none. */
    public String lastText() {
        return message().map(Message::text).orElse("");
    }

    /** The turns so far. */
    public List<MessageParam> messages() {
        List<MessageParam> turns = new ArrayList<>();
        for (JsonObject turn : state().messages().objects()) {
            turns.add(MessageParam.of(turn));
        }
        return List.copyOf(turns);
    }

    /** The user says something. */
    public Conversation say(String text) {
        return say((Object) Objects.requireNonNull(text, "text"));
    }

    /** The user says and shows something: text, images, documents. */
    public Conversation say(ContentBlock... content) {
        return say(List.of(Objects.requireNonNull(content, "content")));
    }

    /**
     * The user says and shows something. Calls that the model's answer was cut in are answered with an error first.
     *
     * @throws IllegalStateException when calls are not settled; it names them
     */
    public Conversation say(List<? extends ContentBlock> content) {
        return say((Object) JsonArray.of(Objects.requireNonNull(content, "content")));
    }

    private Conversation say(Object content) {
        if (!state().calls().isEmpty()) {
            List<ToolCall> open = calls(Steps.open(state()));
            throw new IllegalStateException("calls are not settled: " + named(open)
                    + ": decide and run them, or drop them with dropWaiting(reason)");
        }
        boolean nothing = content instanceof String text
                ? text.isBlank()
                : content instanceof JsonArray blocks && blocks.isEmpty();
        if (nothing) {
            throw new InvalidParamsException("content: expected text or a block, found nothing");
        }
        return plus(RunEvents.say(History.held(content)));
    }

    /**
     * The conversation with another request from now on: another model, system prompt, limit. What was said stays.
     *
     * <pre>{@code chat = chat.with(p -> p.model(Model.CLAUDE_HAIKU_5_5));}</pre>
     *
     * @throws InvalidParamsException when a message is added: {@code say} does that
     */
    public Conversation with(Consumer<MessageCreateParams.Builder> changes) {
        MessageCreateParams.Builder request = MessageCreateParams.of(state().params()).toBuilder();
        Objects.requireNonNull(changes, "changes").accept(request);
        if (request.get("messages") != null) {
            throw new InvalidParamsException(
                    "messages: expected none in a change of the request, found some: say(…) adds what the user says");
        }
        return plus(RunEvents.params(checked(request), state().code()));
    }

    /** A request whose messages come later; all else is looked at as it will be sent. */
    private static JsonObject checked(MessageCreateParams.Builder request) {
        return request.addUserMessage("-").build().json().without("messages");
    }

    /**
     * Settles every call that is not done: the model is told this reason instead of a result. Of a call that had begun it is told
     * that it may have had an effect.
     */
    public Conversation dropWaiting(String reason) {
        Objects.requireNonNull(reason, "reason");
        Conversation dropped = this;
        for (int place : Steps.open(state())) {
            boolean begun = state().calls().get(place).phase() == CallState.Phase.BEGUN;
            dropped = dropped.plus(begun ? RunEvents.interrupted(place) : RunEvents.denied(place, reason));
        }
        return dropped;
    }

    /** The call with this id may run. Nothing changes when it has begun or is settled. */
    public Conversation allow(String id) {
        return decided(id, place -> RunEvents.allow(place, null), inner -> inner.allow(id));
    }

    /** The call with this id does not run: the model is told this reason. Nothing changes when it has begun or is settled. */
    public Conversation deny(String id, String reason) {
        Objects.requireNonNull(reason, "reason");
        return decided(id, place -> RunEvents.denied(place, reason), inner -> inner.deny(id, reason));
    }

    /** The call with this id runs with another input. Nothing changes when it has begun or is settled. */
    public Conversation edit(String id, JsonObject input) {
        Objects.requireNonNull(input, "input");
        return decided(id, place -> RunEvents.allow(place, input), inner -> inner.edit(id, input));
    }

    /** The call with this id runs with another input, a record. Nothing changes when it has begun or is settled. */
    public Conversation edit(String id, Record input) {
        return edit(id, Decision.edit(input).input().orElseThrow());
    }

    private Conversation decided(String id, IntFunction<JsonObject> event, InnerRun.Change inside) {
        Conversation changed = InnerRun.changed(this, id, inside);
        if (changed != null) {
            return changed;
        }
        int place = place(id, UNDECIDED);
        if (place < 0) {
            return this;
        }
        CallState.Phase phase = state().calls().get(place).phase();
        return phase == CallState.Phase.BEGUN || phase == CallState.Phase.DONE ? this : plus(event.apply(place));
    }

    /**
     * The call with this id has its result, whoever ran it. Nothing changes when it is settled.
     *
     * @param output what {@link ToolOutput#of} takes: text, a record, blocks, an error
     */
    public Conversation answer(String id, @Nullable Object output) {
        Conversation changed = InnerRun.changed(this, id, inner -> inner.answer(id, output));
        if (changed != null) {
            return changed;
        }
        int place = place(id, RUNNING);
        return place < 0 || state().calls().get(place).isDone() ? this : plus(answered(place, ToolOutput.of(output)));
    }

    static JsonObject answered(int place, ToolOutput output) {
        String question = output.question().orElse(null);
        return question != null
                ? RunEvents.await(place, question)
                : RunEvents.result(place, History.held(output.content()), output.isError());
    }

    /**
     * Where the call stands: of those with the same id the first that is in one of these phases, else the first that is not done;
     * less than 0 where its result has gone back to the model.
     */
    private int place(String id, Set<CallState.Phase> phases) {
        int place = Steps.find(state(), Objects.requireNonNull(id, "id"), phases);
        if (place < 0 && !ResultTurn.isAnswered(state().messages(), id)) {
            throw new InvalidParamsException("id: expected one of the calls that are not answered, "
                    + named(calls(Steps.open(state()))) + ", found \"" + id + "\"");
        }
        return place;
    }

    static String named(List<ToolCall> calls) {
        StringBuilder names = new StringBuilder();
        for (ToolCall call : calls) {
            names.append(names.isEmpty() ? "" : ", ")
                    .append(call.name())
                    .append(' ')
                    .append(call.id());
        }
        return names.isEmpty() ? "none" : names.toString();
    }

    /** The model answered the request of {@link Step.Ask}. */
    public Conversation replied(Message answer) {
        Objects.requireNonNull(answer, "answer");
        if (Steps.next(state()) != Steps.Kind.ASK) {
            throw new IllegalStateException("the model was not to be asked: the conversation is " + outcome());
        }
        return plus(RunEvents.reply(answer.json()));
    }

    /** The calls that wait for somebody to decide, or to bring their result; those of runs inside calls too. */
    public List<ToolCall> waiting() {
        return List.copyOf(InnerRun.waiting(this));
    }

    /** How often the model has answered since the start, or since somebody said something. */
    public int turns() {
        return state().turns();
    }

    /** The tokens of all answers together. */
    public Usage usage() {
        JsonObject sum = JsonObject.of("input_tokens", 0, "output_tokens", 0);
        for (JsonObject answer : state().spent().objects()) {
            sum = UsageSum.of(sum, answer.optObject("usage").orElse(JsonObject.of()));
        }
        return Usage.of(sum);
    }

    /** What all answers together cost, each by the model that gave it. */
    public Cost cost(Prices prices) {
        Cost sum = Cost.zero();
        Objects.requireNonNull(prices, "prices");
        for (JsonObject answer : state().spent().objects()) {
            sum = sum.plus(prices.cost(answer));
        }
        return sum;
    }

    /**
     * The conversation without its oldest turns, so that a request has at most so many tokens: for a window that is full. The
     * system prompt, the first question, the last turn and open calls stay, and no call is parted from its result. It may have
     * more where that leaves no other way.
     *
     * @param claude counts the tokens: mostly twice, at no cost
     */
    public Conversation trimmed(long tokens, Claude claude) {
        Objects.requireNonNull(claude, "claude");
        RunState state = state();
        JsonObject params = state.params();
        JsonArray kept = Trim.trimmed(
                state.messages(),
                messages -> claude.messages()
                        .countTokens(MessageCreateParams.of(params.with("messages", messages)))
                        .inputTokens(),
                tokens);
        return kept.size() == state.messages().size() ? this : plus(Undo.trimmed(state, kept));
    }

    /** Takes back what was said last, and all that came of it. Nothing changes where nothing was said. */
    public Conversation undo() {
        return state().said().isEmpty() ? this : plus(Undo.last(state()));
    }

    /** How many events there were: two values of one conversation that have the same number may still differ. */
    public long version() {
        return state().events();
    }

    /**
     * All of it, to be saved as text or bytes, and never through what reorders members or respells numbers: signatures and
     * caches would break. Secrets of the request, such as tokens of MCP servers, are left out.
     */
    @Override
    public JsonObject json() {
        return state().json();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Conversation that && that.json().equals(json());
    }

    @Override
    public int hashCode() {
        return state().head().hashCode();
    }

    /** How far it has come; nothing of what was said. */
    @Override
    public String toString() {
        return "Conversation[" + outcome() + ", " + state().messages().size() + " messages]";
    }

    /** What an exception carries along, so that it need not be wrapped. */
    static final class HowFar extends Throwable {
        private static final long serialVersionUID = 1L;

        private final transient Conversation conversation;

        HowFar(Conversation conversation) {
            super("the run came this far: " + conversation, null, false, false);
            this.conversation = conversation;
        }

        Conversation conversation() {
            return conversation;
        }
    }
}
