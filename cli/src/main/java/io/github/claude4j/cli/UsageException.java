package io.github.claude4j.cli;

/** A command cannot be carried out as it was given. The message is for whoever typed it. */
final class UsageException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
