package io.github.claude4j.socket;

import io.github.claude4j.http.Call;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.RequestBody;
import io.github.claude4j.http.Response;
import io.github.claude4j.internal.proxy.Proxies;
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
        /** Whoever connects, for as long as that may take. */
        CONNECTING,
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
    private final AtomicReference<State> state = new AtomicReference<>(State.CONNECTING);
    private volatile @Nullable Wire wire;

    /** Both are there as long as this is at work or at rest. */
    private @Nullable Connection connection;

    private @Nullable Content content;

    /** Whether the connection can be used again once the answer was read. */
    private boolean lasting;

    Exchange(Pool pool) {
        this.pool = pool;
    }

    /** Sends it and gives the head of the answer. */
    Response send(Request request, Call call, @Nullable Proxies proxies, Tls tls)
            throws IOException, InterruptedException {
        try {
            return sendOver(request, call, proxies, tls);
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

    private Response sendOver(Request request, Call call, @Nullable Proxies proxies, Tls tls) throws IOException {
        Connection used = pool.take(Origin.of(request.url()));
        if (used == null) {
            Route route = Route.to(request.url(), proxies);
            used = new Connector(route, tls, call.timeouts().connect()).connect(this);
        } else {
            attach(used.wire());
            connected();
        }
        connection = used;
        RequestBody body = request.body().orElse(null);
        boolean whole = Upload.send(used, RequestHead.of(request, used.route()), body);
        Head head = head(used, whole);
        Content coming = head.content(used, request.method());
        content = coming;
        lasting = whole && head.keepsConnection() && !coming.isToTheEnd();
        leave(coming.isOver());
        return new Response(head.status(), head.headers(), this);
    }

    /** What to try and connect by. */
    Wire newWire() throws IOException {
        return attach(pool.open());
    }

    /** From here on closing this closes that. */
    private Wire attach(Wire next) throws IOException {
        wire = next;
        if (state.get() == State.CLOSED) {
            next.close();
            throw givenUp();
        }
        return next;
    }

    /** There is a connection: from now on others watch how long it takes. */
    void connected() throws IOException {
        if (!state.compareAndSet(State.CONNECTING, State.AT_WORK)) {
            throw givenUp();
        }
    }

    private static IOException givenUp() {
        return new IOException("the exchange was given up");
    }

    private static Head head(Connection used, boolean whole) throws IOException {
        try {
            return Head.read(used);
        } catch (IOException e) {
            IOException broken = used.wire().broken();
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
        } catch (Throwable e) {
            close();
            if (e instanceof IOException
                    && !(e instanceof InterruptedIOException)
                    && Thread.currentThread().isInterrupted()) {
                InterruptedIOException interrupted =
                        new InterruptedIOException("interrupted while waiting for the answer");
                interrupted.initCause(e);
                throw interrupted;
            }
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
        } else if (lasting) {
            done.finish();
        } else {
            done.wire().close();
        }
    }

    /** Ends the exchange from any thread, unless it is over: whoever waits is told. */
    @Override
    public void close() {
        if (state.getAndUpdate(now -> now == State.OVER ? State.OVER : State.CLOSED) != State.OVER) {
            closeWire();
        }
    }

    /** The time to connect is over; ends the exchange where that still matters. */
    void giveUpConnecting() {
        if (state.compareAndSet(State.CONNECTING, State.CLOSED)) {
            closeWire();
        }
    }

    private void closeWire() {
        Wire used = wire;
        if (used != null) {
            used.close();
        }
    }
}
