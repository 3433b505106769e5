package io.github.claude4j.foundry;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.http.Response;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;

/** What Azure says of errors, as the API says it. */
final class FoundryErrors {
    private FoundryErrors() {}

    /** The error as the API would tell it; as it came where it is the API's, which has that form. */
    static Response translated(Response error) throws IOException {
        JsonObject body;
        try {
            body = JsonObject.parse(error.bytes());
        } catch (InvalidDataException e) {
            return error;
        }
        JsonObject told = body.get("error") instanceof JsonObject inner ? inner : body;
        String code = told.get("code") instanceof String text ? text : "";
        String message = told.get("message") instanceof String text ? text : "";
        if (body.has("type") || told.has("type") || (code.isEmpty() && message.isEmpty())) {
            return error;
        }
        String text = code.isEmpty() || message.isEmpty() ? code + message : code + ": " + message;
        return error.withError(text + advice(code));
    }

    private static String advice(String code) {
        return switch (code) {
            case "DeploymentNotFound" ->
                " (the model is the name of a deployment; a new one may take five minutes to be there)";
            case "api_not_supported" -> " (check the base URL, which ends in /anthropic)";
            default -> "";
        };
    }
}
