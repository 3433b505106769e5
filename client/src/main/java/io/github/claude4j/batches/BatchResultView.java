package io.github.claude4j.batches;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Message;
import io.github.claude4j.prices.Cost;
import io.github.claude4j.prices.Prices;
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

    /**
     * What the answer cost, at the price of batches; nothing where the request failed, expired or was stopped.
     *
     * @param prices mostly {@link Prices#standard()}
     */
    default Cost cost(Prices prices) {
        Optional<JsonObject> answer = message().map(Message::json);
        if (answer.isEmpty()) {
            return Cost.zero();
        }
        JsonObject usage = answer.get().optObject("usage").orElse(JsonObject.of());
        return prices.cost(answer.get().with("usage", usage.with("service_tier", "batch")));
    }
}
