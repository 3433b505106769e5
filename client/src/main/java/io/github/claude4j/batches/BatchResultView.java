package io.github.claude4j.batches;

import io.github.claude4j.messages.Message;
import java.util.Optional;

/** What is asked of the result of a request most. */
public interface BatchResultView {
    /** The message, or why there is none. */
    MessageBatchResult result();

    /** The message; empty where the request failed, expired or was stopped. */
    default Optional<Message> message() {
        return result() instanceof MessageBatchSucceededResult succeeded
                ? Optional.of(succeeded.message())
                : Optional.empty();
    }
}
