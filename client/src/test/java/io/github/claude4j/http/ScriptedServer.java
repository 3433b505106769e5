package io.github.claude4j.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.claude4j.Claude;
import io.github.claude4j.json.JsonObject;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLSocket;

/** A server on loopback that reads requests whole, keeps them, and plays one script for each, down to the single byte. */
final class ScriptedServer implements AutoCloseable {
    static final String MESSAGE = """
            {"id":"msg_1","type":"message","role":"assistant","model":"claude-opus-5-5","content":[{"type":"text",\
            "text":"Hello"}],"stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":3,"output_tokens":2}}""";

    static final String MESSAGE_START = event("message_start", """
            {"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-opus-5-5",\
            "content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":3,"output_tokens":1}}}""");
    static final String BLOCK_START = event(
            "content_block_start",
            "{\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}");
    static final String STREAM_END = event("content_block_stop", "{\"type\":\"content_block_stop\",\"index\":0}")
            + event(
                    "message_delta",
                    "{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":2}}")
            + event("message_stop", "{\"type\":\"message_stop\"}");
    static final String PING = event("ping", "{\"type\":\"ping\"}");
    static final String STREAM = MESSAGE_START + BLOCK_START + PING + text("Hel") + text("lo") + STREAM_END;

    static String event(String name, String data) {
        return "event: " + name + "\ndata: " + data + "\n\n";
    }

    static String text(String text) {
        return event(
                "content_block_delta",
                "{\"type\":\"content_block_delta\",\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"" + text
                        + "\"}}");
    }

    static String error(String type) {
        return "{\"type\":\"error\",\"error\":{\"type\":\"" + type
                + "\",\"message\":\"no luck\"},\"request_id\":\"req_b\"}";
    }

    /** What happens once a request was read. */
    @FunctionalInterface
    interface Script {
        void play(Connection connection) throws IOException, InterruptedException;
    }

    /** A request as it came; {@code connection} counts the connections from 1. */
    record Received(String verb, String target, Headers headers, byte[] body, int connection) {
        String header(String name) {
            return headers.first(name).orElse(null);
        }

        String text() {
            return new String(body, UTF_8);
        }

        JsonObject json() {
            return JsonObject.parse(body);
        }
    }

    private final ServerSocket listener;
    private final Queue<Script> scripts = new ConcurrentLinkedQueue<>();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private final Set<Connection> open = ConcurrentHashMap.newKeySet();
    private volatile Script otherwise = connection -> connection.json(418, "{\"error\":\"no script left\"}");
    private volatile Script beforeBody = connection -> {};
    private volatile int accepted;

    /** How long the client wanted to wait before each further attempt; it does not wait. */
    final List<Duration> pauses = new CopyOnWriteArrayList<>();

    ScriptedServer() {
        this(ServerSocketFactory.getDefault());
    }

    /** With a factory of TLS sockets, a server of https. */
    ScriptedServer(ServerSocketFactory sockets) {
        try {
            listener = sockets.createServerSocket();
            listener.setReceiveBufferSize(16 * 1024);
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        daemon(this::accept);
    }

    static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "scripted");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    String url() {
        return "http://" + listener.getInetAddress().getHostAddress() + ":" + listener.getLocalPort();
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Options of a client that speaks to this server and does not wait between attempts. */
    Claude.Builder options() {
        Claude.Builder builder = Claude.builder().apiKey("sk-test-key").baseUrl(url());
        ClientOptions<?> options = builder;
        options.settings.pause = (call, time) -> pauses.add(time);
        String transport = System.getProperty("claude4j.test.transport");
        return transport == null ? builder : builder.transport(otherTransport(transport));
    }

    /** So that these tests can be run over each transport there is. */
    private static Transport otherTransport(String className) {
        try {
            return (Transport) Class.forName(className).getMethod("create").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(className, e);
        }
    }

    Claude client() {
        return options().build();
    }

    /** Adds what the next request gets. */
    ScriptedServer then(Script script) {
        scripts.add(script);
        return this;
    }

    ScriptedServer thenJson(int status, String body, String... headers) {
        return then(connection -> connection.json(status, body, headers));
    }

    /** Adds a whole stream of events. */
    ScriptedServer thenEvents(String events) {
        return then(connection -> connection.events(events).endOfChunks());
    }

    /** What requests get for which there is no script. */
    ScriptedServer otherwise(Script script) {
        otherwise = script;
        return this;
    }

    /** What happens when a head was read and its body was not. */
    void beforeBody(Script script) {
        beforeBody = script;
    }

    List<Received> requests() {
        return received;
    }

    /** The only request there was. */
    Received request() {
        if (received.size() != 1) {
            throw new AssertionError("expected one request, found " + received);
        }
        return received.get(0);
    }

    /** How many connections were made. */
    int accepted() {
        return accepted;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Connection connection = new Connection(listener.accept(), ++accepted);
                open.add(connection);
                daemon(connection::serve);
            } catch (IOException e) {
                return;
            }
        }
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

    /** Waits for something that a test or the client does, but not for ever. */
    static void await(CountDownLatch latch) throws InterruptedException {
        if (!latch.await(10, TimeUnit.SECONDS)) {
            throw new AssertionError("waited 10 s in vain");
        }
    }

    /** A port where connections are neither accepted nor refused: what is sent there waits for ever. */
    static final class Silent implements AutoCloseable {
        private final ServerSocket listener;
        private final List<SocketChannel> waiting = new ArrayList<>();

        Silent() throws IOException {
            listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            // The kernel lets a few in by itself; the rest, and whoever comes after them, gets no answer.
            for (int i = 0; i < 16; i++) {
                SocketChannel channel = SocketChannel.open();
                channel.configureBlocking(false);
                channel.connect(listener.getLocalSocketAddress());
                waiting.add(channel);
            }
        }

        String url() {
            return "http://127.0.0.1:" + listener.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            for (SocketChannel channel : waiting) {
                channel.close();
            }
            listener.close();
        }
    }

    /** One connection, on the side of the server. */
    final class Connection {
        private final Socket socket;
        private final int number;
        private final InputStream in;
        private boolean keptAlive = true;
        private Received request;

        Connection(Socket socket, int number) throws IOException {
            this.socket = socket;
            this.number = number;
            this.in = new BufferedInputStream(socket.getInputStream());
            socket.setTcpNoDelay(true);
        }

        private void serve() {
            try {
                for (request = read(); request != null; request = keptAlive ? read() : null) {
                    received.add(request);
                    Script script = scripts.poll();
                    (script == null ? otherwise : script).play(this);
                }
            } catch (IOException | InterruptedException e) {
                // The client went away, or the test is over.
            } finally {
                close();
                open.remove(this);
            }
        }

        /** The request that is to be answered. */
        Received request() {
            return request;
        }

        private Received read() throws IOException, InterruptedException {
            String[] first = line().split(" ");
            if (first.length < 3) {
                return null;
            }
            Headers.Builder headers = Headers.builder();
            for (String line = line(); !line.isEmpty(); line = line()) {
                int colon = line.indexOf(':');
                headers.add(line.substring(0, colon), line.substring(colon + 1).strip());
            }
            beforeBody.play(this);
            Headers head = headers.build();
            byte[] body = head.first("transfer-encoding").isPresent()
                    ? chunks()
                    : in.readNBytes(
                            Integer.parseInt(head.first("content-length").orElse("0")));
            return new Received(first[0], first[1], head, body, number);
        }

        private String line() throws IOException {
            ByteArrayOutputStream line = new ByteArrayOutputStream();
            for (int b = in.read(); b >= 0 && b != '\n'; b = in.read()) {
                if (b != '\r') {
                    line.write(b);
                }
            }
            return line.toString(UTF_8);
        }

        private byte[] chunks() throws IOException {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
                body.write(in.readNBytes(size));
                line();
            }
            line();
            return body.toByteArray();
        }

        /** The version of TLS that was agreed on. */
        String tlsProtocol() {
            return ((SSLSocket) socket).getSession().getProtocol();
        }

        Connection write(String text) throws IOException {
            return write(text.getBytes(UTF_8));
        }

        Connection write(byte[] bytes) throws IOException {
            socket.getOutputStream().write(bytes);
            return this;
        }

        /** A whole answer; headers as {@code Name: value}. */
        Connection json(int status, String body, String... headers) throws IOException {
            return head(status, "content-length: " + body.getBytes(UTF_8).length, headers)
                    .write(body);
        }

        Connection head(int status, String length, String... headers) throws IOException {
            List<String> lines = new ArrayList<>(List.of("HTTP/1.1 " + status + " Scripted", length));
            lines.addAll(List.of(headers));
            if (List.of(headers).stream().noneMatch(line -> line.startsWith("content-type:"))) {
                lines.add("content-type: application/json");
            }
            return write((String.join("\r\n", lines) + "\r\n\r\n").getBytes(ISO_8859_1));
        }

        /** The head of a stream and its first events; more may come with {@link #chunk}. */
        Connection events(String events) throws IOException {
            head(200, "transfer-encoding: chunked", "content-type: text/event-stream", "request-id: req_h");
            return events.isEmpty() ? this : chunk(events);
        }

        Connection chunk(String text) throws IOException {
            byte[] bytes = text.getBytes(UTF_8);
            return write(Integer.toHexString(bytes.length) + "\r\n")
                    .write(bytes)
                    .write("\r\n");
        }

        Connection endOfChunks() throws IOException {
            return write("0\r\n\r\n");
        }

        /** Says no more, but waits until the client has closed its end; fails when it does not. */
        void awaitClientEnd(CountDownLatch ended) throws IOException {
            try {
                while (in.read() >= 0) {
                    // What the client may still send does not matter.
                }
            } catch (IOException e) {
                // A reset is an end too.
            }
            keptAlive = false;
            ended.countDown();
        }

        /** Ends the connection as an ordinary server does. */
        void close() {
            keptAlive = false;
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** Ends the connection with a reset. */
        void reset() throws IOException {
            socket.setSoLinger(true, 0);
            close();
        }
    }
}
