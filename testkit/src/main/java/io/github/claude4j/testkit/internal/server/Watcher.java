package io.github.claude4j.testkit.internal.server;

import java.util.Map;

/** Is told what passes between a server and its clients, as it passes. It must neither throw nor wait. */
@FunctionalInterface
public interface Watcher {
    /** Looks away. */
    Watcher NOBODY = request -> Exchange.UNSEEN;

    /** A request was read; what becomes of it is told to what this returns. */
    Exchange begin(Received request);

    /** One request and its answer. */
    interface Exchange {
        Exchange UNSEEN = new Exchange() {};

        /** The answer has begun. */
        default void head(int status, Map<String, String> headers) {}

        /** A part of the answer's body was sent. These bytes do not change any more. */
        default void bytes(byte[] bytes, int offset, int length) {}

        /** Nothing more comes. */
        default void end(End end) {}
    }

    /** How an answer ended. */
    enum End {
        /** As it should. */
        WHOLE,
        /** The connection was closed before the answer was complete, or before there was any. */
        CUT,
        /** The client did not wait for it. */
        CLIENT_LEFT
    }
}
