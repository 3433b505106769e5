package io.github.claude4j.messages;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.types.JsonType;
import java.util.Set;
import java.util.function.Consumer;

/** Answers that are values of a Java type, and counting the tokens of a message before it is created. */
public interface MessageCalls {
    /** What creates a message and does not count: the endpoint refuses it. */
    Set<String> NOT_COUNTED = Set.of(
            "container",
            "diagnostics",
            "fallback_credit_token",
            "fallbacks",
            "inference_geo",
            "max_tokens",
            "metadata",
            "service_tier",
            "stop_sequences",
            "stream",
            "temperature",
            "thread",
            "top_k",
            "top_p");

    /** Counts the input tokens of a conversation. */
    MessageTokensCount countTokens(MessageCountTokensParams params);

    /** Counts the input tokens of the message that these params would create. */
    default MessageTokensCount countTokens(MessageCreateParams params) {
        JsonObject.Builder counted = params.json().toBuilder();
        NOT_COUNTED.forEach(counted::remove);
        return countTokens(MessageCountTokensParams.of(counted.build()));
    }

    /** Creates a message. */
    Message create(MessageCreateParams params);

    /** Creates a message as a stream of events. */
    MessageStream stream(MessageCreateParams params);

    /**
     * Creates a message that is a value of a Java type: its schema goes along, and the answer is read as it.
     *
     * @param type mostly a record; see {@link JsonType} for what it may consist of
     * @throws io.github.claude4j.errors.InvalidParamsException before anything is sent, when a strict schema cannot say the type,
     *     or the request has what does not go with one: citations, a schema of its own, text to go on with
     */
    default <T> Parsed<T> create(MessageCreateParams params, Class<T> type) {
        return create(params, JsonType.of(type));
    }

    /** Creates a message that is a value of a Java type. */
    default <T> Parsed<T> create(Consumer<MessageCreateParams.Builder> params, Class<T> type) {
        return create(params, JsonType.of(type));
    }

    /** Creates a message that is a value of this type: one that was made from a schema, of a list, or your own. */
    default <T> Parsed<T> create(MessageCreateParams params, JsonType<T> type) {
        MessageCreateParams typed = Parsed.params(params, type);
        return new Parsed<>(create(typed), type, Parsed.reasking(this, typed, type), null);
    }

    /** Creates a message that is a value of this type: one that was made from a schema, of a list, or your own. */
    default <T> Parsed<T> create(Consumer<MessageCreateParams.Builder> params, JsonType<T> type) {
        MessageCreateParams.Builder builder = MessageCreateParams.builder();
        params.accept(builder);
        return create(builder.build(), type);
    }

    /** Creates a message that is a value of a Java type, which can be looked at while the model writes it. */
    default <T> ParsedStream<T> stream(MessageCreateParams params, Class<T> type) {
        return stream(params, JsonType.of(type));
    }

    /** Creates a message that is a value of a Java type, which can be looked at while the model writes it. */
    default <T> ParsedStream<T> stream(Consumer<MessageCreateParams.Builder> params, Class<T> type) {
        return stream(params, JsonType.of(type));
    }

    /** Creates a message that is a value of this type, which can be looked at while the model writes it. */
    default <T> ParsedStream<T> stream(MessageCreateParams params, JsonType<T> type) {
        MessageCreateParams typed = Parsed.params(params, type);
        return new ParsedStream<>(stream(typed), type, Parsed.reasking(this, typed, type));
    }

    /** Creates a message that is a value of this type, which can be looked at while the model writes it. */
    default <T> ParsedStream<T> stream(Consumer<MessageCreateParams.Builder> params, JsonType<T> type) {
        MessageCreateParams.Builder builder = MessageCreateParams.builder();
        params.accept(builder);
        return stream(builder.build(), type);
    }
}
