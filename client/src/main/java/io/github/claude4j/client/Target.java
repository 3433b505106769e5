package io.github.claude4j.client;

import io.github.claude4j.http.Operation;
import io.github.claude4j.internal.failover.Health;
import io.github.claude4j.json.JsonObject;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * One of several clients that the same is asked.
 *
 * @param name what people call it
 * @param models what it calls a model
 */
record Target(String name, Caller caller, UnaryOperator<String> models, Health health) {
    Target with(Function<Caller, Caller> change) {
        return new Target(name, change.apply(caller), models, health);
    }

    /** Whether it has this operation, and anything at all: nobody can ask a client that is closed. */
    boolean isThere(Operation operation) {
        return !caller.isClosed() && supports(operation);
    }

    boolean supports(Operation operation) {
        return caller.backend().isEmpty() || caller.backend().get().supports(operation);
    }

    JsonObject params(JsonObject params) {
        return params.get("model") instanceof String model ? params.with("model", models.apply(model)) : params;
    }
}
