package io.github.claude4j.jdk;

import io.github.claude4j.http.RequestBody;
import io.github.claude4j.internal.threads.Threads;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/**
 * A body that is read while it is sent. The reading is done on a thread of its own, because it may take as long as it likes,
 * even wait for an answer of the same client; the JDK's own publisher reads on the thread that all connections share.
 */
final class UploadPublisher implements BodyPublisher {
    private static final int PIECE = 32 * 1024;

    private final RequestBody body;
    private final boolean again;

    /**
     * @param again whether a piece that has been read to its end may be filled again: not where the client slices what it
     *     gets, as it does for HTTP/2
     */
    static BodyPublisher of(RequestBody body, boolean again) {
        return new UploadPublisher(body, again);
    }

    private UploadPublisher(RequestBody body, boolean again) {
        this.body = body;
        this.again = again;
    }

    @Override
    public long contentLength() {
        return body.length();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        subscriber.onSubscribe(new Feed(subscriber));
    }

    private final class Feed implements Flow.Subscription, Runnable {
        private final Flow.Subscriber<? super ByteBuffer> subscriber;
        private final byte[][] pieces = new byte[4][];
        private final @Nullable ByteBuffer[] given = new ByteBuffer[4];
        private @Nullable InputStream in;

        private long wanted;
        private boolean running;
        private boolean over;

        Feed(Flow.Subscriber<? super ByteBuffer> subscriber) {
            this.subscriber = subscriber;
        }

        @Override
        public void request(long count) {
            synchronized (this) {
                wanted = wanted + count < 0 ? Long.MAX_VALUE : wanted + count;
                if (running || over) {
                    return;
                }
                running = true;
            }
            Threads.uploads().execute(this);
        }

        @Override
        public void cancel() {
            synchronized (this) {
                if (over) {
                    return;
                }
                over = true;
                if (running) {
                    return;
                }
            }
            close();
        }

        @Override
        public void run() {
            try {
                while (next()) {
                    ByteBuffer piece = read();
                    if (piece == null) {
                        end();
                        subscriber.onComplete();
                        return;
                    }
                    subscriber.onNext(piece);
                }
            } catch (IOException | RuntimeException e) {
                end();
                subscriber.onError(e instanceof IOException io ? new UncheckedIOException(io) : e);
            }
        }

        /** Whether to read on; where not, this thread is done. */
        private boolean next() {
            synchronized (this) {
                if (!over && wanted > 0) {
                    wanted--;
                    return true;
                }
                running = false;
                if (!over) {
                    return false;
                }
            }
            close();
            return false;
        }

        private void end() {
            synchronized (this) {
                over = true;
                running = false;
            }
            close();
        }

        private @Nullable ByteBuffer read() throws IOException {
            if (in == null) {
                in = body.open();
            }
            int free = free();
            byte[] piece = free < 0 ? new byte[PIECE] : pieces[free];
            int count = in.read(piece);
            if (count < 0) {
                return null;
            }
            ByteBuffer bytes = ByteBuffer.wrap(piece, 0, count);
            if (free >= 0) {
                given[free] = bytes;
            }
            return bytes;
        }

        /** Which piece may be filled; -1 where none may. */
        private int free() {
            for (int i = 0; again && i < pieces.length; i++) {
                ByteBuffer before = given[i];
                if (before == null) {
                    pieces[i] = new byte[PIECE];
                    return i;
                }
                if (!before.hasRemaining()) {
                    return i;
                }
            }
            return -1;
        }

        private void close() {
            try {
                if (in != null) {
                    in.close();
                }
            } catch (IOException e) {
                // It has been read; what is left of it matters to nobody.
            }
        }
    }
}
