package io.github.claude4j.errors;

import org.jspecify.annotations.Nullable;

/** The call was cancelled: its thread was interrupted (the flag stays set), or its stream or client was closed. */
public final class CancelledException extends ClaudeException {
    private static final long serialVersionUID = 1L;

    public CancelledException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
