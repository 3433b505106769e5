package io.github.claude4j.runs;

import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.Parsed;
import io.github.claude4j.types.JsonType;

/**
 * The end of a run whose answer is a value of a Java type. Where the run waits or was limited the outcome is {@code OPEN}, and
 * {@link #conversation()} can go on.
 *
 * @param <T> the type of the value
 */
public final class ParsedRun<T> extends Parsed<T> {
    private final Conversation conversation;

    private ParsedRun(Message message, JsonType<T> type, Conversation conversation) {
        super(message, type);
        this.conversation = conversation;
    }

    /** A conversation that was to end with a value of this type. */
    public static <T> ParsedRun<T> of(Conversation conversation, JsonType<T> type) {
        Message message = conversation
                .message()
                .orElseThrow(() -> new UnfinishedException(
                        "the conversation has no answer: it is " + conversation.outcome(), conversation));
        return new ParsedRun<>(message, type, conversation);
    }

    /** The conversation at the run's end. */
    public Conversation conversation() {
        return conversation;
    }
}
