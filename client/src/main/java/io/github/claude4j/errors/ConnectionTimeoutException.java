package io.github.claude4j.errors;

import org.jspecify.annotations.Nullable;

/** A limit of the call has passed: to connect, to the answer's head, between two bytes, or in all. */
public final class ConnectionTimeoutException extends ConnectionException {
    private static final long serialVersionUID = 1L;

    public ConnectionTimeoutException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
