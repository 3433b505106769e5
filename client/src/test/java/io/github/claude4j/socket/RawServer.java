package io.github.claude4j.socket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.claude4j.fixtures.ScriptedServer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on loopback that answers requests without a body with whatever bytes a test likes. */
final class RawServer implements AutoCloseable {
    private final ServerSocket listener;
    private final Answering answering;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();

    /** Says what a request gets. */
    interface Answering {
        /**
         * Answers one request.
         *
         * @param target what was asked for
         * @return whether the connection goes on
         */
        boolean answer(String target, Socket client) throws IOException, InterruptedException;
    }

    RawServer(Answering answering) {
        this.answering = answering;
        try {
            this.listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        ScriptedServer.daemon(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    int accepted() {
        return accepted.get();
    }

    static void write(Socket client, String text) throws IOException {
        client.getOutputStream().write(text.getBytes(ISO_8859_1));
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                client.setTcpNoDelay(true);
                accepted.incrementAndGet();
                open.add(client);
                ScriptedServer.daemon(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            InputStream in = new BufferedInputStream(client.getInputStream());
            String target = target(in);
            while (target != null && answering.answer(target, client)) {
                target = target(in);
            }
        } catch (IOException | InterruptedException e) {
            // The client went away, or the test is over.
        } finally {
            open.remove(client);
        }
    }

    private static String target(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int b = in.read(); b >= 0; b = in.read()) {
            head.append((char) b);
            if (b == '\n' && head.indexOf("\r\n\r\n") >= 0) {
                return head.substring(head.indexOf(" ") + 1, head.indexOf(" HTTP/"));
            }
        }
        return null;
    }

    /** Waits until no client is connected; whether that came about. */
    boolean awaitNone() throws InterruptedException {
        for (int i = 0; i < 1000 && !open.isEmpty(); i++) {
            Thread.sleep(10);
        }
        return open.isEmpty();
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket client : open) {
                client.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
