package io.github.claude4j.batches;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.Parsed;
import io.github.claude4j.prices.Cost;
import io.github.claude4j.prices.Prices;
import io.github.claude4j.types.JsonType;
import java.util.Objects;
import java.util.Optional;

/** The result of one request of a batch, with that request. */
public final class BatchAnswer {
    private final MessageBatchIndividualResponse response;
    private final Optional<BatchRequest> request;

    BatchAnswer(MessageBatchIndividualResponse response, Optional<BatchRequest> request) {
        this.response = response;
        this.request = request;
    }

    /** Your id for the request. */
    public String customId() {
        return response.customId();
    }

    /** The request; empty when it was not among those that were given. */
    public Optional<BatchRequest> request() {
        return request;
    }

    /** The message, or why there is none. */
    public MessageBatchResult result() {
        return response.result();
    }

    /** The message; empty where the request failed, expired or was stopped. */
    public Optional<Message> message() {
        return response.message();
    }

    /** What the answer cost, at the price of batches; nothing where the request failed, expired or was stopped. */
    public Cost cost(Prices prices) {
        return response.cost(prices);
    }

    /**
     * The message as a value of a Java type, which its request asked for with {@code outputSchema(JsonType.of(type))}.
     *
     * @throws io.github.claude4j.messages.NoValueException when the message is no such value; it says why
     * @throws InvalidDataException when there is no message: the request failed, expired or was stopped
     */
    public <T> T value(Class<T> type) {
        return value(JsonType.of(type));
    }

    /**
     * The message as a value of this type, which its request asked for with {@code outputSchema(type)}.
     *
     * @throws io.github.claude4j.messages.NoValueException when the message is no such value; it says why
     * @throws InvalidDataException when there is no message: the request failed, expired or was stopped
     */
    public <T> T value(JsonType<T> type) {
        Objects.requireNonNull(type, "type");
        Message message = message()
                .orElseThrow(() -> new InvalidDataException(
                        customId() + ": expected a message, found a result that is " + result().type()));
        return Parsed.of(message, type).value();
    }

    @Override
    public String toString() {
        return response.toString();
    }
}
