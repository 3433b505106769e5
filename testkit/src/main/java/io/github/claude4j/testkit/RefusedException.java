package io.github.claude4j.testkit;

import io.github.claude4j.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** A request that the API answers with an error. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;

    /** What the error says besides its type and message; an exception only holds what can be serialized. */
    private final transient @Nullable JsonObject details;

    private RefusedException(int status, String type, String message, @Nullable JsonObject details) {
        super(message, null, false, false);
        this.status = status;
        this.type = type;
        this.details = details;
    }

    RefusedException(int status, String message) {
        this(status, Errors.type(status), message, null);
    }

    /** An error with a type of its own. */
    static RefusedException of(int status, String type, String message) {
        return new RefusedException(status, type, message, null);
    }

    static RefusedException invalid(String message) {
        return new RefusedException(400, message);
    }

    static RefusedException notFound(String message) {
        return new RefusedException(404, message);
    }

    static RefusedException conflict(String message) {
        return new RefusedException(409, message);
    }

    /** The same error with its code. */
    RefusedException code(String errorCode) {
        return details(JsonObject.of("error_code", errorCode));
    }

    /** The same error with details, its code among them. */
    RefusedException details(JsonObject more) {
        return new RefusedException(status, type, String.valueOf(getMessage()), more);
    }

    FakeResponse response() {
        JsonObject body = Errors.body(type, String.valueOf(getMessage()));
        if (details != null) {
            body = body.with("error", body.object("error").with("details", details));
        }
        return FakeResponse.json(body).status(status);
    }

    String type() {
        return type;
    }
}
