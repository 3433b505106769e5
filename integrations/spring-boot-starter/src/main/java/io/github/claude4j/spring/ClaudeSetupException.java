package io.github.claude4j.spring;

import org.jspecify.annotations.Nullable;

/** A property, or what a bean offers, is wrong: the message names it, and says what was expected and what was found. It ends the start. */
public final class ClaudeSetupException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String action;

    /**
     * What is wrong.
     *
     * @param action what to do about it
     */
    public ClaudeSetupException(String message, String action, @Nullable Throwable cause) {
        super(message, cause);
        this.action = action;
    }

    /** What to do about it. */
    public String action() {
        return action;
    }
}
