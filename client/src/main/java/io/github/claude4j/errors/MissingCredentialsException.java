package io.github.claude4j.errors;

/** There is no API key and no token. The message names every place that was looked at. */
public final class MissingCredentialsException extends ClaudeException {
    private static final long serialVersionUID = 1L;

    public MissingCredentialsException(String message) {
        super(message);
    }
}
