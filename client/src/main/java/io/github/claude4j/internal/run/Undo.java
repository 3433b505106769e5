package io.github.claude4j.internal.run;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** States that come about otherwise than by what happened since: what was said is taken back, old turns are left out. */
public final class Undo {
    private Undo() {}

    /** The event that takes back what was said last, and all that came of it; results of tools before it stay. */
    public static JsonObject last(RunState state) {
        JsonArray said = state.said();
        int at = said.isEmpty() ? 0 : Math.toIntExact(said.longValue(said.size() - 1));
        JsonArray messages =
                state.messages().first(Math.min(at, state.messages().size()));
        boolean open = false;
        if (at < state.messages().size()) {
            List<Object> results = results(state.messages().object(at));
            open = !results.isEmpty();
            if (open) {
                messages = messages.plus(JsonObject.of("role", "user", "content", JsonArray.of(results)));
            }
        }
        JsonArray before = said.first(Math.max(0, said.size() - 1));
        return RunEvents.state(new RunState(
                        "run_" + RunEvents.fresh(),
                        state.events(),
                        state.head(),
                        state.params(),
                        messages,
                        state.code(),
                        state.contexts(),
                        state.missing(),
                        open ? withoutThread(state.reply()) : answer(state, messages),
                        List.of(),
                        open,
                        true,
                        state.spent(),
                        state.spent().size(),
                        0,
                        before,
                        state.answers(),
                        state.answers(),
                        null)
                .full());
    }

    /** The answer that is the last turn again; null where that is none. What it took is counted elsewhere. */
    private static @Nullable JsonObject answer(RunState state, JsonArray messages) {
        Object last = messages.isEmpty() ? null : messages.get(messages.size() - 1);
        if (!(last instanceof JsonObject turn) || !"assistant".equals(turn.get("role"))) {
            return null;
        }
        Object content = turn.get("content");
        return JsonObject.builder()
                .put("type", "message")
                .put("role", "assistant")
                .put("model", state.params().get("model"))
                .put("content", content instanceof JsonArray ? content : JsonArray.of(ResultTurn.blocks(content)))
                .put("stop_reason", "end_turn")
                .put("usage", JsonObject.of("input_tokens", 0, "output_tokens", 0))
                .build();
    }

    /** What tools gave; what only says that the answer was cut is said anew. */
    private static List<Object> results(JsonObject message) {
        List<Object> results = new ArrayList<>();
        if (message.get("content") instanceof JsonArray blocks) {
            for (Object block : blocks) {
                if (block instanceof JsonObject object
                        && "tool_result".equals(object.get("type"))
                        && !ResultTurn.CUT.equals(object.get("content"))) {
                    results.add(block);
                }
            }
        }
        return results;
    }

    /** The event after which these are the messages. */
    public static JsonObject trimmed(RunState state, JsonArray messages) {
        List<Object> said = new ArrayList<>();
        for (int i = 0; i < state.said().size(); i++) {
            int place = place(messages, state.messages().get((int) state.said().longValue(i)));
            if (place >= 0) {
                said.add((long) place);
            }
        }
        return RunEvents.state(new RunState(
                        state.run(),
                        state.events(),
                        state.head(),
                        state.params(),
                        messages,
                        state.code(),
                        state.contexts(),
                        state.missing(),
                        withoutThread(state.reply()),
                        state.calls(),
                        state.ask(),
                        state.first(),
                        state.spent(),
                        state.since(),
                        state.millis(),
                        JsonArray.of(said),
                        state.answers(),
                        state.before(),
                        other(state, messages))
                .full());
    }

    /** The API keeps a thread of what was; this is another conversation now. */
    private static @Nullable JsonObject withoutThread(@Nullable JsonObject reply) {
        return reply == null ? null : reply.without("thread");
    }

    /** From where on the turns are another model's, now that there are fewer. */
    private static @Nullable OtherModel other(RunState state, JsonArray messages) {
        OtherModel other = state.other();
        for (int i = other == null ? 0 : other.from();
                other != null && i < state.messages().size();
                i++) {
            int place = place(messages, state.messages().get(i));
            if (place >= 0) {
                return new OtherModel(other.name(), place);
            }
        }
        return null;
    }

    /** By identity: two turns may be equal. */
    @SuppressWarnings("ReferenceEquality")
    private static int place(JsonArray messages, @Nullable Object turn) {
        for (int i = 0; i < messages.size(); i++) {
            if (messages.get(i) == turn) {
                return i;
            }
        }
        return -1;
    }
}
