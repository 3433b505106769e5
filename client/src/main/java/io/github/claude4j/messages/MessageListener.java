package io.github.claude4j.messages;

import io.github.claude4j.json.JsonObject;
import java.util.function.Supplier;

/**
 * Is told what comes of a message while {@link MessageStream#listen} reads it, on the thread that reads. What a method throws
 * ends the reading. A delta that ends in half a character, such as an emoji, is told without it, the next one with it.
 */
public interface MessageListener {
    /** An event; told before what it means. */
    default void onEvent(MessageStreamEvent event) {}

    /**
     * More text.
     *
     * @param soFar all text of its block up to now, put together when it is asked for
     */
    default void onText(String delta, Supplier<String> soFar) {}

    /**
     * More thinking.
     *
     * @param soFar all thinking of its block up to now, put together when it is asked for
     */
    default void onThinking(String delta, Supplier<String> soFar) {}

    /**
     * More JSON text of the input of a tool.
     *
     * @param soFar the input up to now, understood when it is asked for
     */
    default void onToolInput(String delta, Supplier<JsonObject> soFar) {}

    /** A source that the text before it quotes. */
    default void onCitation(TextCitation citation) {}

    /** A block, now that it is complete. */
    default void onBlock(ContentBlock block) {}

    /** The whole message, at the end. */
    default void onMessage(Message message) {}
}
