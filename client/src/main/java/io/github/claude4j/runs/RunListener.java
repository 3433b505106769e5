package io.github.claude4j.runs;

import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** Is told how runs go, for logs and telemetry. What it throws is logged and changes nothing. */
public interface RunListener {
    /** A run begins: on the thread that called, of a stream on the one that reads. */
    default void onStart(Conversation conversation) {}

    /**
     * Stands around what the run does, to bring along what belongs to it, such as its span: each step on the thread that runs it,
     * and the code of each tool on its own.
     *
     * @param work a part of the run; what this gives has to do it
     */
    default <T extends @Nullable Object> Callable<T> inside(Callable<T> work) {
        return Objects.requireNonNull(work, "work");
    }

    /** The model has answered. */
    default void onTurn(Conversation conversation) {}

    /**
     * The run is over.
     *
     * @param failure what it ended with; null where it ended by itself
     */
    default void onEnd(Conversation conversation, @Nullable Throwable failure) {}
}
