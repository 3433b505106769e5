package io.github.claude4j.errors;

import org.jspecify.annotations.Nullable;

/** Something went wrong in a call; every exception of this library is one. Messages never hold credentials. */
public class ClaudeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ClaudeException(String message) {
        super(message);
    }

    public ClaudeException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Whether the same call may succeed later, such as after an overload. Where nothing is known of that, it is not. */
    public boolean retryable() {
        return false;
    }
}
