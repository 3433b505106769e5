package io.github.claude4j.runs;

import io.github.claude4j.errors.ClaudeException;

/** A conversation has not come to an answer. Its {@link #outcome()} says why, and {@link #conversation()} can go on. */
public final class UnfinishedException extends ClaudeException {
    private static final long serialVersionUID = 1L;

    private final transient Conversation conversation;

    UnfinishedException(String message, Conversation conversation) {
        super(message, null);
        this.conversation = conversation;
    }

    /** Why there is no answer; never {@link Conversation.Outcome#DONE}. */
    public Conversation.Outcome outcome() {
        return conversation.outcome();
    }

    /** The conversation as it is. */
    public Conversation conversation() {
        return conversation;
    }
}
