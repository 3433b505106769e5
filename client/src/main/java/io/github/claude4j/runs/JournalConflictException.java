package io.github.claude4j.runs;

import io.github.claude4j.errors.ClaudeException;

/** A journal has gone on without whoever wants to write to it, or is of another conversation. Nothing was written, nothing ran. */
public final class JournalConflictException extends ClaudeException {
    private static final long serialVersionUID = 1L;

    public JournalConflictException(String message) {
        super(message, null);
    }
}
