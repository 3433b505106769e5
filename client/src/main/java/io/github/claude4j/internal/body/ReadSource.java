package io.github.claude4j.internal.body;

import io.github.claude4j.internal.PushedBody;
import io.github.claude4j.internal.Threads;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Pushes a body that can only be read: for transports of others and decoded bodies, with a thread that waits for its bytes. */
public final class ReadSource implements PushedBody {
    /** Pieces under way: enough that the network does not wait for the subscriber, few enough to be small. */
    private static final int WINDOW = 4;

    private static final int PIECE = 8192;

    private final InputStream in;
    private final Semaphore room = new Semaphore(WINDOW);

    /** {@code ByteBuffer}s as they come, an empty one at the end, or an {@code IOException}. */
    private final BlockingQueue<Object> queue = new LinkedBlockingQueue<>();

    private @Nullable Object last;

    public ReadSource(InputStream in) {
        this.in = in;
    }

    @Override
    public void onArrival(Runnable action) {
        CompletableFuture<Void> unused = Threads.run(() -> {
            boolean more;
            do {
                Object item = read();
                // Asked before it is given away: whoever takes it uses it up.
                more = item instanceof ByteBuffer bytes && bytes.hasRemaining();
                queue.add(item);
                action.run();
            } while (more);
            return null;
        });
    }

    private Object read() {
        try {
            room.acquire();
            byte[] piece = new byte[PIECE];
            return ByteBuffer.wrap(piece, 0, Math.max(0, in.read(piece)));
        } catch (InterruptedException e) {
            return new IOException("interrupted while waiting for room", e);
        } catch (IOException e) {
            return e;
        }
    }

    @Override
    public @Nullable List<ByteBuffer> take() throws IOException {
        Object item = last != null ? last : queue.poll();
        if (item == null) {
            return null;
        }
        if (item instanceof ByteBuffer bytes && bytes.hasRemaining()) {
            room.release();
            return List.of(bytes);
        }
        last = item;
        if (item instanceof IOException failure) {
            throw failure;
        }
        return null;
    }

    @Override
    public boolean hasEnded() {
        return last instanceof ByteBuffer;
    }
}
