package io.github.claude4j.cli.terminal;

import java.io.IOException;

/** Standard output takes no more. */
public final class OutputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    OutputException(IOException cause) {
        super("standard output: " + cause.getMessage(), cause);
    }

    /** Whether the program that read the output went away, as {@code head} does, which is no fault. */
    boolean readerLeft() {
        Throwable cause = getCause();
        String message = cause == null ? null : cause.getMessage();
        return message != null && (message.contains("Broken pipe") || message.contains("pipe is being closed"));
    }
}
