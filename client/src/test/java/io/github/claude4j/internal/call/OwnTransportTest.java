package io.github.claude4j.internal.call;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.errors.CancelledException;
import io.github.claude4j.errors.ConnectionException;
import io.github.claude4j.errors.ConnectionTimeoutException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.files.FileUploadParams;
import io.github.claude4j.fixtures.Background;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.http.Call;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.Response;
import io.github.claude4j.http.Transport;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.MessageStream;
import io.github.claude4j.messages.StreamInterruptedException;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A transport that someone else writes, here the plainest one over blocking sockets, gets all that is above it. */
class OwnTransportTest {
    private static final MessageCreateParams PARAMS = MessageCreateParams.of(JsonObject.of("max_tokens", 16));

    @TempDir
    Path folder;

    private final ScriptedServer server = new ScriptedServer();
    private final BlockingTransport transport = new BlockingTransport();
    private final Claude claude = server.options().transport(transport).build();

    @AfterEach
    void close() {
        claude.close();
        server.close();
    }

    /** One connection an exchange; it knows no limit but that to connect, and an interrupt by a read timeout, which is renewed. */
    private static final class BlockingTransport implements Transport {
        private volatile boolean closed;

        @Override
        public Response send(Request request, Call call) throws IOException, InterruptedException {
            Socket socket = new Socket();
            call.abortWith(() -> closeQuietly(socket));
            boolean answered = false;
            try {
                URI url = request.url();
                socket.connect(new InetSocketAddress(url.getHost(), url.getPort()), (int)
                        call.timeouts().connect().toMillis());
                write(request, socket.getOutputStream());
                Input input = new Input(socket);
                Response response = read(input);
                answered = true;
                return response;
            } finally {
                if (!answered) {
                    closeQuietly(socket);
                }
            }
        }

        private static void write(Request request, OutputStream out) throws IOException {
            StringBuilder head = new StringBuilder()
                    .append(request.method())
                    .append(' ')
                    .append(request.url().getRawPath())
                    .append(
                            request.url().getRawQuery() == null
                                    ? ""
                                    : "?" + request.url().getRawQuery())
                    .append(" HTTP/1.1\r\nHost: ")
                    .append(request.url().getAuthority());
            request.headers()
                    .forEach((name, value) ->
                            head.append("\r\n").append(name).append(": ").append(value));
            request.body().ifPresent(body -> head.append("\r\nContent-Length: ").append(body.length()));
            out.write(head.append("\r\n\r\n").toString().getBytes(ISO_8859_1));
            if (request.body().isPresent()) {
                try (InputStream body = request.body().get().open()) {
                    body.transferTo(out);
                }
            }
            out.flush();
        }

        private static Response read(Input input) throws IOException, InterruptedException {
            try {
                int status = Integer.parseInt(input.line().split(" ")[1]);
                Headers.Builder headers = Headers.builder();
                for (String line = input.line(); !line.isEmpty(); line = input.line()) {
                    int colon = line.indexOf(':');
                    headers.add(
                            line.substring(0, colon), line.substring(colon + 1).strip());
                }
                Headers head = headers.build();
                input.begin(head.first("content-length").map(Long::valueOf).orElse(-1L));
                return new Response(status, head, input);
            } catch (InterruptedIOException e) {
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
                throw e;
            }
        }

        @Override
        public void close() {
            closed = true;
        }

        static void closeQuietly(Socket socket) {
            try {
                socket.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** What comes from the server: first the head, then the body to its end. */
    private static final class Input extends FilterInputStream {
        private final Socket socket;
        private boolean chunked;
        private long left;

        Input(Socket socket) throws IOException {
            super(new BufferedInputStream(socket.getInputStream()));
            this.socket = socket;
            socket.setSoTimeout(20);
        }

        void begin(long length) {
            chunked = length < 0;
            left = Math.max(length, 0);
        }

        String line() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int b = raw(); b != '\n'; b = raw()) {
                if (b < 0) {
                    throw new EOFException("the connection ended too early");
                }
                if (b != '\r') {
                    line.append((char) b);
                }
            }
            return line.toString();
        }

        /** A byte, looking at the interrupt flag while waiting for it. */
        private int raw() throws IOException {
            while (true) {
                if (Thread.currentThread().isInterrupted()) {
                    closeQuietly();
                    throw new InterruptedIOException("interrupted");
                }
                try {
                    return in.read();
                } catch (SocketTimeoutException e) {
                    // Then it is time to look at the interrupt flag again.
                }
            }
        }

        @Override
        public int read() throws IOException {
            if (chunked && left == 0) {
                left = Long.parseLong(line(), 16);
                if (left == 0) {
                    line();
                    chunked = false;
                }
            }
            if (left == 0) {
                closeQuietly();
                return -1;
            }
            int b = raw();
            if (b < 0) {
                throw new EOFException("the answer ended too early");
            }
            if (--left == 0 && chunked) {
                line();
            }
            return b;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int first = read();
            if (first < 0) {
                return -1;
            }
            buffer[offset] = (byte) first;
            return 1;
        }

        private void closeQuietly() {
            BlockingTransport.closeQuietly(socket);
        }

        @Override
        public void close() {
            closeQuietly();
        }
    }

