package io.github.claude4j.internal.run;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A call of the last answer, and what has become of it.
 *
 * @param use the block in which the model asks for it
 * @param input what it is to run with, which somebody may have changed
 * @param note why it waits; null where nobody said, or it does not
 * @param inner the conversation of its own that it has; null where it has none
 * @param result the content of its result, text or blocks; null before it is done
 */
public record CallState(
        JsonObject use,
        Phase phase,
        JsonObject input,
        boolean edited,
        @Nullable String note,
        @Nullable JsonObject inner,
        @Nullable Object result,
        boolean failed) {
    /** How far a call has come. */
    public enum Phase {
        ASKED,
        ALLOWED,
        BEGUN,
        WAITING,
        DONE
    }

    public static CallState asked(JsonObject use, JsonObject input) {
        return new CallState(use, Phase.ASKED, input, false, null, null, null, false);
    }

    public String id() {
        return use.string("id");
    }

    public String name() {
        return use.string("name");
    }

    /** The toolset that it is a member of; empty where it is none. */
    public String toolset() {
        return use.optString("toolset_name").orElse("");
    }

    public boolean isDone() {
        return phase == Phase.DONE;
    }

    CallState in(Phase next) {
        return new CallState(use, next, input, edited, null, inner, null, false);
    }

    CallState allowed(@Nullable JsonObject changed) {
        return new CallState(
                use,
                Phase.ALLOWED,
                changed == null ? input : changed,
                edited || changed != null,
                null,
                inner,
                null,
                false);
    }

    CallState waiting(@Nullable String question) {
        return new CallState(use, Phase.WAITING, input, edited, question, null, null, false);
    }

    /** With a conversation of its own, which waits or is to be gone on with. */
    CallState with(JsonObject conversation, boolean waits) {
        return new CallState(
                use, waits ? Phase.WAITING : Phase.ALLOWED, input, edited, null, conversation, null, false);
    }

    CallState done(Object content, boolean isError) {
        return new CallState(use, Phase.DONE, input, edited, null, null, content, isError);
    }

    JsonObject json() {
        JsonObject.Builder json = JsonObject.builder().put("use", use).put("phase", phase.name());
        if (!input.equals(use.get("input"))) {
            json.put("input", input);
        }
        if (edited) {
            json.put("edited", true);
        }
        if (note != null) {
            json.put("note", note);
        }
        if (inner != null) {
            json.put("inner", inner);
        }
        if (result != null) {
            json.put("result", result).put("failed", failed);
        }
        return json.build();
    }

    static CallState of(JsonObject json) {
        JsonObject use = json.object("use");
        return new CallState(
                use,
                phase(json.string("phase")),
                json.optObject("input").orElseGet(() -> use.optObject("input").orElse(JsonObject.of())),
                json.optBoolean("edited").orElse(false),
                json.optString("note").orElse(null),
                json.optObject("inner").orElse(null),
                json.get("result"),
                json.optBoolean("failed").orElse(false));
    }

    static Phase phase(String name) {
        for (Phase phase : Phase.values()) {
            if (phase.name().equals(name)) {
                return phase;
            }
        }
        throw new InvalidDataException("phase: expected one of " + List.of(Phase.values()) + ", found " + name);
    }
}
