package io.github.claude4j.http;

import java.io.IOException;

/**
 * The bytes of an answer, as they come. One side takes them, either waiting for them ({@link #read}) or being told when there
 * are some ({@link #onArrival}), so that the same bytes can be read or pushed; any thread may close.
 *
 * <p>A decoder of another format is a source over a source: it polls the one below it into an array of its own, gives what it
 * makes of that, and passes {@link #await}, {@link #onArrival} and {@link #close} on. Then a pushed stream needs no thread for it.
 */
public interface ByteSource extends AutoCloseable {
    /**
     * Takes what has come, without waiting.
     *
     * @param length 1 or more
     * @return how many bytes, 0 where nothing has come yet, -1 at the end
     * @throws IOException when the answer broke off; from then on at each call
     */
    int poll(byte[] target, int offset, int length) throws IOException;

    /**
     * Waits until {@link #poll} has something to say: bytes, the end, or a failure. It may come back earlier.
     *
     * @throws java.io.InterruptedIOException when the thread is interrupted, whose flag stays set
     */
    void await() throws IOException;

    /**
     * From now on runs this whenever something may have come, at once if it has already. It runs on threads that others wait
     * for, so it has to be quick and must not fail.
     */
    void onArrival(Runnable action);

    /** Takes what comes next, waiting for it; -1 at the end. */
    default int read(byte[] target, int offset, int length) throws IOException {
        int count = poll(target, offset, length);
        while (count == 0 && length > 0) {
            await();
            count = poll(target, offset, length);
        }
        return count;
    }

    /** How many bytes are known to be there already; 0 where that is not known. */
    default int available() {
        return 0;
    }

    /** Ends the exchange from any thread. Whoever waits is told; what was not taken is lost. */
    @Override
    void close();
}
