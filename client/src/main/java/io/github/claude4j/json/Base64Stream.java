package io.github.claude4j.json;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * Binary content as base64 text, read as it is needed. A failure to read it is no failure of the connection, so it comes as
 * an {@link UncheckedIOException}.
 */
final class Base64Stream extends InputStream {
    private static final int PIECE = 3 * 8192;

    private final Binary content;
    private byte[] encoded = {};
    private byte[] read = {};
    private @Nullable InputStream in;
    private long left;
    private int position;
    private int end;

    Base64Stream(Binary content) {
        this.content = content;
        this.left = content.length();
    }

    @Override
    public int read() {
        return position < end || fill() ? encoded[position++] : -1;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        if (position == end && !fill()) {
            return -1;
        }
        int count = Math.min(length, end - position);
        System.arraycopy(encoded, position, target, offset, count);
        position += count;
        return count;
    }

    private boolean fill() {
        try {
            InputStream source = in;
            if (source == null) {
                source = content.open();
                in = source;
                read = new byte[PIECE];
                encoded = new byte[PIECE / 3 * 4];
            }
            int count = source.readNBytes(read, 0, PIECE);
            left -= count;
            // Only the last piece may be shorter: base64 has no end in the middle.
            if (left < 0 || (count < PIECE && left > 0)) {
                throw new IOException(content + " has changed since the request was made");
            }
            position = 0;
            end = count == PIECE ? Base64.getEncoder().encode(read, encoded) : encodeLast(count);
            return count > 0;
        } catch (IOException e) {
            throw new UncheckedIOException("a file in the request could not be read: " + e.getMessage(), e);
        }
    }

    private int encodeLast(int count) {
        byte[] last = Base64.getEncoder().encode(Arrays.copyOf(read, count));
        System.arraycopy(last, 0, encoded, 0, last.length);
        return last.length;
    }

    @Override
    public void close() throws IOException {
        if (in != null) {
            in.close();
        }
    }
}
