package io.github.claude4j.errors;

/** A request is wrong in a way that is known before it is sent. The message names what, and what was expected. */
public class InvalidParamsException extends ClaudeException {
    private static final long serialVersionUID = 1L;

    public InvalidParamsException(String message) {
        super(message);
    }
}