    @Test
    void call_isSentAndAnswered() {
        server.thenJson(200, ScriptedServer.MESSAGE, "request-id: req_1");

        var message = claude.messages().create(PARAMS);

        assertThat(message.text()).isEqualTo("Hello");
        assertThat(message.response().orElseThrow().requestId()).contains("req_1");
        assertThat(server.request().json()).isEqualTo(PARAMS.json());
        assertThat(server.request().header("authorization")).isEqualTo("Bearer sk-test-key");
    }

    @Test
    void stream_isDeliveredAndTriedAgain() {
        server.thenJson(529, "{}")
                .thenEvents(ScriptedServer.event("error", ScriptedServer.error("overloaded_error")))
                .thenEvents(ScriptedServer.STREAM);
        try (MessageStream stream = claude.messages().stream(PARAMS)) {
            assertThat(stream.textDeltas()).containsExactly("Hel", "lo");
        }
        assertThat(server.requests()).hasSize(3);
    }

    @Test
    void stream_thatIsCut_hasWhatArrived() {
        server.then(connection -> connection
                .events(ScriptedServer.MESSAGE_START + ScriptedServer.BLOCK_START + ScriptedServer.text("Hel"))
                .close());
        try (MessageStream stream = claude.messages().stream(PARAMS)) {
            assertThatThrownBy(stream::message)
                    .isInstanceOfSatisfying(
                            StreamInterruptedException.class,
                            e -> assertThat(e.partial().orElseThrow().text()).isEqualTo("Hel"));
        }
    }

    @Test
    void failure_isTriedAgainAsUsual() {
        server.then(ScriptedServer.Connection::close)
                .then(connection -> connection.head(200, "content-length: 9").close())
                .thenJson(200, "{\"id\":\"m\"}");

        assertThat(claude.models().retrieve("m").id()).isEqualTo("m");
        assertThat(server.pauses).hasSize(2);
    }

    @Test
    void refusedConnection_isTriedAgainForUnsafeCallsToo() throws IOException {
        try (Socket taken = new Socket()) {
            // Bound, but nothing listens there.
            taken.bind(new InetSocketAddress("127.0.0.1", 0));
            Claude lost = server.options()
                    .baseUrl("http://127.0.0.1:" + taken.getLocalPort())
                    .transport(new BlockingTransport())
                    .build();
            assertThatThrownBy(() -> lost.http().post("/v1/x", JsonObject.of("a", 1)))
                    .isInstanceOf(ConnectionException.class);
        }
        assertThat(server.pauses).hasSize(2);
    }

    @Test
    void limits_areKept() {
        server.otherwise(connection -> connection.awaitClientEnd(new CountDownLatch(1)));
        Claude hasty = claude.with(o -> o.maxRetries(0).timeout(Duration.ofMillis(100)));

        assertThatThrownBy(() -> hasty.models().retrieve("m"))
                .isInstanceOf(ConnectionTimeoutException.class)
                .hasMessageContaining("waited 0.1 s for an answer");
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void call_canBeInterruptedAndClosed() throws InterruptedException {
        CountDownLatch ended = new CountDownLatch(2);
        server.otherwise(connection -> connection.awaitClientEnd(ended));
        Background first = new Background(() -> claude.models().retrieve("m"));
        Background second = new Background(() -> claude.models().retrieve("m"));
        while (server.requests().size() < 2) {
            Thread.onSpinWait();
        }

        first.interrupt();
        assertThat(first.failure()).isInstanceOf(CancelledException.class);
        assertThat(first.interrupted()).isTrue();

        claude.close();
        assertThat(second.failure()).isInstanceOf(CancelledException.class);
        assertThat(second.interrupted()).isFalse();
        ScriptedServer.await(ended);
        assertThat(transport.closed).isTrue();
    }

    @Test
    void upload_isSent_andAFileThatIsGoneIsNamed() throws IOException {
        server.thenJson(200, "{\"id\":\"f\"}");
        Path file = Files.writeString(folder.resolve("a.txt"), "some text");
        FileUploadParams params = FileUploadParams.builder().file(file).build();

        assertThat(claude.files().upload(params).id()).isEqualTo("f");
        assertThat(server.request().text()).contains("\r\nsome text\r\n");

        Files.delete(file);
        assertThatThrownBy(() -> claude.files().upload(params))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageContaining("a.txt");
        assertThat(server.pauses).isEmpty();
    }
}
