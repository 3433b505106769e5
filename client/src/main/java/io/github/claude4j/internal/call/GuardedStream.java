package io.github.claude4j.internal.call;

import io.github.claude4j.http.Response;
import io.github.claude4j.internal.body.Inbound;
import java.io.IOException;
import java.io.InputStream;

/** The body of a call as the caller reads it: failures are named, the call ends with it, and closed it gives nothing. */
public final class GuardedStream extends InputStream {
    private final CallRunner exchange;
    private final InputStream in;

    public GuardedStream(CallRunner exchange, Response answer) {
        this.exchange = exchange;
        this.in = answer.body();
        LeakGuard.watch(this, exchange);
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (exchange.isOver()) {
            Throwable failure = exchange.failure();
            if (failure == null) {
                return -1;
            }
            throw exchange.failed(failure);
        }
        int count;
        try {
            count = in.read(target, offset, length);
        } catch (IOException | RuntimeException | Error e) {
            throw exchange.failed(e);
        }
        if (count < 0) {
            exchange.end(null);
        }
        return count;
    }

    /** All of it at once, as far as that may be held in memory. */
    @Override
    public byte[] readAllBytes() throws IOException {
        int most = exchange.maxAnswerSize();
        byte[] all = readNBytes(most);
        if (all.length == most && read() >= 0) {
            throw exchange.failed(Inbound.tooLarge("the answer", most));
        }
        return all;
    }

    @Override
    public int available() throws IOException {
        return exchange.isOver() ? 0 : in.available();
    }

    @Override
    public void close() {
        exchange.close();
    }
}
