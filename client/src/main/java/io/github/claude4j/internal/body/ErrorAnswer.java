package io.github.claude4j.internal.body;

import io.github.claude4j.errors.ApiException;
import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.http.Response;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Reads the bodies of error answers. */
public final class ErrorAnswer {
    private static final int LONGEST = 1024 * 1024;

    private ErrorAnswer() {}

    /** The same answer with its body in memory, so that several may read it. */
    public static Response buffered(Response response) throws IOException {
        if (response.isReplayable()) {
            return response;
        }
        try (InputStream body = response.body()) {
            return Response.of(response.status(), response.headers(), body.readNBytes(LONGEST));
        }
    }

    /**
     * The exception for a buffered error answer, which may be read again afterwards.
     *
     * @param hint what to check, at the end of the message; may be empty
     */
    public static ApiException exception(Response response, String hint) throws IOException {
        InputStream body = response.body();
        body.mark(LONGEST);
        JsonObject json = json(body.readNBytes(LONGEST));
        body.reset();
        return ApiException.of(response.status(), response.headers(), json, hint);
    }

    private static @Nullable JsonObject json(byte[] bytes) {
        try {
            return Json.parse(bytes) instanceof JsonObject object ? object : null;
        } catch (InvalidDataException e) {
            return null;
        }
    }
}
