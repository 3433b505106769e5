package io.github.claude4j.a2a;

import io.github.claude4j.errors.ClaudeException;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** An agent refuses a call, or its card does not say how to reach it; the message says why. */
public final class A2aException extends ClaudeException {
    private static final long serialVersionUID = 1L;

    /** The error as it came, as JSON. */
    private final String refusal;

    A2aException(String message) {
        super(message);
        this.refusal = "{}";
    }

    private A2aException(String message, JsonObject refusal) {
        super(message);
        this.refusal = refusal.toJson();
    }

    /** Of an answer by JSON-RPC; empty where it is no refusal. */
    static Optional<A2aException> refusal(JsonObject answer) {
        if (!(answer.get("error") instanceof JsonObject error) || !(error.get("code") instanceof Long code)) {
            return Optional.empty();
        }
        String name = A2aError.of(code).map(known -> " " + known).orElse("");
        String message = "the agent refuses: " + code + name + ": "
                + error.optString("message").orElse("no message");
        return Optional.of(new A2aException(message, error));
    }

    /** The number that the agent gave; empty where the error is that of its card. */
    public OptionalLong code() {
        return JsonObject.parse(refusal).optLong("code");
    }

    /** What the number means; empty where this version does not know it. */
    public Optional<A2aError> error() {
        OptionalLong code = code();
        return code.isPresent() ? A2aError.of(code.getAsLong()) : Optional.empty();
    }

    /**
     * What the agent says about it: objects with an {@code @type}, such as {@code google.rpc.BadRequest} with the fields that are
     * wrong.
     */
    public List<JsonObject> details() {
        List<JsonObject> details = new ArrayList<>();
        if (JsonObject.parse(refusal).get("data") instanceof JsonArray data) {
            for (Object each : data) {
                if (each instanceof JsonObject detail) {
                    details.add(detail);
                }
            }
        }
        return details;
    }
}
