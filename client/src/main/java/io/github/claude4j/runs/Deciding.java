package io.github.claude4j.runs;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.internal.messages.ToolCalls;
import io.github.claude4j.internal.messages.ToolInputs;
import io.github.claude4j.internal.run.CallState;
import io.github.claude4j.internal.run.RunEvents;
import io.github.claude4j.internal.run.Steps;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.tools.Decision;
import io.github.claude4j.tools.ToolCall;
import io.github.claude4j.tools.ToolFunction;
import io.github.claude4j.types.MisfitException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds what is to become of calls: their code, whether it may run, and with which input. */
final class Deciding {
    private final RunnerOptions options;
    private final CallRuns runs;
    private final Consumer<RunEvent> tell;

    /** Calls that were decided about before their answer had ended. */
    private final List<Early> early = new ArrayList<>();

    /** How many calls of the answer have come. */
    private int seen;

    /** Calls that are written down as begun, and begin now. */
    private final List<Ready> ready = new ArrayList<>();

    /** Inputs that were read when they were decided about, by the places of their calls. */
    private final Map<Integer, ToolFunction.Bound> bound = new HashMap<>();

    /** The places of calls of which is told already that they are asked for. */
    private final Set<Integer> told = new HashSet<>();

    private record Early(int place, JsonObject use, Decision decision, CallRuns.@Nullable Work work) {}

    private record Ready(int place, ToolFunction function, ToolFunction.Bound code) {}

    Deciding(RunnerOptions options, CallRuns runs, Consumer<RunEvent> tell) {
        this.options = options;
        this.runs = runs;
        this.tell = tell;
    }

    /** What becomes of calls whose code was running when whoever ran them ended. */
    List<JsonObject> lost(Conversation now) {
        List<JsonObject> events = new ArrayList<>();
        for (int place : Steps.in(now.state(), CallState.Phase.BEGUN)) {
            ToolFunction function = options.function(now.state().calls().get(place));
            boolean again = function != null && function.isRepeatable();
            events.add(again ? RunEvents.allow(place, null) : RunEvents.interrupted(place));
        }
        return events;
    }

    /** What is decided about calls. Nothing comes of it when a policy throws: then nothing of the turn begins. */
    List<JsonObject> decide(Conversation now) {
        List<JsonObject> events = new ArrayList<>();
        List<Early> kept = new ArrayList<>();
        for (int place : Steps.in(now.state(), CallState.Phase.ASKED)) {
            CallState call = now.state().calls().get(place);
            ToolFunction function = options.function(call);
            Early begun = takeEarly(place, call.use());
            if (function == null) {
                events.add(RunEvents.await(place, null));
            } else if (begun == null) {
                events.add(decided(now.call(place), place, function));
            } else {
                events.add(event(place, begun.decision, function));
                if (begun.work != null) {
                    kept.add(begun);
                    events.add(RunEvents.begin(place));
                }
            }
        }
        for (Early begun : kept) {
            Objects.requireNonNull(begun.work).place = begun.place;
        }
        dropEarly();
        return events;
    }

    /** Input that does not fit is told before anybody is asked. */
    private JsonObject decided(ToolCall call, int place, ToolFunction function) {
        ToolFunction.Bound code;
        try {
            code = function.bind(call.input());
        } catch (MisfitException e) {
            return Conversation.answered(place, Failures.misfit(e, options));
        }
        Decision decision = options.decision(call);
        if (decision.kind() == Decision.Kind.ALLOW) {
            bound.put(place, code);
        }
        return event(place, decision, function);
    }

    private JsonObject event(int place, Decision decision, ToolFunction function) {
        return switch (decision.kind()) {
            case ALLOW -> RunEvents.allow(place, null);
            case DENY -> RunEvents.denied(place, decision.text());
            case LATER -> RunEvents.await(place, decision.text());
            case EDIT -> edited(place, decision.input().orElseThrow(), function);
        };
    }

    private JsonObject edited(int place, JsonObject input, ToolFunction function) {
        try {
            bound.put(place, function.bind(input));
            return RunEvents.allow(place, input);
        } catch (MisfitException e) {
            throw unfit("the call of " + function.name(), e);
        }
    }

    /** It is no fault of the model, so that it is not told: whoever gave the input is. */
    private static InvalidParamsException unfit(String call, MisfitException misfit) {
        InvalidParamsException unfit = new InvalidParamsException(
                "edit: expected input that fits " + call + ", found: " + misfit.getMessage());
        unfit.initCause(misfit);
        return unfit;
    }

