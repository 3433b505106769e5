package io.github.claude4j.internal.body;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.claude4j.errors.ApiException;
import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Response;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Reads the bodies of error answers, and finds errors in answers that say they are none. */
public final class ErrorAnswer {
    private static final int LONGEST = 1024 * 1024;

    /** Longer than any error is that gateways hide in a success. */
    private static final int LONGEST_HIDDEN = 64 * 1024;

    private static final byte[] ERROR = "\"error\"".getBytes(US_ASCII);

    private ErrorAnswer() {}

    /** Collects the body, as much of it as an error may have. */
    public static WholeBody body(Response response) {
        return new WholeBody(response, LONGEST, true);
    }

    /** The same answer with its body in memory, so that several may read it. */
    public static Response buffered(Response response) throws IOException {
        if (response.isReplayable()) {
            return response;
        }
        try (response) {
            WholeBody body = body(response);
            try {
                body.take(true);
            } catch (IOException | InvalidDataException e) {
                check(e);
            }
            return buffered(response, body);
        }
    }

    /** The same answer with what has come of its body. */
    public static Response buffered(Response response, WholeBody body) {
        return Response.of(response.status(), response.headers(), body.bytes());
    }

    /** A body that broke off is no reason to hide what the status says; a limit or an interrupt is. */
    public static void check(Exception failure) throws IOException {
        if (failure instanceof InterruptedIOException ended) {
            throw ended;
        }
    }

    /** The exception for an error answer whose body is in memory. */
    public static ApiException exception(Response response, Called called) throws IOException {
        return called.exception(response.status(), response.headers(), json(response.bytes()));
    }

    private static @Nullable JsonObject json(byte[] bytes) {
        try {
            return Json.parse(bytes) instanceof JsonObject object ? object : null;
        } catch (InvalidDataException e) {
            return null;
        }
    }

    /** The answer as the error that its body tells of, should it do so: gateways answer with 200 and an error inside. */
    public static Response revealed(Response answer) throws IOException {
        byte[] bytes = answer.bytes();
        if (bytes.length > LONGEST_HIDDEN || !mentionsError(bytes)) {
            return answer;
        }
        JsonObject json = json(bytes);
        return json != null && isError(json) ? Response.of(status(json), answer.headers(), bytes) : answer;
    }

    private static boolean mentionsError(byte[] bytes) {
        for (int i = 0; i <= bytes.length - ERROR.length; i++) {
            if (bytes[i] == '"' && Arrays.equals(bytes, i, i + ERROR.length, ERROR, 0, ERROR.length)) {
                return true;
            }
        }
        return false;
    }

    /** Whether this is an error whatever its status or its event's name was: what has no type of its own may have an error only then. */
    static boolean isError(JsonObject json) {
        Object type = json.get("type");
        boolean nameless = type == null && !json.has("id") && json.get("error") instanceof JsonObject;
        return "error".equals(type) || nameless;
    }

    /** The exception for an error that stands in the place of an answer or an event. Gateways give the status as its code. */
    static ApiException exception(JsonObject json, Headers headers, Called called) {
        return called.exception(status(json), headers, json);
    }

    private static int status(JsonObject json) {
        Object code = json.get("error") instanceof JsonObject error && !(error.get("type") instanceof String)
                ? error.get("code")
                : null;
        return code instanceof Long status && status >= 400 && status <= 599
                ? (int) (long) status
                : ApiException.ofEvent(json, Headers.of()).status();
    }
}
