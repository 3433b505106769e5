package io.github.claude4j.runs;

import io.github.claude4j.internal.run.CallState;
import io.github.claude4j.internal.run.RunEvents;
import io.github.claude4j.internal.run.Steps;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.tools.ToolCall;
import io.github.claude4j.types.Description;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A run inside a call of another: its value is kept with the call, and its waits are the other's. */
final class InnerRun {
    /** What the model gives to a run that is a tool. */
    record Task(
            @Description("what is to be done, with all that is needed to do it")
            String prompt) {}

    /** What a call of such a tool had come to before; null where it begins. */
    record Kept(@Nullable Conversation conversation) {}

    private InnerRun() {}

    /** What becomes of a call whose own conversation came to a stop. */
    static JsonObject event(int place, Conversation inner) {
        if (inner.outcome() == Conversation.Outcome.WAITING) {
            return RunEvents.inner(place, inner.json(), true);
        }
        boolean done = inner.outcome() == Conversation.Outcome.DONE;
        String text = done ? inner.text() : "Error: it came to no answer: it is " + inner.outcome();
        return RunEvents.result(place, text, !done).with("spent", inner.state().spent());
    }

    /** The conversation that a call has; null where it has none. */
    static @Nullable Conversation of(CallState call) {
        JsonObject inner = call.inner();
        return inner == null ? null : Conversation.of(inner);
    }

    /** The calls that wait inside these calls, in the place of those that have a conversation of their own. */
    static List<ToolCall> waiting(Conversation outer) {
        List<ToolCall> waiting = new ArrayList<>();
        for (int place : Steps.in(outer.state(), CallState.Phase.WAITING)) {
            Conversation inner = of(outer.state().calls().get(place));
            if (inner == null) {
                waiting.add(outer.call(place));
            } else {
                waiting.addAll(inner.waiting());
            }
        }
        return waiting;
    }

    /** A change of a conversation. */
    interface Change {
        Conversation of(Conversation inner);
    }

    /** The outer conversation after a change to a call inside one of its own; null where none of them has such a call. */
    static @Nullable Conversation changed(Conversation outer, String id, Change change) {
        for (int place : Steps.in(outer.state(), CallState.Phase.WAITING)) {
            Conversation inner = of(outer.state().calls().get(place));
            boolean its = inner != null
                    && inner.waiting().stream().anyMatch(call -> call.id().equals(id));
            if (inner != null && its) {
                Conversation next = change.of(inner);
                boolean waits = next.outcome() == Conversation.Outcome.WAITING;
                return outer.plus(RunEvents.inner(place, next.json(), waits));
            }
        }
        return null;
    }
}
