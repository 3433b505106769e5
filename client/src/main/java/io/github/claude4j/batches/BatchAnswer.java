package io.github.claude4j.batches;

import io.github.claude4j.messages.Message;
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

    @Override
    public String toString() {
        return response.toString();
    }
}
