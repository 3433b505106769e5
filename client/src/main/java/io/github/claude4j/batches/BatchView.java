package io.github.claude4j.batches;

/** What is asked of a batch most. */
public interface BatchView {
    /** Whether the batch is running, stopping or at its end. */
    MessageBatchProcessingStatus processingStatus();

    /** Whether every request has a result, so that the results can be read. */
    default boolean hasEnded() {
        return processingStatus().equals(MessageBatchProcessingStatus.ENDED);
    }
}
