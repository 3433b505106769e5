package io.github.claude4j.internal.run;

import io.github.claude4j.internal.messages.AnswerTurn;
import io.github.claude4j.internal.messages.ToolCalls;
import io.github.claude4j.internal.messages.ToolInputs;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an event makes of a conversation. The same events give the same conversation, today and after the next restart. */
public final class RunFold {
    /** Answers that go on as soon as they are sent back. */
    private static final Set<String> GOING_ON = Set.of("pause_turn", "compaction");

    private String run;
    private JsonObject params;
    private JsonArray messages;
    private JsonArray code;
    private JsonArray contexts;
    private JsonArray missing;
    private @Nullable JsonObject reply;
    private List<CallState> calls;
    private boolean ask;
    private boolean first;
    private JsonArray spent;
    private int since;
    private long millis;
    private JsonArray said;
    private int answers;
    private int before;
    private @Nullable OtherModel other;

    /** Whether calls that are all done go back; else they are left, to be looked at. */
    private boolean settling = true;

    private RunFold(RunState from) {
        run = from.run();
        params = from.params();
        messages = from.messages();
        code = from.code();
        contexts = from.contexts();
        missing = from.missing();
        reply = from.reply();
        calls = from.calls();
        ask = from.ask();
        first = from.first();
        spent = from.spent();
        since = from.since();
        millis = from.millis();
        said = from.said();
        answers = from.answers();
        before = from.before();
        other = from.other();
    }

    /** The conversation that begins with this event. */
    public static RunState begin(JsonObject event) {
        return next(RunState.NOTHING, event);
    }

    /** The conversation after this event; one of an unknown kind is counted and changes nothing else. */
    public static RunState next(RunState before, JsonObject event) {
        RunFold fold = new RunFold(from(before, event));
        fold.apply(event);
        return new RunState(
                fold.run,
                before.events() + 1,
                event.optString("id").orElse(""),
                fold.params,
                fold.messages,
                fold.code,
                fold.contexts,
                fold.missing,
                fold.reply,
                fold.calls,
                fold.ask,
                fold.first,
                fold.spent,
                fold.since,
                fold.millis,
                fold.said,
                fold.answers,
                fold.before,
                fold.other);
    }

    /** What the event changes: the state before it, unless it has another one. */
    private static RunState from(RunState before, JsonObject event) {
        return "state".equals(event.get("type")) ? RunState.of(event.object("state")) : before;
    }

    /** The calls after this event, those too whose results have gone back with it. */
    public static List<CallState> calls(RunState before, JsonObject event) {
        RunFold fold = new RunFold(from(before, event));
        fold.settling = false;
        fold.apply(event);
        return fold.calls;
    }

    private void apply(JsonObject event) {
        switch (event.optString("type").orElse("")) {
            case "start" -> start(event);
            case "reply" ->
                replied(
                        event.object("message"),
                        event.optObject("other").map(OtherModel::of).orElse(null));
            case "refused" -> {
                spend(event.object("message"));
                params = Models.patched(params, event.object("fallback"));
                toOtherModel();
            }
            case "compacted" -> {
                spend(event.object("message"));
                AnswerTurn.of(event.object("message")).ifPresent(summary -> messages = messages.plus(summary));
            }
            case "told" -> told(event);
            case "inner" -> change(event, call -> call.with(event.object("conversation"), event.booleanValue("waits")));
            case "allow" ->
                change(event, call -> call.allowed(event.optObject("input").orElse(null)));
            case "wait" ->
                change(event, call -> call.waiting(event.optString("note").orElse(null)));
            case "begin" -> change(event, call -> call.in(CallState.Phase.BEGUN));
            case "result" -> settled(event);
            case "say" -> said(event.get("content"), event.optString("id").orElse(""));
            case "params" -> {
                boolean same = Objects.equals(
                        params.get("model"), event.object("params").get("model"));
                params = event.object("params");
                if (!same) {
                    toOtherModel();
                }
                code = event.array("code");
                // The servers that it has may be those of before, whose tokens were not saved.
                missing =
                        SecretFields.missing(missing, event.optArray("missing").orElse(JsonArray.of()), params);
            }
            default -> {
                // Events of later versions are kept in journals; what they mean is not known here.
            }
        }
        millis += event.optLong("millis").orElse(0);
    }

    private void start(JsonObject event) {
        RunState.checkFormat(event);
        run = event.string("run");
        params = event.object("params");
        messages = event.array("messages");
        code = event.array("code");
        contexts = event.array("contexts");
        missing = event.optArray("missing").orElse(JsonArray.of());
        ask = !messages.isEmpty();
        said = ask ? JsonArray.of((long) lastOf(messages)) : JsonArray.of();
    }

    private static int lastOf(JsonArray messages) {
        return messages.size() - 1;
    }

    /** What was thought goes: no other model can read it. */
    private void toOtherModel() {
        messages = Models.withoutThinking(messages, 0, messages.size());
        other = null;
    }

    private void replied(JsonObject message, @Nullable OtherModel by) {
        back(by);
        other = by;
        reply = message;
        Optional<JsonObject> turn = AnswerTurn.of(message);
        turn.ifPresent(answer -> messages = messages.plus(answer));
        String stop = message.optString("stop_reason").orElse("");
        spend(message);
        first = false;
        if (message.get("container") instanceof JsonObject container && container.get("id") instanceof String id) {
            Object known = params.get("container");
            params = params.with("container", known instanceof JsonObject object ? object.with("id", id) : id);
        }
        calls = stop.equals("tool_use") && turn.isPresent() ? calls(message) : List.of();
        ask = GOING_ON.contains(stop);
        settle();
    }

