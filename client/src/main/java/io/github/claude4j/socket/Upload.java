package io.github.claude4j.socket;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.claude4j.http.RequestBody;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
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

    private static final String END_OF_HEAD = "\r\n\r\n";

    private final Connection connection;
    private final Wire wire;

    /** Whether it matters what comes meanwhile. */
    private boolean looking = true;

    private Upload(Connection connection) {
        this.connection = connection;
        this.wire = connection.wire();
    }

    /**
     * Sends it, as far as the server takes it.
     *
     * @return whether all was sent
     * @throws UncheckedIOException when the body could not be read
     */
    static boolean send(Connection connection, RequestHead head, @Nullable RequestBody body) throws IOException {
        ByteBuffer memory = body == null || body.length() == 0
                ? ByteBuffer.allocate(0)
                : body.memory().map(ByteBuffer::duplicate).orElse(null);
        // What begins a body goes out together with the head, but what is read may take its time to come.
        if (memory != null) {
            head.add(memory, Math.max(0, Math.min(memory.remaining(), PIECE - head.length())));
            if (head.length() <= PIECE && !memory.hasRemaining()) {
                connection.out().write(head.bytes(), 0, head.length());
                return connection.wire().broken() == null;
            }
        }
        Upload upload = new Upload(connection);
        connection.wire().beginMoving();
        try {
            return memory != null ? upload.send(head, memory) : upload.send(head, Objects.requireNonNull(body));
        } finally {
            connection.wire().endMoving();
        }
    }

    private boolean send(RequestHead first, ByteBuffer rest) throws IOException {
        boolean going = put(first.bytes(), 0, first.length());
        while (going && rest.hasRemaining()) {
            int count = Math.min(PIECE, rest.remaining());
            going = put(rest.array(), rest.arrayOffset() + rest.position(), count);
            rest.position(rest.position() + count);
        }
        return going;
    }

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
        ByteBuffer chunk = ByteBuffer.allocate(size.length + count + 2);
        chunk.put(size).put(piece, 0, count).put((byte) '\r').put((byte) '\n');
        return count == 0 || put(chunk.array(), 0, chunk.capacity());
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
        while (!wire.push()) {
            // What has come may be no answer but TLS's own, which reading takes away.
            wire.awaitMoving(looking);
            if (looking && isAnswered()) {
                return false;
            }
        }
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted while sending");
        }
        return wire.broken() == null && !(looking && wire.arrived() > 0 && isAnswered());
    }

    /** Takes what has come, and says whether it ends the sending: an error, an end, or what is no answer at all. */
    private boolean isAnswered() throws IOException {
        try {
            while (connection.buffered() < MOST_AHEAD) {
                if (!connection.fill()) {
                    return true;
                }
            }
        } catch (SocketTimeoutException nothingYet) {
            // That is all there is.
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

    /** Where the first head begins that does not only say to wait. */
    private int interim() {
        String said = connection.text(0, connection.buffered());
        int from = 0;
        int end = said.indexOf(END_OF_HEAD);
        while (end >= 0 && said.startsWith("1", from + 9)) {
            from = end + END_OF_HEAD.length();
            end = said.indexOf(END_OF_HEAD, from);
        }
        return from;
    }
}
