package io.github.claude4j.http;

import java.io.IOException;

/** Sends one request and gives the head of its answer. Implementations are shared by all threads. */
public interface Transport extends AutoCloseable {
    /**
     * Sends a request once: no retries, no redirects, no check of the status.
     *
     * @param call its limits, and {@link Call#onCancel} to end the exchange from another thread; the body of the answer
     *     keeps to them too
     * @throws java.net.ConnectException when no byte was sent, so that any request may be repeated
     * @throws java.net.SocketTimeoutException when a limit of the call has passed
     * @throws InterruptedException when the thread was interrupted; the exchange has ended then
     */
    Response send(Request request, Call call) throws IOException, InterruptedException;

    /** Ends what is going on and frees what is held. */
    @Override
    default void close() {}
}
