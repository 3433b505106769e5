package io.github.claude4j.http;

/** A {@link Transport} that can wait for an answer without holding a thread, and hands its body on as it comes. */
public interface PushTransport extends Transport {
    /**
     * Sends a request as {@link #send(Request, Call)} does, but returns at once; the limits of the call are not looked at.
     *
     * @return gives the exchange up
     */
    Runnable send(Request request, Call call, Answering answering);

    /** Told once what came of it, on a thread of the transport, which is not to be held up. */
    interface Answering {
        /** The head has come. */
        void answered(Response response);

        /** There is no answer: an {@link java.io.IOException}, or what {@link Transport#send} would throw else. */
        void failed(Exception failure);
    }
}
