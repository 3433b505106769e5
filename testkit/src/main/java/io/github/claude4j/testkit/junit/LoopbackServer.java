package io.github.claude4j.testkit.junit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server for a transport to be tried against: plays one script for each request, down to the single byte. */
final class LoopbackServer implements AutoCloseable {
    /** What happens once the head of a request was read. When it returns, the connection waits for the next one. */
    @FunctionalInterface
    interface Script {
        void play(Connection connection) throws IOException, InterruptedException;
    }

    /**
     * A request as it came.
     *
     * @param headers by name in small letters
     */
    record Received(String method, String target, Map<String, List<String>> headers, byte[] body) {
        List<String> header(String name) {
            return headers.getOrDefault(name, List.of());
        }
    }

    private final ServerSocket listener;
    private final Script script;
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger accepted = new AtomicInteger();

    LoopbackServer(Script script) {
        this.script = script;
        try {
            listener = new ServerSocket();
            // Small, so that a long request does not fit into buffers.
            listener.setReceiveBufferSize(16 * 1024);
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "loopback-server");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    String url() {
        return "http://127.0.0.1:" + port();
    }

    int port() {
        return listener.getLocalPort();
    }

    /** The requests whose bodies were read. */
    List<Received> received() {
        return received;
    }

    /** How many connections were made. */
    int accepted() {
        return accepted.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Connection connection = new Connection(listener.accept());
                accepted.incrementAndGet();
                open.add(connection);
                daemon(connection::serve);
            } catch (IOException e) {
                return;
            }
        }
    }

    /** Waits until every connection is closed; false when it waited ten seconds in vain. */
    synchronized boolean awaitAllClosed() throws InterruptedException {
        long end = System.nanoTime() + 10_000_000_000L;
        while (!open.isEmpty()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            wait(left / 1_000_000 + 1);
        }
        return true;
    }

    private synchronized void closed(Connection connection) {
        open.remove(connection);
        notifyAll();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(Connection::close);
    }

    final class Connection {
        private final Socket socket;
        private final InputStream in;
        private final Map<String, List<String>> headers = new TreeMap<>();
        private String[] first = {};
        private volatile boolean over;

        Connection(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream());
            socket.setTcpNoDelay(true);
        }

        private void serve() {
            try {
                while (!over && readHead()) {
                    script.play(this);
                }
            } catch (IOException | InterruptedException e) {
                // The client went away, or the test is over.
            } finally {
                close();
            }
        }

        private boolean readHead() throws IOException {
            first = line().split(" ", -1);
            headers.clear();
            for (String line = line(); !line.isEmpty(); line = line()) {
                int colon = line.indexOf(':');
                String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
                headers.computeIfAbsent(name, key -> new ArrayList<>())
                        .add(line.substring(colon + 1).strip());
            }
            return first.length == 3;
        }

        String target() {
            return first[1];
        }

        /** Reads the body of the request, and keeps the request. */
        Received read() throws IOException {
            byte[] body;
            if (headers.containsKey("transfer-encoding")) {
                body = chunks();
            } else {
                List<String> length = headers.getOrDefault("content-length", List.of("0"));
                body = in.readNBytes(Integer.parseInt(length.get(0)));
            }
            Received request = new Received(first[0], first[1], Map.copyOf(headers), body);
            received.add(request);
            return request;
        }

        private byte[] chunks() throws IOException {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
                body.writeBytes(in.readNBytes(size));
                line();
            }
            line();
            return body.toByteArray();
        }

        private String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
                if (b != '\r') {
                    line.append((char) b);
                }
            }
            return line.toString();
        }

        Connection write(String text) throws IOException {
            return write(text.getBytes(ISO_8859_1));
        }

        Connection write(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            return this;
        }

        /** A head with these lines. */
        Connection head(int status, String... lines) throws IOException {
            return write("HTTP/1.1 " + status + " Contract\r\n" + String.join("\r\n", lines)
                    + (lines.length == 0 ? "\r\n" : "\r\n\r\n"));
        }

        /** Reads the request and gives a whole answer. */
        Connection answer(int status, String body, String... lines) throws IOException {
            read();
            List<String> all = new ArrayList<>(List.of(lines));
            all.add("content-length: " + body.length());
            return head(status, all.toArray(String[]::new)).write(body);
        }

        Connection chunk(String text) throws IOException {
            return write(Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
        }

        /** Says no more, and reads until the client has closed its end. */
        void awaitClientEnd() throws IOException {
            while (in.read() >= 0) {
                // What the client may still send does not matter.
            }
            close();
        }

        void close() {
            over = true;
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            closed(this);
        }

        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            close();
        }
    }
}
