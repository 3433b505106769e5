package io.github.claude4j.socket;

import io.github.claude4j.http.Call;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.RequestBody;
import io.github.claude4j.http.Response;
import io.github.claude4j.internal.proxy.ProxyServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * One request and its answer, over one connection. A connection has one owner: this one from when it is made or taken until the answer
 * was read to its end, and nobody else can read, write or close it by way of this afterwards.
 */
final class Exchange extends InputStream {
    /** Who may touch the connection. */
    private enum State {
        /** The thread that sends or reads, alone. */
        AT_WORK,
        /** Whoever reads next. */
        AT_REST,
        /** Nobody any more: the answer was read, and the connection may be another's. */
        OVER,
        /** Nobody any more: the connection was closed. */
        CLOSED
    }

    private final Pool pool;
    private final AtomicReference<State> state = new AtomicReference<>(State.AT_WORK);
    private volatile @Nullable ChannelSocket socket;

    /** Both are there as long as this is at work or at rest. */
    private @Nullable Connection connection;

    private @Nullable Content content;

    /** Whether the connection can be used again once the answer was read. */
    private boolean lasting;

    Exchange(Pool pool) {
        this.pool = pool;
    }

    /** Sends it and gives the head of the answer. */
    Response send(Request request, Call call, Route route, Tls tls) throws IOException, InterruptedException {
        try {
            return sendOver(request, call, route, tls);
        } catch (Connector.ProxyAuthenticationException e) {
            close();
            // Nothing of what the proxy says is taken for the API's.
            return Response.of(407, Headers.of(), new byte[0]);
        } catch (Throwable e) {
            close();
            if (e instanceof IOException && Thread.interrupted()) {
                throw new InterruptedException();
            }
            throw e;
        }
    }

    private Response sendOver(Request request, Call call, Route route, Tls tls) throws IOException {
        Origin origin = Origin.of(request.url());
        Connection used = pool.take(origin);
        if (used == null) {
            ProxyServer proxy = route.find(request.url());
            used = new Connector(origin, proxy, tls, call.timeouts().connect()).connect(this::attach);
        } else {
            attach(used.socket());
        }
        connection = used;
        RequestBody body = request.body().orElse(null);
        boolean whole = Upload.send(used, RequestHead.of(request, origin, used.forwarding()), body);
        Head head = head(used, whole);
        Content coming = head.content(used, request.method());
        content = coming;
        lasting = whole && head.keepsConnection() && !coming.isToTheEnd();
        leave(coming.isOver());
        return new Response(head.status(), head.headers(), this);
    }

    /** From here on closing this closes that. */
    private void attach(ChannelSocket next) throws IOException {
        ChannelSocket before = socket;
        if (before != null) {
            pool.ended(before);
        }
        pool.opened(next);
        socket = next;
        if (state.get() == State.CLOSED) {
            pool.ended(next);
            next.close();
            throw new IOException("the exchange was given up");
        }
    }

    private static Head head(Connection used, boolean whole) throws IOException {
        try {
            return Head.read(used);
        } catch (IOException e) {
            IOException broken = used.socket().broken();
            if (broken == null) {
                throw e;
            }
            broken.addSuppressed(e);
            if (used.isUsed() && !whole && used.buffered() == 0) {
                // The server had closed it, and has not got a request that it could act on.
                ConnectException unsent = new ConnectException("the connection was closed while it was idle");
                unsent.initCause(broken);
                throw unsent;
            }
            throw broken;
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (!enter()) {
            return -1;
        }
        Content coming = Objects.requireNonNull(content);
        try {
            int count = coming.read(target, offset, length);
            leave(coming.isOver());
            return count;
        } catch (IOException e) {
            close();
            if (Thread.currentThread().isInterrupted() && !(e instanceof InterruptedIOException)) {
                InterruptedIOException interrupted =
                        new InterruptedIOException("interrupted while waiting for the answer");
                interrupted.initCause(e);
                throw interrupted;
            }
            throw e;
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    @Override
    public int available() {
        Content coming = content;
        // A guess that may be old; reading finds out.
        return coming == null || state.get() != State.AT_REST ? 0 : coming.available();
    }

    /** Takes the connection to read from it; false where the answer was read to its end. */
    private boolean enter() throws IOException {
        if (state.compareAndSet(State.AT_REST, State.AT_WORK)) {
            return true;
        }
        return switch (state.get()) {
            case OVER -> false;
            case CLOSED -> throw new IOException("the stream is closed");
            default -> throw new IOException("the stream is read by another thread");
        };
    }

    /** Lets go of the connection, for the next who reads or, once all was read, for other exchanges. */
    private void leave(boolean over) throws IOException {
        Connection done = Objects.requireNonNull(connection);
        if (over) {
            // Before others can have it.
            connection = null;
            content = null;
        }
        if (!state.compareAndSet(State.AT_WORK, over ? State.OVER : State.AT_REST)) {
            throw new IOException("the stream is closed");
        }
        if (over) {
            release(done);
        }
    }

    private void release(Connection done) throws IOException {
        if (lasting && done.isClean()) {
            pool.give(done);
            return;
        }
        pool.ended(done.socket());
        if (lasting) {
            done.finish();
        } else {
            done.abort();
        }
    }

    /** Ends the exchange from any thread, unless it is over: whoever waits is told. */
    @Override
    public void close() {
        State before = state.getAndUpdate(now -> now == State.OVER ? State.OVER : State.CLOSED);
        ChannelSocket used = socket;
        if (before == State.OVER || before == State.CLOSED || used == null) {
            return;
        }
        pool.ended(used);
        try {
            used.close();
        } catch (IOException e) {
            // It is gone then.
        }
    }
}
