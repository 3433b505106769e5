package io.github.claude4j.internal.run;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** The events that a conversation consists of. */
public final class RunEvents {
    /** A digit of a name has 5 bits; so many come of 64. */
    private static final int DIGITS = 12;

    private RunEvents() {}

    /** A name that nothing else has: each event has one, so that it has to cost little. */
    static String fresh() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        byte[] name = new byte[2 * DIGITS];
        for (int i = 0; i < name.length; i += DIGITS) {
            long bits = random.nextLong();
            for (int j = 0; j < DIGITS; j++) {
                name[i + j] = (byte) "0123456789abcdefghijklmnopqrstuv".charAt((int) (bits >>> (5 * j)) & 31);
            }
        }
        return new String(name, StandardCharsets.ISO_8859_1);
    }

    private static JsonObject.Builder event(String type) {
        return JsonObject.builder().put("type", type).put("id", fresh());
    }

    /**
     * The beginning.
     *
     * @param code names of the tools that came from a runner
     * @param contexts classes of what its tools are given
     */
    public static JsonObject start(JsonObject params, JsonArray messages, JsonArray code, JsonArray contexts) {
        return event("start")
                .put("format", RunState.FORMAT)
                .put("run", "run_" + fresh())
                .put("params", params)
                .put("messages", messages)
                .put("code", code)
                .put("contexts", contexts)
                .build();
    }

    /** A state that came about otherwise than by events on what was there before. */
    static JsonObject state(JsonObject state) {
        return event("state").put("state", state).build();
    }

    /** The model answered. */
    public static JsonObject reply(JsonObject message) {
        return event("reply").put("message", message).build();
    }

    /** Another model answered than the one of the request. */
    public static JsonObject reply(JsonObject message, @Nullable OtherModel other) {
        JsonObject event = reply(message);
        return other == null ? event : event.with("other", other.json());
    }

    /** The model refused, and another one is asked: now, and whenever the conversation goes on. */
    public static JsonObject refused(JsonObject message, JsonObject fallback) {
        return event("refused")
                .put("message", message)
                .put("fallback", fallback)
                .build();
    }

    /** The model is told what has changed: in a system message before what was said last. */
    public static JsonObject told(JsonArray blocks, JsonArray code) {
        return event("told").put("content", blocks).put("code", code).build();
    }

    /** What was said before has a summary now. */
    public static JsonObject compacted(JsonObject message) {
        return event("compacted").put("message", message).build();
    }

    /** A call may run, with the input that the model gave or with another one. */
    public static JsonObject allow(int call, @Nullable JsonObject input) {
        JsonObject.Builder event = event("allow").put("call", call);
        if (input != null) {
            event.put("input", input);
        }
        return event.build();
    }

    /** A call waits for somebody. */
    public static JsonObject await(int call, @Nullable String question) {
        JsonObject.Builder event = event("wait").put("call", call);
        if (question != null) {
            event.put("note", question);
        }
        return event.build();
    }

    /** A call waits for calls of a conversation of its own; it runs on once none of them waits any more. */
    public static JsonObject inner(int call, JsonObject conversation, boolean waits) {
        return event("inner")
                .put("call", call)
                .put("conversation", conversation)
                .put("waits", waits)
                .build();
    }

    /** The code of a call is about to run. */
    public static JsonObject begin(int call) {
        return event("begin").put("call", call).build();
    }

    /** A call has its result: text or blocks. */
    public static JsonObject result(int call, Object content, boolean failed) {
        return event("result")
                .put("call", call)
                .put("content", content)
                .put("failed", failed)
                .build();
    }

    /** A call does not run, for this reason. */
    public static JsonObject denied(int call, String reason) {
        return result(call, "not run: " + reason, true);
    }

    /** Nobody knows what became of a call. */
    public static JsonObject interrupted(int call) {
        return result(call, "interrupted: it had begun, and may or may not have had an effect", true);
    }

    /** Somebody says something. */
    public static JsonObject say(Object content) {
        return event("say").put("content", content).build();
    }

    /** From now on the request is another one. */
    public static JsonObject params(JsonObject params, JsonArray code) {
        return event("params").put("params", params).put("code", code).build();
    }

    /** How long the run took since the event before. */
    public static JsonObject took(JsonObject event, long millis) {
        return millis == 0 ? event : event.with("millis", millis);
    }
}
