package io.github.claude4j;

/** A request is wrong in a way that is known before it is sent. The message names what, and what was expected. */
public class InvalidRequestException extends ClaudeException {
    private static final long serialVersionUID = 1L;

    public InvalidRequestException(String message) {
        super(message);
    }
}
