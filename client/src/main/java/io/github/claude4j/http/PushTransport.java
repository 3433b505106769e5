package io.github.claude4j.http;

/**
 * A transport that can wait for an answer without holding a thread, and says when something of its body has come. Publishers
 * go through it without a thread for each stream; over any other {@link Transport} they take one.
 *
 * <p>One that stands around another, such as a cloud's, passes {@link #send(Request, Call, Answering)} on with the request it has
 * made, and gives {@link Response#withBody(ByteSource)} to the one that waits.
 */
public interface PushTransport extends Transport {
    /**
     * Sends a request once, as {@link #send(Request, Call)} does, but returns at once. How it can be given up is told with
     * {@link Call#abortWith}. What this throws itself counts as {@link Answering#failed}.
     *
     * @param answering told once what comes of it
     */
    void send(Request request, Call call, Answering answering);

    /** Told what came of a request: once, on any thread; it is quick and never fails. What comes later counts no more. */
    interface Answering {
        /** The head has come; what happens to the body afterwards, its source tells. */
        void answered(Response response);

        /** There is no answer: an {@link java.io.IOException}, or what {@link Transport#send} would throw else. */
        void failed(Throwable failure);
    }
}
