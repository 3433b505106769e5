package io.github.claude4j.socket;

import io.github.claude4j.internal.threads.Threads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousCloseException;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a connection, as they go over its channel: one thread at a time reads and writes, any may end it. An interrupt
 * closes a channel whatever thread waits on it, which is not so with other sockets.
 *
 * <p>What cannot be written is noted, not thrown: TLS would give up reading too, and so lose an answer that was given before the
 * server took no more.
 */
final class Wire {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SocketChannel channel = SocketChannel.open();
    private final Pool pool;

    /** Whether reading and writing wait for the peer. */
    private boolean waiting = true;

    /** What was written while nothing waits, and the channel has not taken yet. */
    private ByteBuffer pending = NOTHING;

    private boolean ended;
    private @Nullable IOException broken;
    private volatile @Nullable Selector selector;

    /** One that leads nowhere yet; the pool is told when it ends. */
    Wire(Pool pool) throws IOException {
        this.pool = pool;
    }

    /** What is thrown where reading does not wait and nothing has come: TLS keeps what it has and may be asked again. */
    private static final class NothingYet extends SocketTimeoutException {
        private static final long serialVersionUID = 1L;

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    /** Connects, in no longer than that. */
    void connect(InetSocketAddress address, long nanos) throws IOException {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        // Rounded up; 0 would be for ever.
        long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos) + 1);
        channel.socket().connect(address, (int) Math.min(Integer.MAX_VALUE, millis));
    }

    SocketChannel channel() {
        return channel;
    }

    /** Whether the peer has ended its side. */
    boolean hasEnded() {
        return ended;
    }

    /** Why the peer takes no more; null where it does. */
    @Nullable
    IOException broken() {
        return broken;
    }

    /** How many bytes have come and were not read. */
    int arrived() throws IOException {
        return channel.socket().getInputStream().available();
    }

    /** Whether all is quiet: the peer has neither ended its side nor said anything. What it said is lost. */
    boolean isQuiet() {
        try {
            channel.configureBlocking(false);
            int count = channel.read(ByteBuffer.allocate(1));
            channel.configureBlocking(true);
            return count == 0;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Reads some of what has come.
     *
     * @return how many bytes, -1 at the end
     * @throws SocketTimeoutException where nothing has come, and nothing waits
     */
    int read(byte[] target, int offset, int length) throws IOException {
        int count = channel.read(ByteBuffer.wrap(target, offset, length));
        if (count == 0) {
            throw new NothingYet();
        }
        ended |= count < 0;
        return count;
    }

    /** Writes all of it; where nothing waits, what the channel does not take is kept for {@link #push}. */
    void write(byte[] bytes, int offset, int length) {
        if (broken != null) {
            return;
        }
        if (pending.hasRemaining()) {
            ByteBuffer both = ByteBuffer.allocate(pending.remaining() + length);
            pending = both.put(pending).put(bytes, offset, length).flip();
            return;
        }
        try {
            ByteBuffer data = ByteBuffer.wrap(bytes, offset, length);
            int taken = 1;
            while (data.hasRemaining() && (waiting || taken > 0)) {
                taken = channel.write(data);
            }
            if (data.hasRemaining()) {
                // The array is the writer's, which fills it again.
                pending = ByteBuffer.allocate(data.remaining()).put(data).flip();
            }
        } catch (IOException e) {
            fail(e);
        }
    }

    private void fail(IOException failure) {
        broken = failure;
        pending = NOTHING;
    }

    /** From now on nothing waits, until {@link #endMoving}. */
    void beginMoving() throws IOException {
        channel.configureBlocking(false);
        waiting = false;
    }

    /** Writes what is kept; whether nothing is left. */
    boolean push() {
        try {
            if (pending.hasRemaining()) {
                channel.write(pending);
            }
        } catch (IOException e) {
            fail(e);
        }
        return !pending.hasRemaining();
    }

    /** Where nothing waits: waits until the channel takes more or, if that is wanted, something has come. */
    void awaitMoving(boolean readable) throws IOException {
        Selector ready = selector;
        if (ready == null) {
            ready = Selector.open();
            // Before it is registered, so that whoever closes the channel afterwards wakes it.
            selector = ready;
            channel.register(ready, 0);
        }
        try {
            channel.keyFor(ready).interestOps(SelectionKey.OP_WRITE | (readable ? SelectionKey.OP_READ : 0));
            select(ready);
        } catch (CancelledKeyException closedMeanwhile) {
            throw new AsynchronousCloseException();
        }
        if (Thread.currentThread().isInterrupted()) {
            close();
            throw new ClosedByInterruptException();
        }
        if (!channel.isOpen()) {
            throw new AsynchronousCloseException();
        }
    }

    private static void select(Selector ready) {
        Threads.inSelector(() -> {
            try {
                ready.select();
                ready.selectedKeys().clear();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    /** From now on reading and writing wait again. A channel that was closed meanwhile is let go of here. */
    void endMoving() throws IOException {
        Selector used = selector;
        if (used != null) {
            selector = null;
            used.close();
        }
        if (channel.isOpen()) {
            channel.configureBlocking(true);
            waiting = true;
        }
    }

    /** Ends the connection from any thread; whoever reads, writes or waits is told. */
    void close() {
        pool.ended(this);
        try {
            channel.close();
        } catch (IOException e) {
            // It is gone then.
        }
        Selector waited = selector;
        if (waited != null) {
            waited.wakeup();
        }
    }
}
