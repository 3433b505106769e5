package io.github.claude4j.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Accepts connections on loopback and serves each in a thread of its own. */
final class HttpServer implements AutoCloseable {
    /** As many as may knock at once; a test opens a thousand connections in a moment. */
    private static final int BACKLOG = 2048;

    private static final long CLOSE_MILLIS = 2000;

    private final ServerSocket listener;
    private final Handler handler;
    private final Lifetime lifetime = new Lifetime();
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private final Thread acceptor;

    HttpServer(int port, Handler handler) {
        this.handler = handler;
        try {
            listener = new ServerSocket();
            listener.setReuseAddress(true);
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port, e);
        }
        acceptor = new Thread(null, this::accept, "fake-claude-" + listener.getLocalPort(), 128 * 1024);
        acceptor.setDaemon(true);
    }

    void start() {
        acceptor.start();
    }

    URI url() {
        String host = listener.getInetAddress().getHostAddress();
        return URI.create(
                "http://" + (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + listener.getLocalPort());
    }

    private void accept() {
        while (lifetime.isOpen()) {
            try {
                serve(listener.accept());
            } catch (IOException e) {
                // Either the fake was closed, which ends the loop, or there are no sockets left for a moment.
                lifetime.sleep(Duration.ofMillis(10));
            }
        }
    }

    private void serve(Socket socket) throws IOException {
        socket.setTcpNoDelay(true);
        Connection connection = new Connection(socket, handler, lifetime, connections);
        connections.add(connection);
        connection.start();
        if (!lifetime.isOpen()) {
            connection.close();
        }
    }

    /** How many connections are open. */
    int open() {
        return connections.size();
    }

    @Override
    public void close() {
        lifetime.end();
        closeListener();
        for (Connection connection : connections) {
            connection.close();
        }
        long deadline = System.nanoTime() + CLOSE_MILLIS * 1_000_000;
        join(acceptor, deadline);
        for (Connection connection : connections) {
            join(connection.thread(), deadline);
        }
    }

    private void closeListener() {
        try {
            listener.close();
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
