package io.github.claude4j.messages;

import io.github.claude4j.json.JsonObject;
import java.util.Set;

/** Counting the tokens of a message before it is created. */
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
}
