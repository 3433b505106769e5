package io.github.claude4j.errors;

import org.jspecify.annotations.Nullable;

/**
 * There are credentials, but no access token could be had with them: the token endpoint refused or could not be reached,
 * or a file that they are in is wrong or not safe to read. Nothing was sent to the API.
 */
public final class CredentialsException extends ClaudeException {
    private static final long serialVersionUID = 1L;

    public CredentialsException(String message) {
        super(message);
    }

    public CredentialsException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
