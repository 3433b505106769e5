package io.github.claude4j.testkit;

import io.github.claude4j.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * One step of a script: which request it is for, what to answer, and how to deliver it.
 *
 * @param method the verb of the request
 * @param pathPrefix how its path begins
 */
record Plan(String method, String pathPrefix, Source source, Delivery delivery) {
    static final String MESSAGES = "/v1/messages";

    /** Makes an answer out of a request and its JSON body. */
    @FunctionalInterface
    interface Source {
        /** The answer that comes without a script. */
        Source DEFAULT = (endpoints, request, body) -> null;

        /** The answer; null for the one that comes without a script. */
        @Nullable
        FakeResponse answer(Endpoints endpoints, RecordedRequest request, JsonObject body);
    }

    /** An answer and its delivery. */
    record Answer(FakeResponse response, Delivery delivery) {
        static Answer plain(FakeResponse response) {
            return new Answer(response, new Delivery());
        }

        /** An error event can only come in a stream: any other answer becomes the error itself. */
        static Answer of(FakeResponse response, Delivery delivery) {
            if (response.events() != null || response.feed() != null || delivery.end != Delivery.End.ERROR) {
                return new Answer(response, delivery);
            }
            int status = Errors.status(delivery.errorType);
            return plain(FakeResponse.error(status, delivery.errorType, Errors.message(status)));
        }
    }

    boolean isFor(RecordedRequest request) {
        return matches(method, pathPrefix, request);
    }

    /** Whether a request is meant. The path of messages is meant exactly: it is also the beginning of others. */
    static boolean matches(String method, String pathPrefix, RecordedRequest request) {
        String path = request.path();
        return method.equalsIgnoreCase(request.method())
                && (pathPrefix.equals(MESSAGES) ? path.equals(MESSAGES) : path.startsWith(pathPrefix));
    }
}
