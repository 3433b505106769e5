package io.github.claude4j.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** A proxy, for https and http, that wants a password and leads every host to one port of this machine. */
final class LoopbackProxy implements AutoCloseable {
    private final ServerSocket listener;
    private final int target;
    private final String wanted;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    /** The heads of what was asked for. */
    final List<String> heads = new CopyOnWriteArrayList<>();

    /**
     * @param user as {@code user:password}; null for a proxy that anyone may use
     */
    LoopbackProxy(int target, String user) throws IOException {
        this.target = target;
        this.wanted = user == null ? null : "Basic " + Base64.getEncoder().encodeToString(user.getBytes(ISO_8859_1));
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        ScriptedServer.daemon(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    /** How many connections are open. */
    int connections() {
        open.removeIf(Socket::isClosed);
        return open.size();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                open.add(client);
                ScriptedServer.daemon(() -> serve(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            String head = head(client.getInputStream());
            heads.add(head);
            if (wanted != null
                    && !head.contains("Authorization: " + wanted)
                    && !head.contains("authorization: " + wanted)) {
                client.getOutputStream()
                        .write(("HTTP/1.1 407 Who are you\r\nProxy-Authenticate: Basic realm=\"test\"\r\n"
                                        + "Content-Length: 0\r\n\r\n")
                                .getBytes(ISO_8859_1));
                return;
            }
            try (Socket server = new Socket(InetAddress.getLoopbackAddress(), target)) {
                open.add(server);
                if (head.startsWith("CONNECT ")) {
                    client.getOutputStream().write("HTTP/1.1 200 Connected\r\n\r\n".getBytes(ISO_8859_1));
                } else {
                    server.getOutputStream()
                            .write(head.replaceFirst("http://[^/]+", "").getBytes(ISO_8859_1));
                }
                ScriptedServer.daemon(() -> pump(server, client));
                pump(client, server);
            }
        } catch (IOException e) {
            // One of them went away.
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int b = in.read(); b >= 0; b = in.read()) {
            head.append((char) b);
            if (head.indexOf("\r\n\r\n") >= 0) {
                return head.toString();
            }
        }
        throw new IOException("no head");
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.close();
        } catch (IOException e) {
            // One of them went away.
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
