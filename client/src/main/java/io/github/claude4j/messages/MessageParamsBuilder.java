package io.github.claude4j.messages;

import io.github.claude4j.json.JsonObject;
import java.util.List;

/**
 * Short ways to write a conversation.
 *
 * @param <B> the builder itself
 */
public interface MessageParamsBuilder<B> {
    /** Adds a turn of the conversation. */
    B addMessage(MessageParam message);

    /** Sets the system prompt. */
    B system(List<? extends TextBlock> system);

    /** Adds what the user says. */
    default B addUserMessage(String text) {
        return addMessage(UserMessage.of(text));
    }

    /** Adds what the user says and shows: text, images, documents, results of tools; {@link Content} makes them. */
    default B addUserMessage(ContentBlock... content) {
        return addUserMessage(List.of(content));
    }

    /** Adds what the user says and shows: text, images, documents, results of tools; {@link Content} makes them. */
    default B addUserMessage(List<? extends ContentBlock> content) {
        return addMessage(UserMessage.builder().content(content).build());
    }

    /** Adds what the model said. */
    default B addAssistantMessage(String text) {
        return addMessage(AssistantMessage.of(text));
    }

    /** Puts an answer of the model back as its turn, unchanged: thinking, signatures and what is not known here too. */
    default B addMessage(Message answer) {
        return addMessage(AssistantMessage.of(
                JsonObject.of("role", "assistant", "content", answer.json().get("content"))));
    }

    /** Sets the system prompt, with a cache breakpoint behind it that lives for 5 minutes after its last use. */
    default B cachedSystem(String text) {
        return system(List.of(Content.cachedText(text)));
    }
}
