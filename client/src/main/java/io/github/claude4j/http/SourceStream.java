package io.github.claude4j.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** A source for those who read streams. */
final class SourceStream extends InputStream {
    private final ByteSource source;

    SourceStream(ByteSource source) {
        this.source = source;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return source.read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        return length == 0 ? 0 : source.read(target, offset, length);
    }

    @Override
    public int available() {
        return source.available();
    }

    @Override
    public void close() {
        source.close();
    }
}
