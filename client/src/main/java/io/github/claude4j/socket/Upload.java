package io.github.claude4j.socket;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.claude4j.http.RequestBody;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Sends a request. A long one is sent without waiting for the server to take it, so that an answer that comes before the end is
 * seen: the server wants no more then, and may not read what is left, ever.
 */
final class Upload {
    /** What goes out at once: about a record of TLS, and less than any buffer of a connection that was idle. */
    private static final int PIECE = 16 * 1024;

    /** So much of an answer is taken while the request is not sent. */
    private static final int MOST_AHEAD = 8 * 1024;

    private final Connection connection;
    private final ChannelSocket socket;

    /** Whether it matters what comes meanwhile. */
    private boolean looking = true;

    private Upload(Connection connection) {
        this.connection = connection;
        this.socket = connection.socket();
    }

    /**
     * Sends it, as far as the server takes it.
     *
     * @return whether all was sent
     * @throws UncheckedIOException when the body could not be read
     */
    static boolean send(Connection connection, RequestHead head, @Nullable RequestBody body) throws IOException {
        ByteBuffer bytes = body == null || body.length() == 0
                ? ByteBuffer.allocate(0)
                : body.memory().orElse(null);
        if (bytes != null && head.length() + bytes.remaining() <= PIECE) {
            head.with(bytes, bytes.remaining());
            connection.out().write(head.bytes(), 0, head.length());
            return connection.socket().broken() == null;
        }
        Upload upload = new Upload(connection);
        connection.socket().waits(false);
        boolean whole = bytes != null ? upload.send(head, bytes) : upload.send(head, Objects.requireNonNull(body));
        connection.socket().waits(true);
        return whole;
    }

    private boolean send(RequestHead head, ByteBuffer bytes) throws IOException {
        byte[] all = bytes.array();
        int from = bytes.arrayOffset() + bytes.position();
        int to = from + bytes.remaining();
        int first = Math.max(0, Math.min(bytes.remaining(), PIECE - head.length()));
        head.with(bytes, first);
        int at = from + first;
        boolean going = put(head.bytes(), 0, head.length());
        while (going && at < to) {
            int count = Math.min(PIECE, to - at);
            going = put(all, at, count);
            at += count;
        }
        return going;
    }

    /** The head first: what is read may take its time to come. */
    private boolean send(RequestHead head, RequestBody body) throws IOException {
        long length = body.length();
        try (InputStream in = opened(body)) {
            boolean going = put(head.bytes(), 0, head.length());
            byte[] piece = new byte[PIECE];
            long sent = 0;
            while (going) {
                int count = read(in, piece);
                if (count < 0) {
                    return end(length, sent);
                }
                sent += count;
                if (length >= 0 && sent > length) {
                    throw unread(new IOException("expected " + length + " bytes, found more"));
                }
                going = length >= 0 ? put(piece, 0, count) : putChunk(piece, count);
            }
            return false;
        }
    }

    private boolean end(long length, long sent) throws IOException {
        if (length < 0) {
            byte[] last = "0\r\n\r\n".getBytes(US_ASCII);
            return put(last, 0, last.length);
        }
        if (sent < length) {
            throw unread(new EOFException("expected " + length + " bytes, found " + sent));
        }
        return true;
    }

    private boolean putChunk(byte[] piece, int count) throws IOException {
        byte[] size = (Integer.toHexString(count) + "\r\n").getBytes(US_ASCII);
        byte[] chunk = Arrays.copyOf(size, size.length + count + 2);
        System.arraycopy(piece, 0, chunk, size.length, count);
        chunk[chunk.length - 2] = '\r';
        chunk[chunk.length - 1] = '\n';
        return count == 0 || put(chunk, 0, chunk.length);
    }

    private static InputStream opened(RequestBody body) {
        try {
            return body.open();
        } catch (IOException e) {
            throw unread(e);
        }
    }

    private static int read(InputStream in, byte[] piece) {
        try {
            return in.read(piece);
        } catch (IOException e) {
            throw unread(e);
        }
    }

    private static UncheckedIOException unread(IOException failure) {
        return new UncheckedIOException("the body of the request could not be read: " + failure, failure);
    }

    /** Sends these; false where the server wants or takes no more. */
    private boolean put(byte[] bytes, int offset, int length) throws IOException {
        connection.out().write(bytes, offset, length);
        while (!socket.push()) {
            // What has come may be no answer but TLS's own, which reading takes away.
            socket.awaitMoving(looking);
            if (looking && isAnswered()) {
                return false;
            }
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted while sending");
        }
        return socket.broken() == null && !(looking && socket.arrived() > 0 && isAnswered());
    }

    /** Takes what has come, and says whether it ends the sending: an error, an end, or what is no answer at all. */
    private boolean isAnswered() throws IOException {
        boolean more = true;
        while (more && connection.buffered() < MOST_AHEAD) {
            more = connection.fillWithoutWaiting();
        }
        if (connection.hasEnded()) {
            return true;
        }
        int from = interim();
        if (connection.buffered() < from + Head.STATUS_LINE) {
            // Interim ones that fill the memory for it are left to whoever reads the answer.
            looking = connection.buffered() < MOST_AHEAD;
            return false;
        }
        // A server that has begun with a good answer reads on.
        looking = false;
        return connection.peek(from + 9) != '2';
    }

    /** Where the first head ends that does not only say to wait. */
    private int interim() {
        int from = 0;
        for (int i = 3; i < connection.buffered(); i++) {
            boolean interim = connection.buffered() >= from + Head.STATUS_LINE && connection.peek(from + 9) == '1';
            if (interim && i >= from + 3 && isEmptyLine(i)) {
                from = i + 1;
            }
        }
        return from;
    }

    private boolean isEmptyLine(int last) {
        return connection.peek(last) == '\n'
                && connection.peek(last - 1) == '\r'
                && connection.peek(last - 2) == '\n'
                && connection.peek(last - 3) == '\r';
    }
}
