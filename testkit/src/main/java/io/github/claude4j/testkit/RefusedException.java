package io.github.claude4j.testkit;

/** A request that the API answers with an error. */
final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int status;

    RefusedException(int status, String message) {
        super(message, null, false, false);
        this.status = status;
    }

    static RefusedException invalid(String message) {
        return new RefusedException(400, message);
    }

    static RefusedException notFound(String message) {
        return new RefusedException(404, message);
    }

    FakeResponse response() {
        return FakeResponse.error(status, Errors.type(status), String.valueOf(getMessage()));
    }

    int status() {
        return status;
    }
}
