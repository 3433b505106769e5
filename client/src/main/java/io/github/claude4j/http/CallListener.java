package io.github.claude4j.http;

import io.github.claude4j.json.JsonObject;
import org.jspecify.annotations.Nullable;

/**
 * Sees what happens in a call, for logs, traces and metrics. Its methods run on the thread of the call, so they should be
 * quick; what they throw is logged and does not disturb the call.
 */
public interface CallListener {
    /** A request is about to be sent, for the {@link Call#attempt()}-th time. */
    default void onAttempt(Call call, Request request) {}

    /** The head of an answer has arrived; of one that is not a stream, the default transport waits for the rest too. */
    default void onHead(Call call, Response response) {}

    /** An event of a stream is about to be delivered. */
    default void onEvent(Call call, JsonObject event) {}

    /** The call is over: its answer was read or its stream ended, or it failed. It is told once. */
    default void onEnd(Call call, @Nullable Throwable failure) {}
}
