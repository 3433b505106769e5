package io.github.claude4j.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.http.Call;
import io.github.claude4j.http.Operation;
import io.github.claude4j.http.Response;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;

/** What both ways of Bedrock can do: messages, and counting their tokens. */
final class Messaging {
    private static final String MESSAGES = "/v1/messages";
    private static final String COUNT = "/v1/messages/count_tokens";

    private Messaging() {}

    /** By its route, so that a request by hand is as good as one of a service. */
    static boolean isThere(Operation operation) {
        boolean known = operation.route().equals(MESSAGES) || isCount(operation);
        return known && operation.method().equals("POST");
    }

    static boolean isCount(Operation operation) {
        return operation.route().equals(COUNT);
    }

    static void check(Call call) {
        if (call.params().get("thread") != null) {
            throw new InvalidParamsException("thread: expected none, because " + call.provider()
                    + " has no message threads, found one; send the whole conversation");
        }
    }

    /** What an error says; empty where it says nothing. */
    static String message(Response error) throws IOException {
        try {
            return JsonObject.parse(error.bytes())
                    .optObject("error")
                    .flatMap(told -> told.optString("message"))
                    .orElse("");
        } catch (InvalidDataException e) {
            return "";
        }
    }

    /** The error with what its reader may do, behind what it says. */
    static Response advised(Response error, String advice) throws IOException {
        JsonObject body = JsonObject.parse(error.bytes());
        JsonObject told = body.object("error").with("message", message(error) + " (" + advice + ")");
        return Response.of(
                error.status(),
                error.headers(),
                body.with("error", told).toJson().getBytes(UTF_8));
    }
}
