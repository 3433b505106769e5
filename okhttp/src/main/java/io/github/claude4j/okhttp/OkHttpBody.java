package io.github.claude4j.okhttp;

import io.github.claude4j.http.Call;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.math.BigDecimal;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import okio.Buffer;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** The body of an answer: read by one thread, closed by any. */
final class OkHttpBody extends InputStream {
    /** What a body that says its length is believed for, so that it is read into one array. */
    private static final long BELIEVED = 1024 * 1024;

    private final okhttp3.Call exchange;
    private final okhttp3.Response answer;
    private final BufferedSource source;
    private final Call call;

    private boolean reading;
    private boolean closed;
    private boolean ended;

    OkHttpBody(okhttp3.Call exchange, okhttp3.Response answer, Call call) {
        this.exchange = exchange;
        this.answer = answer;
        this.call = call;
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
    public byte[] readAllBytes() throws IOException {
        long length = answer.body().contentLength();
        if (length < 0 || length > BELIEVED) {
            return super.readAllBytes();
        }
        byte[] all = new byte[(int) length];
        int count = readNBytes(all, 0, all.length);
        // The end too has to be read, so that the connection is free again.
        if (count == all.length && read() >= 0) {
            throw new IOException("the answer is longer than it said");
        }
        return all;
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
        IOException failure = null;
        boolean more = false;
        try {
            Duration wait = limit();
            more = fill(wait);
        } catch (IOException e) {
            failure = e;
        }
        end(failure, more);
        if (failure != null) {
            throw failure;
        }
        return more;
    }

    /** Looks at the limits and at an interrupt even if something has come: a server may send faster than is read. */
    private Duration limit() throws IOException {
        if (Thread.currentThread().isInterrupted()) {
            throw interrupted(null);
        }
        Duration wait = call.bodyWait();
        source.timeout().timeout(Math.min(wait.toNanos(), Long.MAX_VALUE / 4), TimeUnit.NANOSECONDS);
        return wait;
    }

    private boolean fill(Duration wait) throws IOException {
        try {
            return source.request(1);
        } catch (IOException e) {
            if (Thread.currentThread().isInterrupted()) {
                throw interrupted(e);
            }
            if (e instanceof SocketTimeoutException) {
                call.bodyWait();
                throw new SocketTimeoutException("waited " + seconds(wait) + " for the next byte");
            }
            throw isClosed() ? new IOException("the stream is closed", e) : e;
        }
    }

    private static InterruptedIOException interrupted(@Nullable IOException cause) {
        InterruptedIOException interrupted = new InterruptedIOException("interrupted while waiting for the answer");
        interrupted.initCause(cause);
        return interrupted;
    }

    private synchronized boolean isClosed() {
        return closed;
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

    private synchronized void end(@Nullable IOException failure, boolean more) {
        reading = false;
        ended = failure == null && !more;
        if (failure != null) {
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

    /** A limit for people: "10 s", "0.5 s". */
    static String seconds(Duration limit) {
        return BigDecimal.valueOf(limit.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
    }
}
