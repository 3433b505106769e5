package io.github.claude4j.json;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.LongConsumer;

/** Content of which somebody wants to know how far it was read. */
final class Watched implements Binary.Source {
    private final Binary content;
    private final LongConsumer bytesRead;

    Watched(Binary content, LongConsumer bytesRead) {
        this.content = content;
        this.bytesRead = bytesRead;
    }

    @Override
    public boolean isReplayable() {
        return content.isReplayable();
    }

    @Override
    public boolean isReadOnce() {
        return content.isReadOnce();
    }

    @Override
    public InputStream open() throws IOException {
        return new FilterInputStream(content.open()) {
            private long count;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int read = super.read(buffer, offset, length);
                if (read > 0) {
                    count += read;
                    tell();
                }
                return read;
            }

            // Its failure is none of the connection, so that the request is not sent again for it.
            private void tell() throws IOException {
                try {
                    bytesRead.accept(count);
                } catch (RuntimeException e) {
                    throw new IOException("whoever is told of the progress failed: " + e, e);
                }
            }
        };
    }
}
