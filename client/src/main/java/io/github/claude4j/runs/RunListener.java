package io.github.claude4j.runs;

import org.jspecify.annotations.Nullable;

/** Is told how runs go, for logs and telemetry. What it throws is logged and changes nothing. */
public interface RunListener {
    /** A run begins; on the thread that called. */
    default void onStart(Conversation conversation) {}

    /** The model has answered. */
    default void onTurn(Conversation conversation) {}

    /**
     * The run is over.
     *
     * @param failure what it ended with; null where it ended by itself
     */
    default void onEnd(Conversation conversation, @Nullable Throwable failure) {}
}
