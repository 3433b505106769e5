package io.github.claude4j.messages;

import io.github.claude4j.errors.ClaudeException;
import org.jspecify.annotations.Nullable;

/**
 * An answer that was to be a value is none. Its {@link #outcome()} says why; for one that does not fit, the cause says what:
 * {@link io.github.claude4j.types.MisfitException}.
 */
public final class NoValueException extends ClaudeException {
    private static final long serialVersionUID = 1L;

    private final Parsed.Outcome outcome;
    private final transient Message answer;

    NoValueException(Parsed.Outcome outcome, String message, Message answer, @Nullable Throwable cause) {
        super(message, cause);
        this.outcome = outcome;
        this.answer = answer;
    }

    /** Why there is no value; never {@link Parsed.Outcome#OK}. */
    public Parsed.Outcome outcome() {
        return outcome;
    }

    /** What the model answered. */
    public Message answer() {
        return answer;
    }
}
