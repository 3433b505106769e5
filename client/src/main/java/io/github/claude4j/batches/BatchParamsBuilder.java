package io.github.claude4j.batches;

import io.github.claude4j.messages.MessageCreateParams;
import java.util.function.Consumer;

/**
 * Short ways to collect the requests of a batch.
 *
 * @param <B> the builder itself
 */
public interface BatchParamsBuilder<B> {
    /** Adds a request. */
    B addRequest(BatchRequest request);

    /** Adds a request under your own id, which its result carries too. */
    default B addRequest(String customId, MessageCreateParams params) {
        return addRequest(BatchRequest.of(customId, params));
    }

    /** Adds a request under your own id, which its result carries too. */
    default B addRequest(String customId, Consumer<MessageCreateParams.Builder> params) {
        MessageCreateParams.Builder builder = MessageCreateParams.builder();
        params.accept(builder);
        return addRequest(customId, builder.build());
    }
}
