package io.github.claude4j.batches;

import io.github.claude4j.JsonLines;
import io.github.claude4j.client.Caller;
import io.github.claude4j.errors.InvalidParamsException;
import java.util.function.Consumer;

/** What a batch needs around its endpoints: its limits, the wait for its end, the way back from results to requests. */
abstract class BatchCalls {
    private final Caller caller;

    BatchCalls(Caller caller) {
        this.caller = caller;
    }

    /** Returns a batch as it stands. */
    public abstract MessageBatch retrieve(String messageBatchId);

    /**
     * Starts a batch of message requests whose answers need not come at once.
     *
     * <p>Beta headers that its requests name in {@code betas} go into the header of the call, and {@code stream} is left
     * out: the API takes neither within a batch.
     *
     * <p>{@code POST /v1/messages/batches}
     *
     * @throws InvalidParamsException when there are none or more than 100,000 requests, more than 256 MB of them, or an id
     *     that is not 1 to 64 letters, digits, underscores and hyphens, or is there twice
     */
    public MessageBatch create(BatchCreateParams params) {
        BatchChecks checked = new BatchChecks(params.json());
        return caller.withBetas(checked.betas()).send(MessageBatchesService.CREATE, checked.params(), MessageBatch::of);
    }

    /**
     * Starts a batch of message requests whose answers need not come at once.
     *
     * <p>{@code POST /v1/messages/batches}
     */
    public MessageBatch create(Consumer<BatchCreateParams.Builder> params) {
        BatchCreateParams.Builder builder = BatchCreateParams.builder();
        params.accept(builder);
        return create(builder.build());
    }

    /**
     * Waits until a batch has ended, asking after a second and then less and less often, once a minute at last.
     *
     * <p>An interrupt ends the wait with a {@link io.github.claude4j.errors.CancelledException}; the batch goes on.
     *
     * @throws io.github.claude4j.errors.ConnectionTimeoutException when it has not ended after 25 hours; batches expire after 24
     */
    public MessageBatch awaitEnd(String messageBatchId) {
        return awaitEnd(messageBatchId, wait -> {});
    }

    /**
     * Waits until a batch has ended: {@code awaitEnd(id, w -> w.limit(Duration.ofHours(2)).onProgress(b -> …))}.
     *
     * @throws io.github.claude4j.errors.ConnectionTimeoutException when the limit has passed before
     */
    public MessageBatch awaitEnd(String messageBatchId, Consumer<BatchWait> options) {
        BatchWait wait = new BatchWait();
        options.accept(wait);
        return wait.await(() -> retrieve(messageBatchId), messageBatchId);
    }

    /** Reads the results of a batch that has ended, one by one and in no particular order. */
    public abstract JsonLines<MessageBatchIndividualResponse> results(String messageBatchId);

    /**
     * Reads the results of a batch that has ended, each with the request that it answers. The requests are read as far as
     * they are needed, so that they may come from a file; those without their result yet are kept in memory.
     */
    public BatchAnswers answers(String messageBatchId, Iterable<BatchRequest> requests) {
        return new BatchAnswers(results(messageBatchId), requests.iterator());
    }
}
