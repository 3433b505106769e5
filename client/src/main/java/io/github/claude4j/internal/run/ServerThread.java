package io.github.claude4j.internal.run;

import io.github.claude4j.errors.ApiException;
import io.github.claude4j.internal.messages.CacheMarks;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.Set;

/** Has the API keep the conversation, so that requests carry only what is new; the whole goes again where that fails. */
public final class ServerThread {
    private static final Set<String> LOST = Set.of(
            "thread_not_found", "thread_already_continued", "thread_continue_in_flight", "thread_fingerprint_mismatch");

    private static final String THREAD = "thread";

    private final boolean wanted;
    private boolean refused;
    private boolean whole;

    /** Whether the request that is under way is one of a thread. */
    private boolean sent;

    public ServerThread(boolean wanted) {
        this.wanted = wanted;
    }

    public JsonObject request(JsonObject full, RunState state) {
        sent = wanted && !refused;
        if (!sent) {
            return full;
        }
        JsonObject reply = state.reply();
        if (reply == null || whole || !goesOn(reply)) {
            return unmarked(full).with(THREAD, JsonObject.of("type", "create"));
        }
        JsonObject thread = JsonObject.of("type", "continue", "previous_message_id", reply.get("id"));
        return full.with("messages", behindAnswer(full.array("messages"))).with(THREAD, thread);
    }

    /** A thread ends with an answer that refused, or in which another model took over. */
    private static boolean goesOn(JsonObject reply) {
        boolean goesOn = reply.get(THREAD) != null && !"refusal".equals(reply.get("stop_reason"));
        for (JsonObject block : reply.optArray("content").orElse(JsonArray.of()).objects()) {
            goesOn &= !"fallback".equals(block.get("type"));
        }
        return goesOn;
    }

    /** Each turn went with marks of its own; those of answered ones are no use any more, and together they may be too many. */
    private static JsonObject unmarked(JsonObject full) {
        JsonArray messages = full.array("messages");
        JsonArray.Builder bare = JsonArray.builder();
        int answer = lastAnswer(messages);
        for (int i = 0; i < messages.size(); i++) {
            bare.add(i > answer ? messages.get(i) : CacheMarks.without(messages.object(i)));
        }
        return full.with("messages", bare.build());
    }

    private static int lastAnswer(JsonArray messages) {
        int answer = messages.size() - 1;
        while (answer >= 0 && !"assistant".equals(messages.object(answer).get("role"))) {
            answer--;
        }
        return answer;
    }

    private static JsonArray behindAnswer(JsonArray messages) {
        JsonArray.Builder rest = JsonArray.builder();
        for (int i = lastAnswer(messages) + 1; i < messages.size(); i++) {
            rest.add(messages.get(i));
        }
        return rest.build();
    }

    /** Takes the failure of a request; false where it has nothing to do with the thread. */
    public boolean failed(ApiException failure) {
        String code = failure.errorCode().map(Object::toString).orElse("");
        if (wanted && !refused && code.equals("thread_unsupported_request")) {
            refused = true;
            return true;
        }
        if (wanted && !whole && LOST.contains(code)) {
            whole = true;
            return true;
        }
        return false;
    }

    /** The answer, marked where the API keeps the thread that it belongs to: what it says itself does not tell. */
    public JsonObject answered(JsonObject message) {
        boolean kept = sent;
        whole = false;
        sent = false;
        return kept ? message.with(THREAD, true) : message;
    }
}
