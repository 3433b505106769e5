package io.github.claude4j.testkit.internal.server;

import io.github.claude4j.testkit.internal.server.HttpReader.Incoming;
import io.github.claude4j.testkit.internal.spec.ApiErrors;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One client's connection: reads a request, sends its answer, and again. */
final class Connection implements Runnable {
    private static final long MOST_TO_DISCARD = 64L * 1024 * 1024;

    private static final long DISCARDING = TimeUnit.SECONDS.toNanos(5);

    private final Socket socket;
    private final Handler handler;
    private final Lifetime lifetime;
    private final Origins origins;
    private final Patience patience;
    private final Watcher watcher;
    private final Set<Connection> connections;
    private volatile @Nullable Thread thread;

    Connection(
            Socket socket,
            Handler handler,
            Lifetime lifetime,
            Origins origins,
            Patience patience,
            Watcher watcher,
            Set<Connection> connections) {
        this.socket = socket;
        this.handler = handler;
        this.lifetime = lifetime;
        this.origins = origins;
        this.patience = patience;
        this.watcher = watcher;
        this.connections = connections;
    }

    void start() {
        thread = Threads.start("fake-claude-connection-" + socket.getLocalPort() + "-" + socket.getPort(), this);
    }

    @Nullable
    Thread thread() {
        return thread;
    }

    @Override
    public void run() {
        try (socket) {
            HttpReader reader = new HttpReader(new TimedInput(socket), socket.getOutputStream(), origins, patience);
            Sender sender = new Sender(socket, reader, socket.getOutputStream(), lifetime);
            try {
                serve(reader, sender);
            } catch (Malformed e) {
                refuse(sender, e);
            }
        } catch (IOException e) {
            // The client has gone, or the fake was closed: there is nobody left to tell.
        } finally {
            connections.remove(this);
        }
    }

    private void serve(HttpReader reader, Sender sender) throws IOException {
        boolean open = true;
        while (open) {
            Incoming incoming = reader.next();
            if (incoming == null || !lifetime.isOpen()) {
                return;
            }
            open = handle(incoming, sender);
        }
    }

    private boolean handle(Incoming incoming, Sender sender) throws IOException {
        Watcher.Exchange exchange = watcher.begin(incoming.request());
        sender.watchedBy(exchange);
        Watcher.End end = Watcher.End.CUT;
        try {
            boolean open = handler.handle(incoming, sender);
            end = sender.ended();
            return open;
        } catch (IOException e) {
            end = Watcher.End.CLIENT_LEFT;
            throw e;
        } finally {
            exchange.end(end);
        }
    }

    /** The rest of the request is read before the end, because closing on unread data would reset the connection. */
    private void refuse(Sender sender, Malformed problem) throws IOException {
        Answer response =
                Answer.error(problem.status(), ApiErrors.type(problem.status()), String.valueOf(problem.getMessage()));
        sender.send(handler.signed(response), new Delivery(), false, true);
        socket.shutdownOutput();
        socket.setSoTimeout(1000);
        InputStream in = socket.getInputStream();
        byte[] discarded = new byte[8192];
        long total = 0;
        int read = 0;
        long end = System.nanoTime() + DISCARDING;
        while (read >= 0 && System.nanoTime() < end && total < MOST_TO_DISCARD) {
            read = in.read(discarded);
            total += Math.max(read, 0);
        }
    }

    void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed as far as it can be.
        }
        Thread running = thread;
        if (running != null && !running.equals(Thread.currentThread())) {
            running.interrupt();
        }
    }
}
