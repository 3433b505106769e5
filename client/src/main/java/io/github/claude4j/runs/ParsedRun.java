package io.github.claude4j.runs;

import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.Parsed;
import io.github.claude4j.types.JsonType;
import java.util.Locale;
import java.util.Objects;

/**
 * The end of a run whose answer is a value of a Java type. Where the run waits or was limited the outcome is {@code OPEN}, and
 * {@link #conversation()} can go on.
 *
 * @param <T> the type of the value
 */
public final class ParsedRun<T> extends Parsed<T> {
    private final Conversation conversation;

    private ParsedRun(Message message, JsonType<T> type, Conversation conversation) {
        super(message, type, advice(conversation));
        this.conversation = conversation;
    }

    private static String advice(Conversation conversation) {
        return switch (conversation.outcome()) {
            case WAITING ->
                "the run waits for " + Conversation.named(conversation.waiting())
                        + ": decide about them, or bring their results, and run conversation() again";
            case LIMITED ->
                "the run reached its limit of "
                        + conversation.limit().orElseThrow().name().toLowerCase(Locale.ROOT)
                        + ": run conversation() again with a larger one";
            default -> "run conversation() to its end";
        };
    }

    /** A conversation that was to end with a value of this type. */
    public static <T> ParsedRun<T> of(Conversation conversation, JsonType<T> type) {
        Objects.requireNonNull(type, "type");
        Message message = Objects.requireNonNull(conversation, "conversation")
                .message()
                .orElseThrow(() -> new UnfinishedException(
                        "the conversation has no answer: it is " + conversation.outcome(), conversation));
        return new ParsedRun<>(message, type, conversation);
    }

    /** A conversation that was to end with a value of a Java type. */
    public static <T> ParsedRun<T> of(Conversation conversation, Class<T> type) {
        return of(conversation, JsonType.of(type));
    }

    /** The conversation at the run's end. */
    public Conversation conversation() {
        return conversation;
    }
}
