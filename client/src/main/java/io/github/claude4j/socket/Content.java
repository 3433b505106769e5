package io.github.claude4j.socket;

import java.io.EOFException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The bytes behind a head, as RFC 9112 frames them: so many, in chunks, or all until the connection ends. It takes from its connection
 * whatever is there, and waits only where it has nothing to give.
 */
final class Content {
    private static final int LONGEST_SIZE_LINE = 4096;
    private static final int LONGEST_TRAILERS = 256 * 1024;

    private enum Part {
        /** So many bytes of the body are next. */
        DATA,
        /** The CRLF behind the data of a chunk is. */
        DATA_END,
        /** The size of a chunk is. */
        SIZE,
        /** Fields behind the last chunk are. */
        TRAILERS,
        /** There is nothing more. */
        OVER
    }

    private final Connection connection;
    private final boolean chunked;
    private Part part;

    /** Bytes of the body, or of the chunk, that are to come; -1 for all until the connection ends. */
    private long left;

    private int trailersLength;

    /** What was found behind bytes that were given first; null for nothing. */
    private @Nullable IOException broken;

    private Content(Connection connection, Part first, boolean chunked, long left) {
        this.connection = connection;
        this.chunked = chunked;
        this.part = first;
        this.left = left;
    }

    /** So many bytes; -1 for all until the connection ends. */
    static Content ofLength(Connection connection, long length) {
        return new Content(connection, length == 0 ? Part.OVER : Part.DATA, false, length);
    }

    static Content chunked(Connection connection) {
        return new Content(connection, Part.SIZE, true, 0);
    }

    /** Whether all of it was taken. */
    boolean isOver() {
        return part == Part.OVER;
    }

    /** Whether its end was the connection's. */
    boolean isToTheEnd() {
        return left < 0;
    }

    /** How many bytes can be taken without waiting, at least. */
    int available() {
        int there = connection.buffered();
        return part != Part.DATA ? 0 : isToTheEnd() ? there : (int) Math.min(left, there);
    }

    /** Takes what comes next, waiting for it; -1 at the end. However the bytes come, the same ones are given before a failure. */
    int read(byte[] target, int offset, int length) throws IOException {
        if (broken != null) {
            throw broken;
        }
        int count = 0;
        try {
            while (part != Part.OVER) {
                if (part != Part.DATA) {
                    // Also where the target is full: the connection is free as soon as it can be.
                    if (!advance()) {
                        if (count > 0) {
                            break;
                        }
                        fill();
                    }
                } else if (count < length && (count == 0 || connection.buffered() > 0)) {
                    count += data(target, offset + count, length - count);
                } else {
                    break;
                }
            }
        } catch (MalformedException e) {
            if (count == 0) {
                throw e;
            }
            broken = e;
        }
        return count > 0 ? count : -1;
    }

    private int data(byte[] target, int offset, int length) throws IOException {
        int most = isToTheEnd() ? length : (int) Math.min(length, left);
        int count = connection.read(target, offset, most);
        if (count < 0) {
            if (!isToTheEnd() || !connection.isEndMeant()) {
                throw cut();
            }
            part = Part.OVER;
            return 0;
        }
        if (!isToTheEnd()) {
            left -= count;
        }
        if (left == 0) {
            part = chunked ? Part.DATA_END : Part.OVER;
        }
        return count;
    }

    private void fill() throws IOException {
        if (!connection.fill()) {
            throw cut();
        }
    }

    private static EOFException cut() {
        return new EOFException("the connection broke off in the middle of the answer");
    }

    /** Takes a line of the framing; false where it has not come yet. */
    private boolean advance() throws IOException {
        int length = connection.lineLength(part == Part.TRAILERS ? LONGEST_TRAILERS : LONGEST_SIZE_LINE);
        if (length < 0) {
            return false;
        }
        switch (part) {
            case SIZE -> {
                left = size(length);
                part = left == 0 ? Part.TRAILERS : Part.DATA;
            }
            case DATA_END -> {
                if (length > 0) {
                    throw new MalformedException("a chunk is longer than it says");
                }
                part = Part.SIZE;
            }
            default -> trailer(length);
        }
        connection.skipLine(length);
        return true;
    }

    private long size(int length) throws IOException {
        long size = 0;
        int i = 0;
        for (int digit = digit(i, length); digit >= 0; digit = digit(i, length)) {
            if (size > Long.MAX_VALUE / 16) {
                throw new MalformedException("a chunk is too long");
            }
            size = size * 16 + digit;
            i++;
        }
        // Extensions, which mean nothing to us, begin with a semicolon; blanks may stand before that, but not alone.
        if (i == 0 || !(i == length || connection.text(i, length).trim().startsWith(";"))) {
            throw new MalformedException("the size of a chunk is none");
        }
        return size;
    }

    private int digit(int index, int length) {
        return index < length ? Character.digit((char) (connection.peek(index) & 0xff), 16) : -1;
    }

    /** Nobody asked for trailers; they are dropped, but have to be some. */
    private void trailer(int length) throws IOException {
        if (length == 0) {
            part = Part.OVER;
            return;
        }
        trailersLength += length + 2;
        Head.nameLength(connection, length);
        if (trailersLength > LONGEST_TRAILERS) {
            throw new MalformedException("the trailers are too long");
        }
    }
}