    /** What does not fit of the input that somebody gave to this call; null where it fits, or is the model's own. */
    private static @Nullable MisfitException misfit(RunnerOptions options, CallState call) {
        ToolFunction function = options.function(call);
        if (call.edited() && call.phase() == CallState.Phase.ALLOWED && call.inner() == null && function != null) {
            try {
                function.bind(call.input());
            } catch (MisfitException e) {
                return e;
            }
        }
        return null;
    }

    /** Refuses input that somebody gave to a call and that does not fit, before anything is done. */
    static void checkEdits(RunnerOptions options, Conversation conversation) {
        for (CallState call : conversation.state().calls()) {
            MisfitException misfit = misfit(options, call);
            if (misfit != null) {
                throw unfit("the call " + call.id() + " of " + call.name(), misfit);
            }
        }
    }

    /** Has calls wait again whose input somebody changed to what does not fit, in a run where nobody sees an exception. */
    static Conversation askedAgain(RunnerOptions options, Conversation conversation) {
        Conversation again = conversation;
        for (int place = 0; place < conversation.state().calls().size(); place++) {
            MisfitException misfit =
                    misfit(options, conversation.state().calls().get(place));
            if (misfit != null) {
                again = again.plus(RunEvents.await(place, "The input does not fit: " + misfit.getMessage()));
            }
        }
        return again;
    }

    /** Notes that a call begins, or what is to become of it instead. */
    void begin(Conversation now, int place, List<JsonObject> events) {
        CallState call = now.state().calls().get(place);
        ToolFunction function = options.function(call);
        if (function == null) {
            events.add(RunEvents.await(place, null));
            return;
        }
        try {
            ToolFunction.Bound known = bound.remove(place);
            ready.add(new Ready(place, function, known != null ? known : function.bind(call.input())));
            events.add(RunEvents.begin(place));
        } catch (MisfitException e) {
            events.add(Conversation.answered(place, Failures.misfit(e, options)));
        }
    }

    /** Lets the calls begin that are noted. */
    void start(Conversation now) {
        List<Ready> begin = List.copyOf(ready);
        ready.clear();
        for (Ready each : begin) {
            ToolCall call = now.call(each.place);
            tell.accept(new RunEvent.Called(call));
            Conversation kept = InnerRun.of(now.state().calls().get(each.place));
            runs.start(call, each.function, each.code, kept, each.place);
        }
    }

    /** A block of an answer is complete that has not ended: what changes nothing may begin. */
    void early(Conversation now, JsonObject block) {
        if ("fallback".equals(block.get("type"))) {
            dropEarly();
        }
        if (ToolCalls.all(List.of(block)).isEmpty()) {
            return;
        }
        int place = seen++;
        JsonObject input = ToolInputs.object(block.get("input"));
        if (input == null || options.parallel == 1 || runs.free() <= 0) {
            return;
        }
        CallState asked = CallState.asked(block, input);
        ToolFunction function = options.function(asked);
        if (function != null && function.isReadOnly() && asked.toolset().isEmpty()) {
            begin(now, place, asked, function);
        }
    }

    private void begin(Conversation now, int place, CallState asked, ToolFunction function) {
        ToolFunction.Bound code;
        Decision decision;
        ToolCall call = ToolCall.of(asked.use(), asked.input(), now.state().nextKey(place, asked.id()), null);
        try {
            code = function.bind(asked.input());
            decision = options.decision(call);
        } catch (RuntimeException e) {
            // It comes up again in its turn, when the answer has ended and is saved.
            return;
        }
        CallRuns.Work work = null;
        if (decision.kind() == Decision.Kind.ALLOW) {
            told.add(place);
            tell.accept(new RunEvent.Asked(call));
            tell.accept(new RunEvent.Called(call));
            work = runs.start(call, function, code, null, -1);
        }
        early.add(new Early(place, asked.use(), decision, work));
    }

    /** Whether somebody was told that this call is asked for, before the answer had ended. */
    boolean isTold(int place) {
        return told.contains(place);
    }

    /** The answer has ended: what began for calls that it does not have is dropped. */
    void replied(Conversation now) {
        seen = 0;
        told.clear();
        bound.clear();
        if (Steps.next(now.state()) != Steps.Kind.DECIDE) {
            dropEarly();
        }
    }

    /** The answer does not end, or begins anew. */
    void dropEarly() {
        seen = 0;
        told.clear();
        for (Early each : early) {
            if (each.work != null) {
                runs.drop(each.work);
                tell.accept(
                        new RunEvent.Result(each.work.call(), "dropped: the answer did not end with this call", true));
            }
        }
        early.clear();
    }

    private @Nullable Early takeEarly(int place, JsonObject use) {
        for (Early each : early) {
            if (each.place == place && each.use.equals(use)) {
                early.remove(each);
                return each;
            }
        }
        return null;
    }
}
