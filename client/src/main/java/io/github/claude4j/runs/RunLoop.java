package io.github.claude4j.runs;

import io.github.claude4j.errors.BadRequestException;
import io.github.claude4j.errors.CancelledException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.internal.run.CallState;
import io.github.claude4j.internal.run.NextRequest;
import io.github.claude4j.internal.run.RunEvents;
import io.github.claude4j.internal.run.RunFold;
import io.github.claude4j.internal.run.RunState;
import io.github.claude4j.internal.run.SecretFields;
import io.github.claude4j.internal.run.Steps;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.tools.ToolCall;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Does what a conversation needs, step by step, until nothing is left to be done. For one thread at a time. */
final class RunLoop {
    private static final System.Logger LOGGER = System.getLogger("io.github.claude4j");

    private final RunnerOptions options;
    private final Saving saving;
    private final Consumer<RunEvent> tell;

    /** Whether anybody is told; else no event need be made that costs something. */
    private final boolean streamed;

    private final Limits limits;
    private final Asking asking;
    private final Listeners listeners;
    private final CallRuns runs;
    private final Deciding deciding;

    /** Others may look at these while one thread does the work. */
    private volatile Conversation now;

    private volatile boolean over;

    RunLoop(
            RunnerOptions options,
            Conversation begin,
            @Nullable Journal journal,
            boolean streamed,
            Consumer<RunEvent> tell) {
        this.options = options;
        this.tell = tell;
        this.streamed = streamed;
        saving = new Saving(journal, begin);
        now = saving.begin();
        limits = new Limits(options);
        asking = new Asking(options, now.state(), tell, streamed);
        listeners = new Listeners(options);
        runs = new CallRuns(options, listeners);
        deciding = new Deciding(options, runs, tell);
        listeners.tell(listener -> listener.onStart(now));
    }

    Conversation now() {
        return now;
    }

    boolean isOver() {
        return over;
    }

    /** Runs to the end. */
    Conversation run() {
        while (!over) {
            step();
        }
        return now;
    }

