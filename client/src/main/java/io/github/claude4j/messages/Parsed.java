package io.github.claude4j.messages;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.internal.messages.TypedRequest;
import io.github.claude4j.internal.messages.UsageSum;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.types.JsonType;
import io.github.claude4j.types.MisfitException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An answer as a value of a Java type: {@code claude.messages().create(params, Invoice.class).value()}. Where it is none,
 * {@link #outcome()} says why.
 *
 * @param <T> the type of the value
 */
public class Parsed<T> {
    /** What has become of an answer that was to be a value. */
    public enum Outcome {
        /** It is a value. */
        OK,
        /** The model refused to answer. */
        REFUSED,
        /** The answer reached the limit of its tokens before its end. */
        CUT,
        /** The answer is there, and does not fit the type. */
        MISFIT,
        /** The answer has not come yet: the model waits for tools, or its turn was paused. */
        OPEN
    }

    private final Message message;
    private final Outcome outcome;
    private final @Nullable T value;
    private final @Nullable MisfitException misfit;

    /** Asks again; null where nobody can. */
    private final @Nullable Reasking<T> reasking;

    private final Usage usage;
    private final String open;

    /**
     * The answer as it is, read as this type.
     *
     * @param open what is to be done where it has not come yet
     */
    protected Parsed(Message message, JsonType<T> type, String open) {
        this(message, type, null, null, Objects.requireNonNull(open, "open"));
    }

    Parsed(Message message, JsonType<T> type, @Nullable Reasking<T> reasking, @Nullable Usage before) {
        this(
                message,
                type,
                reasking,
                before,
                "add the message and the results of its tools to the conversation, and ask again");
    }

    private Parsed(
            Message message, JsonType<T> type, @Nullable Reasking<T> reasking, @Nullable Usage before, String open) {
        this.message = Objects.requireNonNull(message, "message");
        this.reasking = reasking;
        this.open = open;
        usage = before == null
                ? message.usage()
                : Usage.of(UsageSum.of(before.json(), message.usage().json()));
        T read = null;
        MisfitException problem = null;
        Outcome known = outcome(message);
        if (known == Outcome.OK) {
            try {
                read = type.read(json(message));
            } catch (MisfitException e) {
                problem = e;
                known = Outcome.MISFIT;
            }
        }
        outcome = known;
        value = read;
        misfit = problem;
    }

    /** An answer that has come, read as a value of this type. */
    public static <T> Parsed<T> of(Message message, JsonType<T> type) {
        return new Parsed<>(message, Objects.requireNonNull(type, "type"), null, null);
    }

    /** An answer that has come, read as a value of a Java type; asked for with {@code outputSchema(JsonType.of(type))}. */
    public static <T> Parsed<T> of(Message message, Class<T> type) {
        return of(message, JsonType.of(type));
    }

    /** These params, asking for an answer of this type. */
    static MessageCreateParams params(MessageCreateParams params, JsonType<?> type) {
        TypedRequest.check(params.json());
        return params.toBuilder().outputSchema(type).build();
    }

    /** What asks again after an answer to these params that did not fit. */
    static <T> Reasking<T> reasking(MessageCalls calls, MessageCreateParams params, JsonType<T> type) {
        return (misfit, problems) -> {
            MessageCreateParams again = params.toBuilder()
                    .addMessage(misfit.message())
                    .addUserMessage("Your answer cannot be used: " + problems.getMessage()
                            + ". Give the whole answer again, corrected.")
                    .build();
            return new Parsed<>(calls.create(again), type, reasking(calls, again, type), misfit.usage());
        };
    }

    /** How to ask again. */
    interface Reasking<T> {
        Parsed<T> again(Parsed<T> misfit, MisfitException problems);
    }

    /** Why the answer is a value, or none. */
    public Outcome outcome() {
        return outcome;
    }

    /** What the model answered; of several answers the last. */
    public Message message() {
        return message;
    }

    /** The tokens of the answer; after {@link #reask} of all answers together. */
    public Usage usage() {
        return usage;
    }

    /**
     * The value.
     *
     * @throws NoValueException when there is none; it says why
     */
    public T value() {
        if (value == null) {
            throw new NoValueException(outcome, problem(), message, misfit);
        }
        return value;
    }

    /**
     * Tells the model what does not fit and lets it answer again, until it does.
     *
     * @param most how often it is asked at most; each time is a request that is paid for
     * @return the last answer; this one where it is no misfit
     * @throws IllegalStateException when this was read from a message and not asked for here
     */
    public Parsed<T> reask(int most) {
        Parsed<T> last = this;
        for (int i = 0; i < most && last.misfit != null; i++) {
            if (last.reasking == null) {
                throw new IllegalStateException("nobody to ask again: the message came from elsewhere");
            }
            last = last.reasking.again(last, last.misfit);
        }
        return last;
    }

    private static Outcome outcome(Message message) {
        String reason = message.stopReason().map(StopReason::toString).orElse("");
        return switch (reason) {
            case "refusal" -> Outcome.REFUSED;
            case "", "max_tokens", "model_context_window_exceeded" -> Outcome.CUT;
            case "tool_use", "pause_turn", "compaction" -> Outcome.OPEN;
            default -> Outcome.OK;
        };
    }

    private static JsonObject json(Message message) {
        try {
            return JsonObject.parse(text(message));
        } catch (InvalidDataException e) {
            MisfitException misfit =
                    new MisfitException(List.of("expected a JSON object and nothing else: " + e.getMessage()));
            misfit.initCause(e);
            throw misfit;
        }
    }

    /** The text of the answer itself: the last one, and none of an attempt before that refused. */
    private static String text(Message message) {
        String text = "";
        for (ContentBlock block : message.content()) {
            if (block instanceof FallbackBlock) {
                text = "";
            } else if (block instanceof TextBlock next && !next.text().isBlank()) {
                text = next.text();
            }
        }
        return text;
    }

    private String problem() {
        String reason = message.stopReason().map(StopReason::toString).orElse("none");
        return switch (outcome) {
            case REFUSED -> "the model refused to answer; stop details may say why";
            case CUT ->
                "the answer was cut after " + message.usage().outputTokens() + " tokens (stop reason " + reason
                        + "): give it more with maxTokens, or ask for less";
            case OPEN -> "the answer has not come yet (stop reason " + reason + "): " + open;
            default -> "the answer does not fit its type: " + (misfit == null ? "" : misfit.getMessage());
        };
    }

    @Override
    public String toString() {
        return "Parsed[" + outcome + "]";
    }
}
