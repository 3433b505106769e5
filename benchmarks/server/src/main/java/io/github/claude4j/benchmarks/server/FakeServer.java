package io.github.claude4j.benchmarks.server;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * An API server on loopback that costs so little that the client is what is measured: one event loop, and answers that are
 * rendered once and written from direct memory. Plain HTTP/1.1 with keep-alive; {@link Answers} says what it answers.
 */
public final class FakeServer {
    private static final int BACKLOG = 16_384;

    /** What is read goes through here; there is one thread. */
    final ByteBuffer scratch = ByteBuffer.allocateDirect(256 * 1024);

    final Answers answers = new Answers();
    private final PriorityQueue<Connection> due = new PriorityQueue<>(Comparator.comparingLong(Connection::dueAt));
    private final Selector selector = Selector.open();
    private final ServerSocketChannel listener = ServerSocketChannel.open();

    private FakeServer() throws IOException {
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG);
        listener.configureBlocking(false);
        listener.register(selector, SelectionKey.OP_ACCEPT);
    }

    /** Serves on a free port, which it prints, until it is killed. */
    public static void main(String[] args) throws IOException {
        FakeServer server = new FakeServer();
        System.out.println("PORT " + server.listener.socket().getLocalPort());
        System.out.flush();
        while (true) {
            server.turn();
        }
    }

    void schedule(Connection connection) {
        due.add(connection);
    }

    void unschedule(Connection connection) {
        due.remove(connection);
    }

    private void turn() throws IOException {
        Connection first = due.peek();
        selector.select(this::ready, first == null ? 0 : Math.max(1, (first.dueAt() - System.nanoTime()) / 1_000_000));
        long now = System.nanoTime();
        for (first = due.peek(); first != null && first.dueAt() <= now; first = due.peek()) {
            due.poll();
            first.guarded(first::tick);
        }
    }

    private void ready(SelectionKey key) {
        if (key.channel() == listener) {
            try {
                accept();
            } catch (IOException e) {
                throw new IllegalStateException("no more connections can be accepted", e);
            }
            return;
        }
        Connection connection = (Connection) key.attachment();
        connection.guarded(() -> {
            try {
                if (key.isReadable()) {
                    connection.read();
                }
                if (key.isValid() && key.isWritable()) {
                    connection.flush();
                }
            } catch (CancelledKeyException e) {
                // It was closed while it was served.
            }
        });
    }

    private void accept() throws IOException {
        for (SocketChannel channel = listener.accept(); channel != null; channel = listener.accept()) {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
            key.attach(new Connection(this, channel, key));
        }
    }
}
