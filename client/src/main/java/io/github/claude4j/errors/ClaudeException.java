package io.github.claude4j.errors;

import org.jspecify.annotations.Nullable;

/**
 * Something went wrong in a call; every exception of this library is one. Messages never hold credentials, nor
 * control characters: a text of the server cannot forge a line of a log, nor speak to a terminal.
 */
public class ClaudeException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public ClaudeException(String message) {
        super(visible(message));
    }

    public ClaudeException(String message, @Nullable Throwable cause) {
        super(visible(message), cause);
    }

    /** Control characters as they are written in a program. */
    private static String visible(String message) {
        StringBuilder text = null;
        for (int i = 0; i < message.length(); i++) {
            char c = message.charAt(i);
            boolean control = Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
            if (control && text == null) {
                text = new StringBuilder(message.length() + 16).append(message, 0, i);
            }
            if (text != null) {
                text.append(control ? escape(c) : String.valueOf(c));
            }
        }
        return text == null ? message : text.toString();
    }

    private static String escape(char control) {
        return switch (control) {
            case '\n' -> "\\n";
            case '\r' -> "\\r";
            case '\t' -> "\\t";
            default -> String.format("\\u%04x", (int) control);
        };
    }

    /** Whether the same call may succeed later, such as after an overload. Where nothing is known of that, it is not. */
    public boolean retryable() {
        return false;
    }
}
