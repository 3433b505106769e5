package io.github.claude4j.client;

import io.github.claude4j.http.Operation;
import io.github.claude4j.http.ResponseInfo.Tried;
import io.github.claude4j.json.JsonObject;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is asked for, and what is to be said and heard of it where several are asked. */
final class Ask {
    private final Operation operation;
    private final JsonObject params;
    private final String[] route;
    private final List<Tried> tried;
    private final @Nullable Consumer<JsonObject> listener;

    Ask(Operation operation, JsonObject params, String... route) {
        this(operation, params, List.of(), null, route);
    }

    private Ask(
            Operation operation,
            JsonObject params,
            List<Tried> tried,
            @Nullable Consumer<JsonObject> listener,
            String... route) {
        this.operation = operation;
        this.params = params;
        this.route = route;
        this.tried = tried;
        this.listener = listener;
    }

    /** The same of one target: with its params, those tried so far, and whom to tell of the answer. */
    Ask of(JsonObject itsParams, List<Tried> soFar, Consumer<JsonObject> told) {
        return new Ask(operation, itsParams, soFar, told, route);
    }

    Operation operation() {
        return operation;
    }

    JsonObject params() {
        return params;
    }

    String[] route() {
        return route;
    }

    List<Tried> tried() {
        return tried;
    }

    /** An answer has come that is an object and whole. */
    void answered(JsonObject answer) {
        if (listener != null) {
            listener.accept(answer);
        }
    }
}
