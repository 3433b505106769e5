package io.github.claude4j.testkit.internal.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Accepts connections on loopback and serves each in a thread of its own. Where the machine has IPv6 it listens there
 * too, under the same port: {@code localhost} means one address to some clients and the other to others.
 */
public final class HttpServer implements AutoCloseable {
    /** As many as may knock at once; a test opens a thousand connections in a moment. */
    private static final int BACKLOG = 2048;

    private static final long CLOSE_MILLIS = 2000;

    private final ServerSocket listener;
    private final @Nullable ServerSocket twin;
    private final Handler handler;
    private final Origins origins;
    private final Patience patience;
    private final Watcher watcher;
    private final Lifetime lifetime = new Lifetime();
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final List<Thread> acceptors = new ArrayList<>();

    public HttpServer(int port, Handler handler, Origins origins, Watcher watcher) {
        this(port, handler, origins, watcher, Patience.USUAL);
    }

    HttpServer(int port, Handler handler, Origins origins, Watcher watcher, Patience patience) {
        this.handler = handler;
        this.origins = origins;
        this.patience = patience;
        this.watcher = watcher;
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try {
            listener = listen(loopback, port);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port + ": " + reason(e), e);
        }
        twin = twin(loopback, listener.getLocalPort());
    }

    /** What is wrong with a port, nearly always, in words that do not depend on the system's language. */
    private static String reason(IOException failure) {
        boolean taken = failure instanceof BindException
                && String.valueOf(failure.getMessage()).contains("in use");
        return taken ? "another program listens there" : String.valueOf(failure.getMessage());
    }

    private static ServerSocket listen(InetAddress address, int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(address, port), BACKLOG);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** The same port of the other kind of address; null where there is none, or where it is taken. */
    private static @Nullable ServerSocket twin(InetAddress loopback, int port) {
        byte[] other = new byte[loopback instanceof Inet4Address ? 16 : 4];
        other[0] = (byte) (other.length == 4 ? 127 : 0);
        other[other.length - 1] = 1;
        try {
            return listen(InetAddress.getByAddress(other), port);
        } catch (IOException e) {
            return null;
        }
    }

    public void start() {
        accept(listener);
        if (twin != null) {
            accept(twin);
        }
    }

    private void accept(ServerSocket from) {
        String name = "fake-claude-" + from.getLocalPort();
        Thread acceptor = new Thread(null, () -> acceptAll(from), name, 128 * 1024);
        acceptor.setDaemon(true);
        acceptors.add(acceptor);
        acceptor.start();
    }

    public URI url() {
        String host = listener.getInetAddress().getHostAddress();
        return URI.create(
                "http://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + listener.getLocalPort());
    }

    private void acceptAll(ServerSocket from) {
        while (lifetime.isOpen()) {
            try {
                serve(from.accept());
            } catch (IOException e) {
                // Either the fake was closed, which ends the loop, or there are no sockets left for a moment.
                lifetime.sleep(Duration.ofMillis(10));
            }
        }
    }

    private void serve(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        Connection connection = new Connection(socket, handler, lifetime, origins, patience, watcher, connections);
        connections.add(connection);
        connection.start();
        if (!lifetime.isOpen()) {
            connection.close();
        }
    }

    /** How many connections are open. */
    public int open() {
        return connections.size();
    }

    @Override
    public void close() {
        lifetime.end();
        close(listener);
        if (twin != null) {
            close(twin);
        }
        for (Connection connection : connections) {
            connection.close();
        }
        long deadline = System.nanoTime() + CLOSE_MILLIS * 1_000_000;
        acceptors.forEach(acceptor -> join(acceptor, deadline));
        for (Connection connection : connections) {
            join(connection.thread(), deadline);
        }
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits for a thread, unless it is the one that closes the fake. */
    private static void join(@Nullable Thread thread, long deadline) {
        long millis = (deadline - System.nanoTime()) / 1_000_000;
        if (thread == null || thread.equals(Thread.currentThread()) || millis <= 0) {
            return;
        }
        try {
            thread.join(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
