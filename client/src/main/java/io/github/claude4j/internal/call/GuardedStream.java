package io.github.claude4j.internal.call;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** The body of a call as the caller reads it: failures are named, and the call ends with it. */
public final class GuardedStream extends FilterInputStream {
    private final CallRunner exchange;

    public GuardedStream(CallRunner exchange, InputStream body) {
        super(body);
        this.exchange = exchange;
        LeakGuard.watch(this, exchange);
    }

    @Override
    public int read() {
        try {
            return ended(in.read());
        } catch (IOException e) {
            throw exchange.failed(e);
        }
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
        try {
            return ended(in.read(buffer, offset, length));
        } catch (IOException e) {
            throw exchange.failed(e);
        }
    }

    private int ended(int count) {
        if (count < 0) {
            exchange.end(null);
        }
        return count;
    }

    @Override
    public void close() {
        exchange.close();
    }
}
