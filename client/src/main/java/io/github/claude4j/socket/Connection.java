package io.github.claude4j.socket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/** One connection, which one exchange at a time has to itself: its streams, and what has come and was not taken. */
final class Connection {
    private static final int BUFFER = 8192;

    private final Route route;
    private final Wire wire;
    private @Nullable SSLSocket tls;
    private InputStream in;
    private OutputStream out;

    /** What has come and was not taken: {@code at} to {@code end} of it. */
    private byte[] buffer = new byte[BUFFER];

    private int at;
    private int end;

    /** Up to where {@link #lineLength} has looked. */
    private int looked;

    /** 0 while no exchange went over it. */
    private long idleSince;

    /** A connection that is open, to its server or to a proxy. */
    Connection(Route route, Wire wire, InputStream in, OutputStream out) {
        this.route = route;
        this.wire = wire;
        this.in = in;
        this.out = out;
    }

    /** From now on all goes through TLS. */
    void secure(SSLSocket over) throws IOException {
        tls = over;
        in = over.getInputStream();
        out = over.getOutputStream();
    }

    Route route() {
        return route;
    }

    Wire wire() {
        return wire;
    }

    OutputStream out() {
        return out;
    }

    /** Whether an exchange went over it before. */
    boolean isUsed() {
        return idleSince != 0;
    }

    /** An exchange has ended as it should. */
    void rest() {
        idleSince = System.nanoTime() | 1;
    }

    long idleSince() {
        return idleSince;
    }

    /** Whether nothing is left of the exchange that has ended, so that the next begins with its own answer. */
    boolean isClean() throws IOException {
        return at == end && wire.broken() == null && (tls == null || in.available() == 0);
    }

    /** How many bytes are there without waiting. */
    int buffered() {
        return end - at;
    }

    byte peek(int index) {
        return buffer[at + index];
    }

    void skip(int count) {
        at += count;
        looked = at;
    }

    /** Takes bytes that are there, or waits when there are none; -1 at the end. Many are read straight into the target. */
    int read(byte[] target, int offset, int length) throws IOException {
        if (at == end) {
            if (length >= BUFFER) {
                return in.read(target, offset, length);
            }
            if (!fill()) {
                return -1;
            }
        }
        int count = Math.min(length, end - at);
        System.arraycopy(buffer, at, target, offset, count);
        skip(count);
        return count;
    }

    /** Reads some more of what comes; false at the end. */
    boolean fill() throws IOException {
        makeRoom();
        int count = in.read(buffer, end, buffer.length - end);
        end += Math.max(0, count);
        return count >= 0;
    }

    private void makeRoom() {
        if (at == end) {
            at = 0;
            end = 0;
            looked = 0;
            // A long head made it grow.
            buffer = buffer.length > BUFFER ? new byte[BUFFER] : buffer;
        }
        if (end < buffer.length) {
            return;
        }
        byte[] larger = at == 0 ? new byte[buffer.length * 2] : buffer;
        System.arraycopy(buffer, at, larger, 0, end - at);
        looked -= at;
        end -= at;
        at = 0;
        buffer = larger;
    }

    /**
     * The length of the line that begins here, without its CRLF; -1 while its end has not come. Of control characters only tabs are
     * let in, so that a line means the same to everybody who reads it.
     */
    int lineLength(int most) throws IOException {
        for (int i = looked; i < end; i++) {
            byte b = buffer[i];
            boolean afterReturn = i > at && buffer[i - 1] == '\r';
            if (b == '\n' && afterReturn) {
                looked = i;
                return i - 1 - at;
            }
            if (b == '\n' || afterReturn) {
                throw new MalformedException("a line that ends with neither more nor less than CRLF was expected");
            }
            if ((b >= 0 && b < ' ' && b != '\t' && b != '\r') || b == 127) {
                throw new MalformedException("a line with control characters");
            }
            if (i - at > most) {
                throw new MalformedException("a line longer than " + most + " bytes");
            }
        }
        looked = end;
        return -1;
    }

    /** The same, waiting for the line. */
    int awaitLine(int most) throws IOException {
        int length = lineLength(most);
        while (length < 0) {
            if (!fill()) {
                throw new MalformedException("the connection ended in the middle of a line");
            }
            length = lineLength(most);
        }
        return length;
    }

    /** Goes on behind the line of that length. */
    void skipLine(int length) {
        skip(length + 2);
    }

    /** Bytes from here on as text, one character each. */
    String text(int from, int to) {
        return new String(buffer, at + from, to - from, ISO_8859_1);
    }

    /** The end has come; whether it was meant as one. Who is on the way can end a connection, but not TLS. */
    boolean isEndMeant() {
        return tls == null || !wire.hasEnded();
    }

    /** Ends it as one that has done its work: the server is told. */
    void finish() {
        try {
            if (tls != null) {
                tls.close();
            }
        } catch (IOException e) {
            // Nothing is lost that anyone still wanted.
        }
        wire.close();
    }
}
