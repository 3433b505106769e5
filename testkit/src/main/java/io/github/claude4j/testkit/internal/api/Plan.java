package io.github.claude4j.testkit.internal.api;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.server.Answer;
import io.github.claude4j.testkit.internal.server.Delivery;
import io.github.claude4j.testkit.internal.server.Received;
import io.github.claude4j.testkit.internal.spec.ApiErrors;
import org.jspecify.annotations.Nullable;

/**
 * One step of a script: which request it is for, what to answer, and how to deliver it.
 *
 * @param method the verb of the request
 * @param pathPrefix how its path begins
 */
public record Plan(String method, String pathPrefix, Source source, Delivery delivery) {
    static final String MESSAGES = "/v1/messages";

    /** Makes an answer out of a request and its JSON body. */
    @FunctionalInterface
    public interface Source {
        /** The answer that comes without a script. */
        Source DEFAULT = (endpoints, request, body) -> null;

        /** The answer; null for the one that comes without a script. */
        @Nullable
        Answer answer(Endpoints endpoints, Received request, JsonObject body);
    }

    /** An answer and its delivery. */
    record Reply(Answer response, Delivery delivery) {
        static Reply plain(Answer response) {
            return new Reply(response, new Delivery());
        }

        /** An error event can only come in a stream: any other answer becomes the error itself. */
        static Reply of(Answer response, Delivery delivery) {
            if (response.events() != null || response.feed() != null || delivery.end != Delivery.End.ERROR) {
                return new Reply(response, delivery);
            }
            int status = ApiErrors.status(delivery.errorType);
            return plain(Answer.error(status, delivery.errorType, ApiErrors.message(status)));
        }
    }

    boolean isFor(Received request) {
        return matches(method, pathPrefix, request);
    }

    /** Whether a request is meant. The path of messages is meant exactly: it is also the beginning of others. */
    static boolean matches(String method, String pathPrefix, Received request) {
        String path = request.path();
        return method.equalsIgnoreCase(request.method())
                && (pathPrefix.equals(MESSAGES) ? path.equals(MESSAGES) : path.startsWith(pathPrefix));
    }
}
