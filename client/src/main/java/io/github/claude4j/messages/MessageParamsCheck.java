package io.github.claude4j.messages;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Refuses a request that the API is certain to refuse. */
final class MessageParamsCheck {
    private MessageParamsCheck() {}

    static JsonObject checked(JsonObject params) {
        if (params.get("model") instanceof String model && model.isBlank()) {
            throw new InvalidParamsException("model: expected the id of a model, found \"" + model + "\"");
        }
        if (params.get("max_tokens") instanceof Long most && most < 0) {
            throw new InvalidParamsException("max_tokens: expected 0 or more, found " + most);
        }
        if (params.get("messages") instanceof JsonArray messages) {
            messages(messages, params.get("thread") != null);
        }
        return params;
    }

    /** A conversation that the API keeps may go on without a word. */
    private static void messages(JsonArray messages, boolean kept) {
        if (messages.isEmpty() && !kept) {
            throw new InvalidParamsException("messages: expected one at least, found none");
        }
        for (int i = 0; i < messages.size(); i++) {
            if (messages.get(i) instanceof JsonObject message
                    && "user".equals(message.get("role"))
                    && isEmpty(message.get("content"))) {
                throw new InvalidParamsException(
                        "messages[" + i + "].content: expected text or a block, found nothing");
            }
        }
    }

    private static boolean isEmpty(@Nullable Object content) {
        return content instanceof String text
                ? text.isEmpty()
                : content instanceof JsonArray blocks && blocks.isEmpty();
    }
}
