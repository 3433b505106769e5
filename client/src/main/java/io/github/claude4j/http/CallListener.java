package io.github.claude4j.http;

import io.github.claude4j.json.JsonObject;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sees what happens in a call, for logs, traces and metrics. Its methods run on the thread of the call, so they should be
 * quick; what they throw is logged and does not disturb the call.
 */
public interface CallListener {
    /**
     * A call begins: on the thread that asks for it, for a publisher on the one that subscribes. With {@code async} that is a
     * thread of the client's, to which {@link #carry} brings what belongs to the thread of the caller.
     */
    default void onStart(Call call) {}

    /**
     * Brings along what belongs to this thread, such as the current span, to where a call is made by {@code async}. It runs on the
     * thread that called {@code async}; what it gives runs on the one that makes the call.
     */
    default <T> Supplier<T> carry(Supplier<T> call) {
        return call;
    }

    /**
     * Headers to send with the attempt that is about to be made, such as its place in a trace. Headers that the request has stay
     * as they are.
     */
    default Headers headers(Call call) {
        return Headers.of();
    }

    /** A request is about to be sent, for the {@link Call#attempt()}-th time. */
    default void onAttempt(Call call, Request request) {}

    /** The head of an answer has arrived; of one that is not a stream, the default transport waits for the rest too. */
    default void onHead(Call call, Response response) {}

    /** An event of a stream is about to be delivered. */
    default void onEvent(Call call, JsonObject event) {}

    /** All of an answer has come that is one JSON object, such as a message that is not streamed. */
    default void onAnswer(Call call, JsonObject answer) {}

    /** The call is over: its answer was read or its stream ended, or it failed. It is told once. */
    default void onEnd(Call call, @Nullable Throwable failure) {}
}
