package io.github.claude4j.http;

import java.io.IOException;
import java.net.URI;

/** Sends one request and gives the head of its answer. Implementations are shared by all threads. */
public interface Transport extends AutoCloseable {
    /**
     * Sends a request once: no retries, no redirects, no check of the status, and the body of the answer as it came, encoded if
     * it is. Only the limit to connect is the transport's. For all others the client watches the call and runs what was told to
     * {@link Call#abortWith}; whatever is thrown then is named by the limit that has passed.
     *
     * @param call its time to connect, and {@link Call#abortWith} to have the exchange given up from another thread, be it
     *     because a limit has passed or the call was cancelled
     * @throws java.net.ConnectException when no byte was sent, so that any request may be repeated; with a
     *     {@link java.net.SocketTimeoutException} as its cause when it took too long to connect
     * @throws InterruptedException when the thread was interrupted; the exchange has ended then
     */
    Response send(Request request, Call call) throws IOException, InterruptedException;

    /**
     * Says before anything is sent that a place cannot be reached with this transport, whatever is there; by default all can.
     *
     * @throws io.github.claude4j.errors.InvalidParamsException with the reason
     */
    default void check(URI url) {}

    /** Ends what is going on and frees what is held. */
    @Override
    default void close() {}
}
