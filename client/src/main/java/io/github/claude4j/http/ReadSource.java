package io.github.claude4j.http;

import io.github.claude4j.internal.threads.Threads;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * A body that can only be read: of transports of others, and what an interceptor made. Whoever takes from it reads; to be told
 * what arrives takes a thread, which reads ahead a little.
 */
final class ReadSource implements ByteSource {
    /** Pieces under way: enough that the network does not wait for the subscriber, few enough to be small. */
    private static final int WINDOW = 4;

    private static final int PIECE = 8192;
    private static final Object END = new Object();

    private final InputStream in;
    private volatile boolean closed;

    /** What was read already and not taken: {@code at} to {@code end} of it. */
    private byte[] ahead = {};

    private int at;
    private int end;

    /** {@link #END} or a failure, once it was met. */
    private @Nullable Object last;

    /** Null where nobody wants to be told. */
    private volatile @Nullable Feed feed;

    ReadSource(InputStream in) {
        this.in = in;
    }

    /** The same for those who read: where nothing was taken yet, the stream itself. */
    InputStream stream() {
        return feed == null && at == end && last == null ? in : new SourceStream(this);
    }

    @Override
    public int poll(byte[] target, int offset, int length) throws IOException {
        if (at == end && last == null) {
            Feed pushed = feed;
            if (pushed != null) {
                next(pushed);
            } else if (in.available() > 0) {
                return in.read(target, offset, length);
            }
        }
        return taken(target, offset, length);
    }

    private int taken(byte[] target, int offset, int length) throws IOException {
        if (at < end) {
            int count = Math.min(length, end - at);
            System.arraycopy(ahead, at, target, offset, count);
            at += count;
            return count;
        }
        if (last instanceof IOException failure) {
            throw failure;
        }
        if (last instanceof RuntimeException failure) {
            throw failure;
        }
        if (last instanceof Error failure) {
            throw failure;
        }
        return last == null ? 0 : -1;
    }

    private void next(Feed pushed) {
        Object item = pushed.queue.poll();
        if (item instanceof byte[] piece) {
            ahead = piece;
            at = 0;
            end = piece.length;
            pushed.room.release();
        } else {
            last = item;
        }
    }

    /** Straight into the target, which {@link #await} cannot. */
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (feed != null || at < end || last != null) {
            return ByteSource.super.read(target, offset, length);
        }
        return in.read(target, offset, length);
    }

    @Override
    public void await() throws IOException {
        if (at < end || last != null || in.available() > 0) {
            return;
        }
        if (ahead.length == 0) {
            ahead = new byte[PIECE];
        }
        int count = in.read(ahead, 0, ahead.length);
        at = 0;
        end = Math.max(0, count);
        if (count < 0) {
            last = END;
        }
    }

    @Override
    public int available() {
        try {
            return at < end || feed != null ? end - at : in.available();
        } catch (IOException e) {
            // The next read says so too.
            return 0;
        }
    }

    @Override
    public void onArrival(Runnable action) {
        Feed begun = new Feed(action);
        feed = begun;
        Threads.readers().execute(begun);
    }

    @Override
    public void close() {
        closed = true;
        Feed pushed = feed;
        if (pushed != null) {
            pushed.room.release();
        }
        try {
            in.close();
        } catch (IOException e) {
            // Nothing is lost that anyone still wanted.
        }
    }

    /** Reads, and tells of each piece. */
    private final class Feed implements Runnable {
        private final Runnable action;
        private final Semaphore room = new Semaphore(WINDOW);

        /** Arrays as they come, then {@link #END} or a failure. */
        private final Queue<Object> queue = new ConcurrentLinkedQueue<>();

        Feed(Runnable action) {
            this.action = action;
        }

        @Override
        public void run() {
            boolean more;
            do {
                Object item = item();
                // Asked before it is given away: whoever takes it uses it up.
                more = item instanceof byte[];
                queue.add(item);
                action.run();
            } while (more);
        }

        private Object item() {
            try {
                room.acquire();
                if (closed) {
                    return new IOException("the stream is closed");
                }
                byte[] piece = new byte[PIECE];
                int count = in.read(piece);
                return count < 0 ? END : count == piece.length ? piece : Arrays.copyOf(piece, count);
            } catch (InterruptedException e) {
                return new IOException("interrupted while waiting for room", e);
            } catch (Throwable e) {
                // Whoever takes it throws it: a failure here would be told to nobody.
                return e;
            }
        }
    }
}
