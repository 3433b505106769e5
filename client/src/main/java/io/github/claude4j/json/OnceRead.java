package io.github.claude4j.json;

import java.io.IOException;
import java.io.InputStream;

/** A stream of the user's, of which a known number of bytes is read once. */
final class OnceRead implements Binary.Source {
    private final InputStream in;
    private final long length;
    private volatile long count;

    OnceRead(InputStream in, long length) {
        this.in = in;
        this.length = length;
    }

    @Override
    public boolean isReplayable() {
        return count == 0;
    }

    @Override
    public boolean isReadOnce() {
        return true;
    }

    @Override
    public InputStream open() throws IOException {
        if (count > 0) {
            throw new IOException("the stream was read already, and can be read only once");
        }
        return new Content();
    }

    /** One thread at a time reads. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    private final class Content extends InputStream {
        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int wanted) throws IOException {
            long left = length - count;
            if (left == 0) {
                return -1;
            }
            int read = in.read(buffer, offset, (int) Math.min(wanted, left));
            if (read < 0) {
                throw new IOException("expected " + length + " bytes in the stream, found " + count);
            }
            count += read;
            return read;
        }
    }
}
