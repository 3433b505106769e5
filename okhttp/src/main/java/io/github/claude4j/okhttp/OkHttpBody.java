package io.github.claude4j.okhttp;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.util.Objects;
import okio.Buffer;
import okio.BufferedSource;

/** The body of an answer: read by one thread, closed by any. */
final class OkHttpBody extends InputStream {
    private final okhttp3.Call exchange;
    private final okhttp3.Response answer;
    private final BufferedSource source;

    private boolean reading;
    private boolean closed;
    private boolean ended;

    OkHttpBody(okhttp3.Call exchange, okhttp3.Response answer) {
        this.exchange = exchange;
        this.answer = answer;
        this.source = answer.body().source();
    }

    @Override
    public int read() throws IOException {
        return await() ? source.getBuffer().readByte() & 0xff : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        return await() ? source.getBuffer().read(target, offset, length) : -1;
    }

    @Override
    public int available() {
        return (int) Math.min(source.getBuffer().size(), Integer.MAX_VALUE);
    }

    /** Waits until something is there to read; false at the end. */
    private boolean await() throws IOException {
        Buffer buffer = source.getBuffer();
        if (!buffer.exhausted()) {
            return true;
        }
        if (!begin()) {
            return false;
        }
        boolean more = false;
        boolean failed = true;
        try {
            more = source.request(1);
            failed = false;
        } catch (ClosedByInterruptException e) {
            InterruptedIOException interrupted = new InterruptedIOException("interrupted while waiting for the answer");
            interrupted.initCause(e);
            throw interrupted;
        } finally {
            end(failed, more);
        }
        return more;
    }

    /** Takes the right to read; false where the end has been read. */
    private synchronized boolean begin() throws IOException {
        if (ended) {
            return false;
        }
        if (closed) {
            throw new IOException("the stream is closed");
        }
        reading = true;
        return true;
    }

    private synchronized void end(boolean failed, boolean more) {
        reading = false;
        ended = !failed && !more;
        if (failed) {
            closed = true;
            exchange.cancel();
        }
        if (closed || ended) {
            answer.close();
        }
    }

    /** Ends the exchange. A reader that waits gets an exception, and lets go of the connection itself. */
    @Override
    public synchronized void close() {
        if (closed || ended) {
            return;
        }
        closed = true;
        // First, because OkHttp would read on for a while to save the connection.
        exchange.cancel();
        if (!reading) {
            answer.close();
        }
    }
}
