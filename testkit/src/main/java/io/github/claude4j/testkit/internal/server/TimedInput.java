package io.github.claude4j.testkit.internal.server;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;

/** What comes over a connection, waited for no longer than was said. */
final class TimedInput extends InputStream {
    private final Socket socket;
    private final InputStream in;
    private Duration each = Duration.ZERO;
    private long end;

    TimedInput(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    /** From now on each next piece must come in this time; zero is no limit. */
    void each(Duration time) {
        each = time;
        end = 0;
    }

    /** All that is read from now on must come in this time. */
    void all(Duration time) {
        each = time;
        end = System.nanoTime() + time.toNanos();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        long millis = end == 0 ? each.toMillis() : (end - System.nanoTime()) / 1_000_000;
        if (millis <= 0 && !each.isZero()) {
            throw new SocketTimeoutException("nothing more came in time");
        }
        socket.setSoTimeout((int) Math.min(Integer.MAX_VALUE, millis));
        return in.read(bytes, offset, length);
    }
}
