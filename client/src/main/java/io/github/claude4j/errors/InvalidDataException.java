package io.github.claude4j.errors;

import org.jspecify.annotations.Nullable;

/**
 * Data does not have the expected shape: an answer that is no JSON, or a field read as something it is not. The message
 * names the field, what was expected and what was found.
 */
public class InvalidDataException extends ClaudeException {
    private static final long serialVersionUID = 1L;

    public InvalidDataException(String message) {
        super(message);
    }

    public InvalidDataException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
