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
 * @param repeats whether it stays for all such requests, and is not used up by one
 */
public record Plan(Condition condition, Source source, Delivery delivery, boolean repeats) {

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

    /** Whether it answers a message with these params, and does so without faults of the connection. */
    boolean isWholeFor(JsonObject params) {
        return condition.method().equals("POST")
                && condition.pathPrefix().equals(Condition.MESSAGES)
                && condition.meets(params)
                && !source.equals(Source.DEFAULT)
                && delivery.isPlain();
    }

    /** What it is, for people. */
    @Override
    public String toString() {
        String answer = source.equals(Source.DEFAULT) ? "the default answer" : "an answer";
        return answer + " to " + condition + (delivery.isPlain() ? "" : ", with faults");
    }
}
