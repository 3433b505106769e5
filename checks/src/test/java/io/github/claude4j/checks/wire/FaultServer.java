package io.github.claude4j.checks.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server on loopback that reads each request whole and plays a fault for it, byte by byte. It knows which connections are
 * in the middle of an answer, so that one that the client has forgotten shows.
 */
final class FaultServer implements AutoCloseable {
    private final ServerSocket listener;
    private final Shape shape;
    private final Fault fault;

    /** How often the fault is played before answers are good. */
    private final AtomicInteger left;

    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger requests = new AtomicInteger();
    private final Set<Wire> open = ConcurrentHashMap.newKeySet();

    FaultServer(Shape shape, Fault fault, int times) {
        this.shape = shape;
        this.fault = fault;
        this.left = new AtomicInteger(times);
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

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "fault-server");
        thread.setDaemon(true);
        thread.start();
    }

    String url() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    /** How often something was asked: whole heads, or connections where nothing is read. */
    int asked() {
        return fault.isUnasked() ? connections.get() : requests.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Wire wire = new Wire(listener.accept());
                connections.incrementAndGet();
                open.add(wire);
                daemon(wire::serve);
            } catch (IOException e) {
                return;
            }
        }
    }

    /** Waits until no connection is in the middle of an answer; false when it waited in vain. */
    boolean awaitNoneBusy(long millis) throws InterruptedException {
        return await(millis, false);
    }

    /** Waits until all connections are closed; false when it waited in vain. */
    boolean awaitAllClosed(long millis) throws InterruptedException {
        return await(millis, true);
    }

    private synchronized boolean await(long millis, boolean closed) throws InterruptedException {
        long end = System.nanoTime() + millis * 1_000_000;
        while (open.stream().anyMatch(wire -> closed || wire.busy)) {
            long now = System.nanoTime();
            if (now - end >= 0) {
                return false;
            }
            wait((end - now) / 1_000_000 + 1);
        }
        return true;
    }

    private synchronized void changed() {
        notifyAll();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(Wire::close);
    }

    /** One connection. */
    final class Wire {
        private final Socket socket;
        private final InputStream in;
        private volatile boolean busy;
        private volatile boolean closed;

        Wire(Socket socket) throws IOException {
            this.socket = socket;
            this.in = new BufferedInputStream(socket.getInputStream());
            socket.setTcpNoDelay(true);
        }

        private void serve() {
            try {
                while (!closed) {
                    boolean spoilt = fault.isUnasked() && left.getAndDecrement() > 0;
                    if (!spoilt && !readRequest()) {
                        return;
                    }
                    busy = true;
                    if (spoilt || (!fault.isUnasked() && left.getAndDecrement() > 0)) {
                        fault.play(this);
                    } else {
                        good();
                    }
                    busy = false;
                    changed();
                }
            } catch (IOException | InterruptedException e) {
                // The client went away, or the test is over.
            } finally {
                close();
            }
        }

        private boolean readRequest() throws IOException {
            if (line().isEmpty()) {
                return false;
            }
            long length = 0;
            for (String line = line(); !line.isEmpty(); line = line()) {
                int colon = line.indexOf(':');
                String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
                if (name.equals("content-length")) {
                    length = Long.parseLong(line.substring(colon + 1).strip());
                }
            }
            requests.incrementAndGet();
            if (!fault.isUpload()) {
                in.skipNBytes(length);
            }
            return true;
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

        int port() {
            return listener.getLocalPort();
        }

        Shape shape() {
            return shape;
        }

        byte[] body() {
            return shape.body();
        }

        Wire write(String text) throws IOException {
            return write(text.getBytes(ISO_8859_1));
        }

        Wire write(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            return this;
        }

        /** A head with these lines, with the content type of the shape if they have none. */
        Wire head(int status, String... lines) throws IOException {
            StringBuilder head = new StringBuilder("HTTP/1.1 " + status + " Scripted\r\n");
            boolean typed = false;
            for (String line : lines) {
                head.append(line).append("\r\n");
                typed |= line.startsWith("content-type:");
            }
            return write(head.append(typed ? "" : "content-type: " + shape.contentType + "\r\n")
                    .append("\r\n")
                    .toString());
        }

        /** A whole answer of 200 with this body. */
        Wire answer(byte[] body, String... lines) throws IOException {
            return answer(200, body, lines);
        }

        Wire answer(int status, byte[] body, String... lines) throws IOException {
            String[] all = new String[lines.length + 1];
            System.arraycopy(lines, 0, all, 1, lines.length);
            all[0] = "content-length: " + body.length;
            return head(status, all).write(body);
        }

        Wire good() throws IOException {
            return answer(body());
        }

        /** The head of an answer in chunks. */
        Wire chunked(String... lines) throws IOException {
            String[] all = new String[lines.length + 1];
            System.arraycopy(lines, 0, all, 1, lines.length);
            all[0] = "transfer-encoding: chunked";
            return head(200, all);
        }

        Wire chunk(byte[] bytes) throws IOException {
            return write(Integer.toHexString(bytes.length) + "\r\n")
                    .write(bytes)
                    .write("\r\n");
        }

        Wire lastChunk() throws IOException {
            return write("0\r\n\r\n");
        }

        /** Says no more, but keeps the connection until the client has closed it. */
        void hold() throws IOException {
            while (in.read() >= 0) {
                // What the client may still send does not matter.
            }
            close();
        }

        /** Keeps the connection and reads nothing, until the client has closed it or the test is over. */
        void holdUnread() throws InterruptedException {
            while (!closed) {
                Thread.sleep(20);
                try {
                    socket.sendUrgentData(0);
                } catch (IOException e) {
                    close();
                }
            }
        }

        /** Says this again and again, until the client has closed the connection. */
        void forEver(byte[] piece, long pauseMillis) throws IOException, InterruptedException {
            while (!closed) {
                write(piece);
                Thread.sleep(pauseMillis);
            }
        }

        /** Says this again and again as fast as it is taken, up to so many bytes, and then no more. */
        void flood(byte[] piece, long most) throws IOException {
            for (long sent = 0; sent < most; sent += piece.length) {
                write(piece);
            }
            hold();
        }

        void close() {
            closed = true;
            busy = false;
            open.remove(this);
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            changed();
        }

        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            close();
        }
    }
}
