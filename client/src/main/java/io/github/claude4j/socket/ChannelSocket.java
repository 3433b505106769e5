package io.github.claude4j.socket;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketImpl;
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
 * The channel of a connection, as the socket that TLS sits on. An interrupt closes a channel whatever thread waits on it, which
 * is not so with other sockets.
 *
 * <p>What cannot be written is noted, not thrown: TLS would give up reading too, and so lose an answer that was given before the
 * server took no more.
 */
final class ChannelSocket extends Socket {
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SocketChannel channel;
    private final InputStream in = new In();
    private final OutputStream out = new Out();

    /** Until when it may take for a connection to come about; counts while it is {@link #limited}. */
    private final long deadline;

    private boolean limited = true;
    private boolean late;

    /** Whether reading and writing wait for the peer. */
    private boolean waiting = true;

    /** What was written while nothing waits, and the channel has not taken yet. */
    private ByteBuffer pending = NOTHING;

    private boolean ended;
    private @Nullable IOException broken;
    private volatile @Nullable Selector selector;

    ChannelSocket(long deadline) throws IOException {
        // No implementation: all that TLS asks of a socket is answered here.
        super((SocketImpl) null);
        this.channel = SocketChannel.open();
        this.deadline = deadline;
    }

    /** What is thrown where reading does not wait and nothing has come: TLS keeps what it has and may be asked again. */
    private static final class NothingYet extends SocketTimeoutException {
        private static final long serialVersionUID = 1L;

        @Override
        public synchronized Throwable fillInStackTrace() {
            return this;
        }
    }

    /** Connects, for no longer than that or than all of it may take. */
    void open(InetSocketAddress address, long nanos) throws IOException {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        try {
            channel.socket().connect(address, millis(Math.min(nanos, left())));
        } catch (SocketTimeoutException e) {
            late = left() <= 0;
            throw e;
        }
    }

    private long left() {
        return deadline - System.nanoTime();
    }

    /** Rounded up, so that the time is over afterwards. */
    private static int millis(long nanos) {
        return (int) Math.max(1, Math.min(Integer.MAX_VALUE, TimeUnit.NANOSECONDS.toMillis(nanos) + 1));
    }

    /** The connection has come about: from now on others watch how long it takes. */
    void connected() {
        limited = false;
    }

    /** Whether the connection took too long to come about. */
    boolean isLate() {
        return late;
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
     * From now on reading and writing wait, or do not. Where they do not, what the channel does not take is kept for {@link #push},
     * and a read that finds nothing fails with a {@link SocketTimeoutException}.
     */
    void waits(boolean now) throws IOException {
        Selector used = selector;
        if (used != null) {
            selector = null;
            used.close();
        }
        channel.configureBlocking(now);
        waiting = now;
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

    private void fail(IOException failure) {
        broken = failure;
        pending = NOTHING;
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
            ready.select();
            ready.selectedKeys().clear();
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

    private final class In extends InputStream {
        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            int count = limited
                    ? readInTime(target, offset, length)
                    : channel.read(ByteBuffer.wrap(target, offset, length));
            if (count == 0) {
                throw new NothingYet();
            }
            ended |= count < 0;
            return count;
        }

        private int readInTime(byte[] target, int offset, int length) throws IOException {
            if (left() <= 0) {
                late = true;
                throw new SocketTimeoutException("the time to connect is over");
            }
            try {
                Socket timed = channel.socket();
                timed.setSoTimeout(millis(left()));
                return timed.getInputStream().read(target, offset, length);
            } catch (SocketTimeoutException e) {
                late = true;
                throw e;
            }
        }

        @Override
        public int available() throws IOException {
            return arrived();
        }

        @Override
        public void close() throws IOException {
            ChannelSocket.this.close();
        }
    }

    private final class Out extends OutputStream {
        @Override
        public void write(int b) {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
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

        @Override
        public void close() throws IOException {
            ChannelSocket.this.close();
        }
    }

    @Override
    public InputStream getInputStream() {
        return in;
    }

    @Override
    public OutputStream getOutputStream() {
        return out;
    }

    /** Ends the connection from any thread; whoever reads, writes or waits is told. A lock would make that wait for others. */
    @Override
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    public void close() throws IOException {
        channel.close();
        Selector waited = selector;
        if (waited != null) {
            waited.wakeup();
        }
    }

    @Override
    public void shutdownInput() throws IOException {
        channel.shutdownInput();
    }

    @Override
    public void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    @Override
    public boolean isConnected() {
        return true;
    }

    @Override
    public boolean isClosed() {
        return !channel.isOpen();
    }

    @Override
    public InetAddress getInetAddress() {
        return channel.socket().getInetAddress();
    }

    @Override
    public int getPort() {
        return channel.socket().getPort();
    }

    @Override
    public InetAddress getLocalAddress() {
        return channel.socket().getLocalAddress();
    }

    @Override
    public int getLocalPort() {
        return channel.socket().getLocalPort();
    }

    @Override
    public int getSoLinger() throws SocketException {
        return channel.socket().getSoLinger();
    }

    @Override
    public int getSoTimeout() {
        return 0;
    }
}
