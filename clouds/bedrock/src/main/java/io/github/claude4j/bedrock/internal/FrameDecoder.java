package io.github.claude4j.bedrock.internal;

import io.github.claude4j.http.ByteSource;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/**
 * Takes the messages of an event stream of AWS apart, in whatever pieces they come. A message is two lengths, of itself and of its
 * headers, and the checksum of these; the headers; what it carries; the checksum of all that.
 */
final class FrameDecoder {
    private static final int PRELUDE = 12;
    private static final int CHECKSUM = 4;

    /** What AWS lets a message have at most. Nothing is believed beyond that. */
    private static final int LONGEST = 24 * 1024 * 1024;

    private static final int MOST_HEADERS = 128 * 1024;

    private final CRC32 checksum = new CRC32();
    private byte[] bytes = new byte[8 * 1024];
    private int from;
    private int to;

    /** Takes what has come; as {@link ByteSource#poll} says, how much, 0 for nothing yet, -1 for the end. */
    int take(ByteSource source) throws IOException {
        if (to == bytes.length) {
            makeRoom();
        }
        int count = source.poll(bytes, to, bytes.length - to);
        if (count < 0 && to > from) {
            throw new EOFException("the event stream ended in the middle of a message");
        }
        to += Math.max(0, count);
        return count;
    }

    private void makeRoom() {
        if (from > 0) {
            System.arraycopy(bytes, from, bytes, 0, to - from);
            to -= from;
            from = 0;
        } else {
            bytes = Arrays.copyOf(bytes, 2 * bytes.length);
        }
    }

    /** The next message; null where not all of it has come. */
    @Nullable
    Frame next() throws IOException {
        if (to - from < PRELUDE) {
            return null;
        }
        ByteBuffer come = ByteBuffer.wrap(bytes, from, to - from);
        check(come, PRELUDE - CHECKSUM);
        int length = come.getInt(from);
        int headers = come.getInt(from + 4);
        boolean possible = length >= PRELUDE + CHECKSUM
                && length <= LONGEST
                && headers >= 0
                && headers <= Math.min(MOST_HEADERS, length - PRELUDE - CHECKSUM);
        if (!possible) {
            throw new IOException("the event stream is broken: a message of " + Integer.toUnsignedString(length)
                    + " bytes, with " + Integer.toUnsignedString(headers) + " of headers");
        }
        if (to - from < length) {
            return null;
        }
        check(come, length - CHECKSUM);
        int payload = from + PRELUDE + headers;
        Frame frame = new Frame(
                Frame.headers(come.slice(from + PRELUDE, headers)),
                Arrays.copyOfRange(bytes, payload, from + length - CHECKSUM));
        from += length;
        return frame;
    }

    private void check(ByteBuffer come, int end) throws IOException {
        checksum.reset();
        checksum.update(bytes, from, end);
        if ((int) checksum.getValue() != come.getInt(from + end)) {
            throw new IOException("the event stream is broken: a checksum is wrong");
        }
    }
}
