package io.github.claude4j.internal.run;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as it stands: what events have made of it.
 *
 * @param run what it is called, for the keys of its calls
 * @param events how many events there were
 * @param head the last of them, so that two conversations can be told apart that have the same number
 * @param params the request without its messages
 * @param messages the turns so far
 * @param code the names of the tools that came from a runner
 * @param contexts the classes of what its tools were given
 * @param missing the places of secrets in the params that were not saved
 * @param reply the last answer; null before one has come
 * @param calls the calls of the last answer that have not all been answered
 * @param ask whether the model is to be asked
 * @param first whether no answer has come since the start or since somebody said something
 * @param spent the model, usage and reason to stop of each answer
 * @param since how many of these came before the start of what goes on now
 * @param millis how long that has been running
 * @param said where in the messages each thing begins that somebody said
 * @param answers how many answers there were, without those of runs inside calls
 * @param before how many of these came before the start of what goes on now
 * @param other what another model wrote in place of the request's; null where nothing is of one
 */
public record RunState(
        String run,
        long events,
        String head,
        JsonObject params,
        JsonArray messages,
        JsonArray code,
        JsonArray contexts,
        JsonArray missing,
        @Nullable JsonObject reply,
        List<CallState> calls,
        boolean ask,
        boolean first,
        JsonArray spent,
        int since,
        long millis,
        JsonArray said,
        int answers,
        int before,
        @Nullable OtherModel other) {
    /** The form of what is saved. */
    static final long FORMAT = 1;

    /** What a state is before its first event. */
    static final RunState NOTHING = new RunState(
            "",
            0,
            "",
            JsonObject.of(),
            JsonArray.of(),
            JsonArray.of(),
            JsonArray.of(),
            JsonArray.of(),
            null,
            List.of(),
            false,
            true,
            JsonArray.of(),
            0,
            0,
            JsonArray.of(),
            0,
            0,
            null);

    /** The last reason to stop; empty before an answer has come. */
    public String stopReason() {
        return reply == null ? "" : reply.optString("stop_reason").orElse("");
    }

    /** The answers since the start, or since somebody said something. */
    public int turns() {
        return answers - before;
    }

    /** The key of a call: no other call of this or any other conversation has it. */
    public String key(int call) {
        return key(answers, call, calls.get(call).id());
    }

    /** The key that a call of the next answer will have. */
    public String nextKey(int call, String id) {
        return key(answers + 1, call, id);
    }

    private String key(int answer, int call, String id) {
        return run + "/" + answer + "/" + call + "/" + id;
    }

    /** What is saved: all but secrets. */
    public JsonObject json() {
        return SecretFields.withoutSecrets(full());
    }

    /** All there is. */
    JsonObject full() {
        JsonObject.Builder json = JsonObject.builder();
        json.put("format", FORMAT).put("run", run).put("events", events).put("head", head);
        json.put("params", params).put("messages", messages);
        json.put("code", code).put("contexts", contexts).put("missing", missing);
        if (reply != null) {
            json.put("reply", reply);
        }
        JsonArray.Builder pending = JsonArray.builder();
        for (CallState call : calls) {
            pending.add(call.json());
        }
        json.put("calls", pending.build()).put("ask", ask).put("first", first);
        json.put("spent", spent).put("since", since).put("millis", millis).put("said", said);
        return other == null ? json.build() : json.put("other", other.json()).build();
    }

    /**
     * What was saved.
     *
     * @throws InvalidDataException when it is something else, or was saved by a later version
     */
    public static RunState of(JsonObject json) {
        SavedState.check(json);
        List<CallState> calls = new ArrayList<>();
        for (JsonObject call : json.array("calls").objects()) {
            calls.add(CallState.of(call));
        }
        JsonArray spent = json.array("spent");
        int since = Math.toIntExact(json.longValue("since"));
        return new RunState(
                json.string("run"),
                json.longValue("events"),
                json.string("head"),
                json.object("params"),
                json.array("messages"),
                json.array("code"),
                json.array("contexts"),
                json.array("missing"),
                json.optObject("reply").orElse(null),
                List.copyOf(calls),
                json.booleanValue("ask"),
                json.booleanValue("first"),
                spent,
                since,
                json.longValue("millis"),
                json.array("said"),
                answers(spent, spent.size()),
                answers(spent, since),
                json.optObject("other").map(OtherModel::of).orElse(null));
    }

    /** Those that a tool asked for in a run of its own are paid for here, but are none of this one. */
    private static int answers(JsonArray spent, int end) {
        int answers = 0;
        for (int i = 0; i < end; i++) {
            answers += spent.object(i).has("inner") ? 0 : 1;
        }
        return answers;
    }

    static void checkFormat(JsonObject json) {
        long format = json.optLong("format")
                .orElseThrow(() -> new InvalidDataException("format: expected a saved conversation, found other JSON"));
        if (format > FORMAT) {
            throw new InvalidDataException("format: expected " + FORMAT + " or an older one, found " + format
                    + ": it was saved by a later version of this library");
        }
    }
}
