package io.github.claude4j.runs;

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
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds what is to become of calls: their code, whether it may run, and with which input. */
final class Deciding {
    private final RunnerOptions options;
    private final CallRuns runs;
    private final Consumer<RunEvent> tell;

    /** Calls that began before their answer had ended. */
    private final List<Early> early = new ArrayList<>();

    /** Calls that are written down as begun, and begin now. */
    private final List<Ready> ready = new ArrayList<>();

    private record Early(String id, Decision decision, CallRuns.@Nullable Work work) {}

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
            events.add(
                    function != null && function.isRepeatable()
                            ? RunEvents.allow(place, null)
                            : RunEvents.result(
                                    place, "interrupted: it had begun, and may or may not have had an effect", true));
        }
        return events;
    }

    /** What is decided about calls. Nothing comes of it when a policy throws: then nothing of the turn begins. */
    List<JsonObject> decide(Conversation now) {
        List<JsonObject> events = new ArrayList<>();
        for (int place : Steps.in(now.state(), CallState.Phase.ASKED)) {
            ToolCall call = now.call(place);
            ToolFunction function = options.function(now.state().calls().get(place));
            if (function == null) {
                events.add(RunEvents.await(place, null));
                continue;
            }
            Early begun = takeEarly(call.id());
            try {
                if (begun == null) {
                    function.bind(call.input());
                }
                Decision decision = begun != null ? begun.decision : options.decision(call);
                events.add(event(place, decision, function));
                if (begun != null && begun.work != null) {
                    begun.work.place = place;
                    events.add(RunEvents.begin(place));
                }
            } catch (MisfitException e) {
                events.add(Conversation.answered(place, Failures.misfit(e)));
            }
        }
        return events;
    }

    private static JsonObject event(int place, Decision decision, ToolFunction function) {
        return switch (decision.kind()) {
            case ALLOW -> RunEvents.allow(place, null);
            case DENY -> RunEvents.result(place, "not run: " + decision.text(), true);
            case LATER -> RunEvents.await(place, decision.text());
            case EDIT -> {
                JsonObject input = decision.input().orElseThrow();
                function.bind(input);
                yield RunEvents.allow(place, input);
            }
        };
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
            ready.add(new Ready(place, function, function.bind(call.input())));
            events.add(RunEvents.begin(place));
        } catch (MisfitException e) {
            events.add(Conversation.answered(place, Failures.misfit(e)));
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
            runs.start(call, each.function, each.code, kept).place = each.place;
        }
    }

    /** A block of an answer is complete that has not ended: what changes nothing may begin. */
    void early(Conversation now, JsonObject block) {
        if ("fallback".equals(block.get("type"))) {
            dropEarly();
        }
        boolean use = "tool_use".equals(block.get("type")) && block.get("id") instanceof String;
        JsonObject input = use ? ToolInputs.object(block.get("input")) : null;
        if (input == null || options.parallel == 1 || runs.free() <= 0) {
            return;
        }
        CallState asked = CallState.asked(block, input);
        ToolFunction function = options.function(asked);
        if (function != null && function.isReadOnly() && asked.toolset().isEmpty()) {
            begin(asked, now.state().run() + "/" + (now.state().spent().size() + 1) + "/" + asked.id(), function);
        }
    }

    private void begin(CallState asked, String key, ToolFunction function) {
        try {
            ToolFunction.Bound code = function.bind(asked.input());
            ToolCall call = ToolCall.of(asked.use(), asked.input(), key, null);
            Decision decision = options.decision(call);
            CallRuns.Work work = null;
            if (decision.kind() == Decision.Kind.ALLOW) {
                tell.accept(new RunEvent.Called(call));
                work = runs.start(call, function, code, null);
            }
            early.add(new Early(asked.id(), decision, work));
        } catch (MisfitException e) {
            // It is told in its turn, once the answer has ended.
        }
    }

    /** The answer has ended: what began for calls that it does not have is dropped. */
    void replied(Conversation now) {
        if (Steps.next(now.state()) != Steps.Kind.DECIDE) {
            dropEarly();
        }
    }

    private void dropEarly() {
        for (Early each : early) {
            if (each.work != null) {
                runs.drop(each.work);
            }
        }
        early.clear();
    }

    private @Nullable Early takeEarly(String id) {
        for (Early each : early) {
            if (each.id.equals(id)) {
                early.remove(each);
                return each;
            }
        }
        return null;
    }
}
