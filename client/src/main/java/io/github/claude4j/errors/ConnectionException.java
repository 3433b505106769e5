package io.github.claude4j.errors;

import org.jspecify.annotations.Nullable;

/** There was no answer, or no whole answer: the connection could not be made, broke, or ended early. */
public class ConnectionException extends ClaudeException {
    private static final long serialVersionUID = 1L;

    public ConnectionException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