    /** Another model than the one of before goes on, or the request's again: what that one thought goes. */
    private void back(@Nullable OtherModel next) {
        if (other != null && !other.equals(next)) {
            messages = Models.withoutThinking(messages, other.from(), messages.size());
            other = null;
        }
    }

    /** Prices look at all of this: a refusal costs nothing where nothing was written. */
    private void spend(JsonObject message) {
        JsonObject.Builder answer = JsonObject.builder();
        answer.put("model", message.get("model")).put("usage", message.get("usage"));
        answer.put("stop_reason", message.optString("stop_reason").orElse(""));
        if (!message.optArray("content").orElse(JsonArray.of()).isEmpty()) {
            answer.put("content", JsonArray.of(true));
        }
        spent = spent.plus(answer.build());
        answers++;
    }

    private void told(JsonObject event) {
        JsonObject system = JsonObject.of("role", "system", "content", event.get("content"));
        int at = said.isEmpty() ? messages.size() : Math.toIntExact(said.longValue(said.size() - 1));
        JsonArray.Builder turns = JsonArray.builder();
        for (int i = 0; i <= messages.size(); i++) {
            if (i == at) {
                turns.add(system);
            }
            if (i < messages.size()) {
                turns.add(messages.get(i));
            }
        }
        messages = turns.build();
        said = said.first(Math.max(0, said.size() - 1)).plus((long) at + 1);
        code = event.array("code");
    }

    /** Calls in their order; those that can never be made have their result already. */
    private List<CallState> calls(JsonObject message) {
        List<JsonObject> blocks =
                message.optArray("content").orElse(JsonArray.of()).objects();
        List<JsonObject> valid = ToolCalls.of(blocks, "tool_use", true);
        List<JsonObject> invalid = ToolCalls.of(blocks, "tool_use", false);
        OfferedNames offered = new OfferedNames(params, messages);
        List<CallState> found = new ArrayList<>();
        for (JsonObject block : blocks) {
            if (isIn(valid, block)) {
                JsonObject input = ToolInputs.object(block.get("input"));
                CallState call = CallState.asked(block, input == null ? JsonObject.of() : input);
                String name = call.name();
                found.add(
                        offered.has(name, call.toolset())
                                ? call
                                : call.done("Error: Tool '" + name + "' not found", true));
            } else if (isIn(invalid, block)) {
                String written = block.get("input") instanceof String text ? text : String.valueOf(block.get("input"));
                found.add(CallState.asked(block, JsonObject.of())
                        .done(ToolInputs.wrapped(written).toJson(), true));
            }
        }
        return List.copyOf(found);
    }

    /** By identity: two calls may be equal. */
    @SuppressWarnings("ReferenceEquality")
    private static boolean isIn(List<JsonObject> blocks, JsonObject block) {
        for (JsonObject each : blocks) {
            if (each == block) {
                return true;
            }
        }
        return false;
    }

    /** How a call changes. */
    private interface Change {
        CallState of(CallState call);
    }

    /** Changes a call, unless it is settled: then nothing that is said of it counts any more. */
    private boolean change(JsonObject event, Change change) {
        int index = Math.toIntExact(event.longValue("call"));
        if (index < 0 || index >= calls.size() || calls.get(index).isDone()) {
            return false;
        }
        List<CallState> changed = new ArrayList<>(calls);
        changed.set(index, change.of(changed.get(index)));
        calls = List.copyOf(changed);
        return true;
    }

    private void settled(JsonObject event) {
        boolean failed = event.booleanValue("failed");
        if (change(event, call -> call.done(ResultTurn.noted(call, event.get("content")), failed))) {
            for (JsonObject answer :
                    event.optArray("spent").orElse(JsonArray.of()).objects()) {
                spent = spent.plus(answer.with("inner", true));
            }
            int index = Math.toIntExact(event.longValue("call"));
            if (failed && !calls.get(index).toolset().isEmpty()) {
                calls = ResultTurn.withoutLater(calls, index);
            }
            settle();
        }
    }

    /** Once every call has its own result, all go back together. */
    private void settle() {
        if (settling && !calls.isEmpty() && calls.stream().allMatch(CallState::isDone)) {
            messages = messages.plus(ResultTurn.of(calls));
            calls = List.of();
            ask = true;
        }
    }

    private void said(@Nullable Object content, String id) {
        back(null);
        JsonArray turns = messages;
        List<Object> results = ask ? List.of() : ResultTurn.dangling(turns);
        int at = turns.size();
        JsonObject last = turns.isEmpty() ? JsonObject.of() : turns.object(at - 1);
        if (!results.isEmpty()) {
            messages = turns.plus(ResultTurn.user(results, content));
        } else if (ResultTurn.isResults(last)) {
            at--;
            messages = turns.first(at).plus(ResultTurn.user(ResultTurn.blocks(last.get("content")), content));
        } else {
            messages = turns.plus(JsonObject.of("role", "user", "content", content));
        }
        said = said.plus((long) at);
        calls = List.of();
        ask = true;
        first = true;
        since = spent.size();
        before = answers;
        millis = 0;
        // What goes another way from here, in another value, has other calls.
        run = id.isEmpty() ? run : "run_" + id;
    }
}
