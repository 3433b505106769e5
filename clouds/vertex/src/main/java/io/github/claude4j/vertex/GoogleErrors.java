package io.github.claude4j.vertex;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.http.Response;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What Google says of errors, as the API says it. */
final class GoogleErrors {
    private GoogleErrors() {}

    /**
     * The error as the API would tell it; as it came where it is the model's, which has that form.
     *
     * @param advice what to check, behind what Google says; empty for nothing
     */
    static Response translated(Response error, String advice) throws IOException {
        JsonObject told = told(error);
        if (told == null) {
            return error;
        }
        String status = told.get("status") instanceof String text ? text + ": " : "";
        String message = told.get("message") instanceof String text ? text : "";
        return error.withError(status + message + (advice.isEmpty() ? "" : " (" + advice + ")"));
    }

    /** What Google says in its own form, which streams put into an array; null where somebody else speaks. */
    private static @Nullable JsonObject told(Response error) throws IOException {
        Object body;
        try {
            body = Json.parse(error.bytes());
        } catch (InvalidDataException e) {
            return null;
        }
        if (body instanceof JsonArray list && !list.isEmpty()) {
            body = list.get(0);
        }
        return body instanceof JsonObject object
                        && !object.has("type")
                        && object.get("error") instanceof JsonObject told
                        && !told.has("type")
                ? told
                : null;
    }
}
