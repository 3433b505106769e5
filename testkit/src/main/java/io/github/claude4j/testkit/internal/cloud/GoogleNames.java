package io.github.claude4j.testkit.internal.cloud;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.server.Answer;
import io.github.claude4j.testkit.internal.server.Received;
import io.github.claude4j.testkit.internal.spec.Refusal;

/** Whose requests a fake on Google's clouds takes, and how Google tells of errors that are not the model's. */
final class GoogleNames {
    private GoogleNames() {}

    /** Any token is good. */
    static void check(Received request, boolean strict) {
        if (strict && !Bearer.isIn(request)) {
            throw new Refusal(401, "Request is missing required authentication credential.");
        }
    }

    static Answer told(Answer answer) {
        String status = switch (answer.status()) {
            case 401 -> "UNAUTHENTICATED";
            case 403 -> "PERMISSION_DENIED";
            case 404 -> "NOT_FOUND";
            case 429 -> "RESOURCE_EXHAUSTED";
            case 503 -> "UNAVAILABLE";
            default -> "";
        };
        if (status.isEmpty()) {
            return answer;
        }
        try {
            String message = String.valueOf(
                    JsonObject.parse(answer.body()).object("error").get("message"));
            return answer.body(JsonObject.of(
                    "error", JsonObject.of("code", (long) answer.status(), "message", message, "status", status)));
        } catch (InvalidDataException e) {
            // A script may send broken JSON on purpose.
            return answer;
        }
    }
}
