package io.github.claude4j.cli.terminal;

/** A command cannot be carried out as it was given. The message is for whoever typed it. */
public final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UsageException(String message) {
        super(message);
    }
}
