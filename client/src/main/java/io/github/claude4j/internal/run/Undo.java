package io.github.claude4j.internal.run;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** States that come about otherwise than by what happened since: what was said is taken back, old turns are left out. */
public final class Undo {
    private Undo() {}

    /** The event that takes back what was said last, and all that came of it; results of tools before it stay. */
    public static JsonObject last(RunState state) {
        JsonArray said = state.said();
        int at = said.isEmpty() ? 0 : Math.toIntExact(said.longValue(said.size() - 1));
        List<Object> messages = new ArrayList<>();
        for (int i = 0; i < at; i++) {
            messages.add(state.messages().get(i));
        }
        boolean open = false;
        if (at < state.messages().size()) {
            List<Object> results = results(state.messages().object(at));
            open = !results.isEmpty();
            if (open) {
                messages.add(JsonObject.of("role", "user", "content", JsonArray.of(results)));
            }
        }
        return with(state, JsonArray.of(messages), ResultTurn.first(said, Math.max(0, said.size() - 1)), open);
    }

    private static List<Object> results(JsonObject message) {
        List<Object> results = new ArrayList<>();
        if (message.get("content") instanceof JsonArray blocks) {
            for (Object block : blocks) {
                if (block instanceof JsonObject object && "tool_result".equals(object.get("type"))) {
                    results.add(block);
                }
            }
        }
        return results;
    }

    /** The event after which these are the messages. */
    public static JsonObject trimmed(RunState state, JsonArray messages) {
        int gone = state.messages().size() - messages.size();
        List<Object> said = new ArrayList<>();
        for (Object place : state.said()) {
            long moved = (Long) place - gone;
            if (moved > 0 || (Long) place == 0) {
                said.add(Math.max(0, moved));
            }
        }
        return with(state, messages, JsonArray.of(said), state.ask(), state.calls());
    }

    private static JsonObject with(RunState state, JsonArray messages, JsonArray said, boolean ask) {
        return with(state, messages, said, ask, List.of());
    }

    /** The API keeps a thread of what was; this is another conversation now. */
    private static @Nullable JsonObject reply(RunState state, List<CallState> calls, boolean ask) {
        JsonObject reply = state.reply();
        return reply == null || (calls.isEmpty() && !ask) ? null : reply.without("thread");
    }

    private static JsonObject with(
            RunState state, JsonArray messages, JsonArray said, boolean ask, List<CallState> calls) {
        RunState changed = new RunState(
                "run_" + Long.toUnsignedString(ThreadLocalRandom.current().nextLong(), Character.MAX_RADIX),
                state.events(),
                state.head(),
                state.params(),
                messages,
                state.code(),
                state.contexts(),
                state.missing(),
                reply(state, calls, ask),
                calls,
                ask,
                true,
                state.spent(),
                state.spent().size(),
                0,
                said);
        return RunEvents.state(changed.full());
    }
}