    /** Does the next thing. What it throws carries how far the run came. */
    void step() {
        try {
            if (listeners.isEmpty()) {
                work();
            } else {
                listeners.inside(() -> {
                    work();
                    return null;
                });
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(new CancelledException("interrupted while tools were running", e));
        } catch (Error e) {
            throw failed(e);
        } catch (Exception e) {
            throw failed(Failures.unchecked(e));
        }
    }

    private void work() throws InterruptedException {
        saving.rest();
        if (asking.isUnderWay() || runs.isIdle() || !isWaitedFor()) {
            next();
        } else {
            wait(runs.await());
        }
    }

    /** Whether nothing is to be done before calls that run have come to an end. */
    private boolean isWaitedFor() {
        Steps.Kind kind = Steps.next(now.state());
        boolean known = kind != Steps.Kind.ASK && kind != Steps.Kind.DECIDE;
        return known && (runs.free() <= 0 || Steps.runnable(now.state()).isEmpty());
    }

    private void next() {
        if (!runs.isIdle() && Steps.next(now.state()) == Steps.Kind.LOST) {
            // What has begun runs.
            call();
            return;
        }
        switch (Steps.next(now.state())) {
            case ASK -> ask();
            case LOST -> apply(deciding.lost(now));
            case DECIDE -> apply(deciding.decide(now));
            case CALL -> call();
            default -> stop(now);
        }
    }

    private void apply(List<JsonObject> events) {
        for (JsonObject event : events) {
            apply(event);
        }
    }

    private void apply(JsonObject event) {
        RunState before = now.state();
        String type = event.string("type");
        boolean lap = type.equals("reply") || type.equals("result");
        JsonObject timed = lap ? RunEvents.took(event, limits.lap()) : event;
        now = now.plus(timed);
        saving.add(timed);
        if (type.equals("result")) {
            if (streamed) {
                settled(before.calls(), RunFold.calls(before, event));
            }
        } else if (type.equals("wait") || type.equals("inner")) {
            tell.accept(new RunEvent.Waiting(now.call(Math.toIntExact(event.longValue("call")))));
        }
    }

    /** Tells the calls that have their results now. */
    private void settled(List<CallState> before, List<CallState> after) {
        for (int i = 0; i < after.size(); i++) {
            CallState call = after.get(i);
            if (call.isDone() && (i >= before.size() || !before.get(i).isDone())) {
                tell.accept(new RunEvent.Result(called(call), call.result(), call.failed()));
            }
        }
    }

    private static ToolCall called(CallState call) {
        return ToolCall.of(call.use(), call.input(), "", null);
    }

    private void ask() {
        if (!asking.isUnderWay()) {
            Conversation.Limit reached = limits.reached(now.state()).orElse(null);
            if (reached != null) {
                limited(reached);
                return;
            }
            saving.flush();
        }
        Asking.Answer answer;
        try {
            answer = asking.next(now.state(), this::request, block -> deciding.early(now, block));
        } catch (BadRequestException e) {
            if (!e.apiMessage().orElse("").contains("prompt is too long")) {
                throw e;
            }
            limited(Conversation.Limit.WINDOW);
            return;
        }
        if (answer != null) {
            replied(answer);
        } else if (!asking.isUnderWay()) {
            // It begins anew.
            deciding.dropEarly();
        }
    }

    private void replied(Asking.Answer answer) {
        apply(answer.events());
        JsonObject reply = RunEvents.reply(answer.message(), answer.other());
        RunState before = now.state();
        apply(reply);
        saving.flush();
        if (streamed) {
            tell.accept(new RunEvent.Reply(answer.message()));
            List<CallState> calls = RunFold.calls(before, reply);
            for (int i = 0; i < calls.size(); i++) {
                if (!deciding.isTold(i)) {
                    tell.accept(new RunEvent.Asked(called(calls.get(i))));
                }
            }
            settled(List.of(), calls);
        }
        deciding.replied(now);
        listeners.tell(listener -> listener.onTurn(now));
    }

    private MessageCreateParams request() {
        RunState state = now.state();
        MessageCreateParams.Builder request =
                MessageCreateParams.of(NextRequest.of(state, options.keepToolChoice, asking.isOtherModel()))
                        .toBuilder();
        options.beforeRequest.accept(request);
        MessageCreateParams params = request.build();
        String missing = SecretFields.firstMissing(state.missing(), params.json());
        if (!missing.isEmpty()) {
            throw new InvalidParamsException(missing + ": expected the secret that is not saved with a conversation,"
                    + " found none: give it with beforeRequest");
        }
        return params;
    }

    private void call() {
        List<Integer> places = Steps.runnable(now.state());
        List<JsonObject> events = new ArrayList<>();
        int room = Math.max(1, runs.free());
        for (int place : places.subList(0, Math.min(room, places.size()))) {
            deciding.begin(now, place, events);
        }
        apply(events);
        // What is to run is on the disk before it runs.
        saving.flush();
        deciding.start(now);
    }

    /** Takes what has come of calls that run, and lets others begin. */
    private void wait(CallRuns.Note first) {
        Throwable fatal = null;
        for (CallRuns.Note note = first; note != null; note = runs.poll()) {
            if (note.progress() != null) {
                tell.accept(new RunEvent.Progress(note.work().call(), note.progress()));
            } else if (options.parallel == 1 && note.failure() instanceof InterruptedException) {
                Thread.currentThread().interrupt();
                throw new CancelledException("interrupted while a tool was running", note.failure());
            } else {
                apply(ended(note));
                fatal = note.isFatal() ? note.failure() : fatal;
            }
        }
        if (fatal != null) {
            saving.flush();
            throw Failures.unchecked(fatal);
        }
        if (!runs.isIdle() && isWaitedFor()) {
            // Else what comes next saves it.
            saving.flush();
        }
    }

    private JsonObject ended(CallRuns.Note note) {
        Conversation inner = note.inner();
        return inner != null
                ? InnerRun.event(note.work().place, inner)
                : Conversation.answered(note.work().place, Failures.output(note, options));
    }

    private void limited(Conversation.Limit limit) {
        if (limit == Conversation.Limit.TURNS && !options.turnsAreSet) {
            String warning = "the run ended after " + options.maxTurns
                    + " turns, the limit where maxTurns says nothing; the model wanted to go on";
            tell.accept(new RunEvent.Warned(warning));
            LOGGER.log(System.Logger.Level.WARNING, warning);
        }
        stop(now.limited(limit));
    }

    private void stop(Conversation end) {
        saving.flush();
        now = saving.settled(end);
        over = true;
        tell.accept(new RunEvent.Stopped(now));
        end(null);
    }

    /** The conversation with the text of an answer that was closed while it was written. */
    Conversation withPartial() {
        JsonObject partial = asking.partial();
        return partial == null || Steps.next(now.state()) != Steps.Kind.ASK ? now : now.plus(RunEvents.reply(partial));
    }

    /** Ends what is under way; what running tools still bring in a short time is kept. */
    void cancel() {
        if (!over) {
            over = true;
            settle();
            end(null);
        }
    }

    private void settle() {
        asking.close();
        try {
            for (CallRuns.Note note : runs.cancel()) {
                if (note.work().place >= 0) {
                    apply(ended(note));
                }
            }
            saving.flush();
        } finally {
            now = saving.settled(now);
        }
    }

    private <E extends Throwable> E failed(E failure) {
        over = true;
        try {
            settle();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
        failure.addSuppressed(new Conversation.HowFar(now));
        end(failure);
        return failure;
    }

    private void end(@Nullable Throwable failure) {
        listeners.tell(listener -> listener.onEnd(now, failure));
    }
}
