package io.github.claude4j.jdk;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.claude4j.internal.proxy.ProxyServer;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Stands between the JDK's client and a proxy with a password: the JDK sends {@code Basic} credentials with no
 * {@code CONNECT}, unless a system property allows it for the whole process. This listens on loopback, lets in who has the
 * ticket, which only the transport that made it knows, puts the password in its place, and passes bytes on. TLS spans
 * it: what is in the tunnel it cannot read.
 */
final class ProxyRelay implements AutoCloseable {
    private static final int LONGEST_HEAD = 64 * 1024;
    private static final int PATIENCE_MILLIS = 10_000;
    /** No status of HTTP, so that no proxy gives it. */
    private static final String MUTE = "598";

    private static final String FIELD = "proxy-authorization:";

    private final ProxyServer proxy;
    private final ServerSocket listener;
    private final String ticket;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();

    ProxyRelay(ProxyServer proxy) throws IOException {
        this.proxy = proxy;
        byte[] random = new byte[24];
        new SecureRandom().nextBytes(random);
        ticket = "Ticket " + Base64.getUrlEncoder().encodeToString(random);
        listener = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    InetSocketAddress address() {
        return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
    }

    /** What a client has to send as {@code Proxy-Authorization} that waits that long for a connection. */
    String ticket(Duration connectTimeout) {
        long millis = Math.max(1, Math.min(connectTimeout.toMillis(), Integer.MAX_VALUE));
        return ticket + " " + millis;
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(null, work, "claude4j-proxy", 128 * 1024);
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                start(() -> serve(client));
            } catch (IOException e) {
                // Closed, or out of sockets for the moment: who wanted in is told by a limit of its own.
                LockSupport.parkNanos(10_000_000);
            }
        }
    }

    private void serve(Socket client) {
        open(client);
        try {
            client.setTcpNoDelay(true);
            client.setSoTimeout(PATIENCE_MILLIS);
            InputStream in = new BufferedInputStream(client.getInputStream());
            Tunnel tunnel = authorized(head(in));
            if (tunnel == null) {
                refuse(client, "407 Proxy Authentication Required");
                return;
            }
            client.setSoTimeout(0);
            Socket server = connect(tunnel.patience());
            if (server == null) {
                refuse(client, "502 Bad Gateway");
                return;
            }
            if (open(tunnel, server, client)) {
                start(() -> {
                    try {
                        pump(server.getInputStream(), server, client);
                    } catch (IOException e) {
                        close(server, client);
                    }
                });
                pump(in, client, server);
                // The JDK's client does not close half of a connection: it has given up, even if the proxy stays silent
                // for
                // ever.
                close(client, server);
            }
        } catch (IOException e) {
            close(client);
        }
    }

    /** Asks the proxy for the tunnel and hands its answer on; of one that stays mute the client is told that it did. */
    private boolean open(Tunnel tunnel, Socket server, Socket client) throws IOException {
        try {
            server.getOutputStream().write(tunnel.head().getBytes(ISO_8859_1));
            server.setSoTimeout(tunnel.patience());
            String answer = head(server.getInputStream());
            server.setSoTimeout(0);
            client.getOutputStream().write(answer.getBytes(ISO_8859_1));
            return true;
        } catch (SocketTimeoutException e) {
            close(server);
            refuse(client, MUTE + " Mute");
            return false;
        } catch (IOException e) {
            close(server);
            throw e;
        }
    }

    /** Whether a tunnel failed because the proxy gave no answer: of what was answered to it the JDK tells no more than this. */
    static boolean saysMute(Throwable failure) {
        return ("Tunnel failed, got: " + MUTE).equals(failure.getMessage());
    }

    /**
     * What is asked of the proxy.
     *
     * @param patience how many milliseconds to wait for it, each time
     */
    private record Tunnel(String head, int patience) {}

    /** Closing may come between a connection and its place among those that are open. */
    private void open(Socket socket) {
        open.add(socket);
        if (listener.isClosed()) {
            close(socket);
        }
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder(256);
        while (head.indexOf("\r\n\r\n", Math.max(0, head.length() - 4)) < 0) {
            int next = in.read();
            if (next < 0 || head.length() == LONGEST_HEAD) {
                throw new IOException("not a whole request");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    /** The request with the password in place of the ticket; null where that is not the right one. */
    private @Nullable Tunnel authorized(String head) {
        for (String line : head.split("\r\n", -1)) {
            if (line.regionMatches(true, 0, FIELD, 0, FIELD.length())) {
                String shown = line.substring(FIELD.length()).strip();
                String found = shown.substring(0, Math.max(0, shown.lastIndexOf(' ')));
                return MessageDigest.isEqual(found.getBytes(ISO_8859_1), ticket.getBytes(ISO_8859_1))
                        ? new Tunnel(
                                head.replace(line, "Proxy-Authorization: " + proxy.authorization()),
                                Integer.parseInt(shown.substring(found.length() + 1)))
                        : null;
            }
        }
        return null;
    }

    private @Nullable Socket connect(int patience) {
        Socket server = new Socket();
        try {
            server.setTcpNoDelay(true);
            server.connect(
                    new InetSocketAddress(
                            proxy.address().getHostString(), proxy.address().getPort()),
                    patience);
            open(server);
            return server;
        } catch (IOException e) {
            close(server);
            return null;
        }
    }

    private void refuse(Socket client, String status) throws IOException {
        client.getOutputStream()
                .write(("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                        .getBytes(ISO_8859_1));
        close(client);
    }

    /** Passes bytes on until there are no more; the other direction may go on. */
    private void pump(InputStream in, Socket from, Socket to) {
        byte[] buffer = new byte[16 * 1024];
        try {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                to.getOutputStream().write(buffer, 0, count);
            }
            to.shutdownOutput();
            if (from.isOutputShutdown()) {
                close(from, to);
            }
        } catch (IOException e) {
            close(from, to);
        }
    }

    private void close(Socket... sockets) {
        for (Socket socket : sockets) {
            open.remove(socket);
            try {
                socket.close();
            } catch (IOException e) {
                // It is gone either way.
            }
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            // It is gone either way.
        }
        close(open.toArray(new Socket[0]));
    }
}
