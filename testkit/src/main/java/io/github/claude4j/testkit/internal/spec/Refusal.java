package io.github.claude4j.testkit.internal.spec;

import io.github.claude4j.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** A request that the API answers with an error. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final String type;

    /** Members of the error besides its type and message; an exception only holds what can be serialized. */
    private final transient @Nullable JsonObject more;

    private Refusal(int status, String type, String message, @Nullable JsonObject more) {
        super(message, null, false, false);
        this.status = status;
        this.type = type;
        this.more = more;
    }

    public Refusal(int status, String message) {
        this(status, ApiErrors.type(status), message, null);
    }

    /** An error with a type of its own. */
    public static Refusal of(int status, String type, String message) {
        return new Refusal(status, type, message, null);
    }

    public static Refusal invalid(String message) {
        return new Refusal(400, message);
    }

    public static Refusal notFound(String message) {
        return new Refusal(404, message);
    }

    public static Refusal conflict(String message) {
        return new Refusal(409, message);
    }

    /** The same error with its code. */
    public Refusal code(String errorCode) {
        return details(JsonObject.of("error_code", errorCode));
    }

    /** The same error with details, its code among them. */
    public Refusal details(JsonObject details) {
        return with(JsonObject.of("details", details));
    }

    /** The same error with members of its own. */
    public Refusal with(JsonObject more) {
        return new Refusal(status, type, String.valueOf(getMessage()), more);
    }

    /** The error as the API tells it; its {@code request_id} is set when it is sent. */
    public JsonObject body() {
        JsonObject body = ApiErrors.body(type, String.valueOf(getMessage()));
        if (more == null) {
            return body;
        }
        JsonObject.Builder error = body.object("error").toBuilder();
        more.forEach(error::put);
        return body.with("error", error.build());
    }

    public int status() {
        return status;
    }

    public String type() {
        return type;
    }
}
