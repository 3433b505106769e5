package io.github.claude4j.checks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.errors.ConnectionException;
import io.github.claude4j.errors.InternalServerException;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.MessageStream;
import io.github.claude4j.okhttp.OkHttpTransport;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.testkit.FakeResponse;
import io.github.claude4j.testkit.RecordedRequest;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLException;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is OkHttp's own; the client's tests of limits, cancelling and faults run over it beside these. */
class OkHttpTransportTest {
    private static final MessageCreateParams PARAMS = MessageCreateParams.builder()
            .model("claude-opus-5-5")
            .maxTokens(64)
            .addUserMessage("Hello")
            .build();

    private final FakeClaude fake = FakeClaude.start();

    @AfterEach
    void close() {
        fake.close();
    }

    @Test
    void hostWithAnUnderscore_isReached() {
        OkHttpClient http = new OkHttpClient.Builder()
                .addInterceptor(chain -> new Response.Builder()
                        .request(chain.request())
                        .protocol(okhttp3.Protocol.HTTP_1_1)
                        .code(200)
                        .message("OK")
                        .body(okhttp3.ResponseBody.create(
                                "{\"id\":\"" + chain.request().url() + "\"}", null))
                        .build())
                .build();
        try (Claude claude = Claude.builder()
                .apiKey("sk-test")
                .baseUrl("https://my_gateway:8443/x")
                .transport(OkHttpTransport.of(http))
                .build()) {
            assertThat(claude.models().retrieve("m").id()).isEqualTo("https://my_gateway:8443/x/v1/models/m");
        }
    }

    private Claude client(OkHttpTransport transport) {
        return Claude.builder()
                .apiKey("sk-test")
                .baseUrl(fake.url().toString())
                .transport(transport)
                .build();
    }

    @Test
    void messages_areCreatedAndStreamed() {
        fake.reply("Hi").reply("Streamed");
        try (Claude claude = client(OkHttpTransport.create())) {
            assertThat(claude.messages().create(PARAMS).text()).isEqualTo("Hi");
            try (MessageStream stream = claude.messages().stream(PARAMS)) {
                assertThat(stream.message().text()).isEqualTo("Streamed");
            }
        }
    }

    @Test
    void headers_areThoseOfTheRequest() {
        try (Claude claude = client(OkHttpTransport.create())) {
            claude.with(o -> o.header("x-mine", "a;b")).messages().create(PARAMS);
        }
        RecordedRequest request = fake.requests().get(0);

        assertThat(request.header("x-mine")).contains("a;b");
        assertThat(request.header("content-type")).contains("application/json");
        assertThat(request.header("user-agent").orElseThrow()).startsWith("claude4j/");
        assertThat(request.header("accept-encoding").orElse("identity")).doesNotContain("br");
    }

    @Test
    void unavailableAtOnceAgain_isNotRepeatedBehindTheClientsBack() {
        fake.at("GET", "/v1/models").reply(FakeResponse.error(503).header("retry-after", "0"));
        fake.at("POST", "/v1/messages").reply(FakeResponse.error(503).header("retry-after", "0"));
        try (Claude claude = client(OkHttpTransport.create())) {
            Claude once = claude.with(o -> o.maxRetries(0));

            assertThatThrownBy(() -> once.models().list()).isInstanceOf(InternalServerException.class);
            assertThatThrownBy(() -> once.messages().create(PARAMS)).isInstanceOf(InternalServerException.class);
        }
        assertThat(fake.requests()).hasSize(2);
    }

    @Test
    void givenClient_isLeftAloneByClose() throws IOException {
        OkHttpClient given = new OkHttpClient();
        try (Claude claude = client(OkHttpTransport.of(given))) {
            claude.messages().create(PARAMS);
        }
        Request request =
                new Request.Builder().url(fake.url().toString() + "/v1/nothing").build();
        try (Response response = given.newCall(request).execute()) {
            assertThat(response.code()).isBetween(400, 499);
        }
        assertThat(given.dispatcher().executorService().isShutdown()).isFalse();
        given.connectionPool().evictAll();
    }

    @Test
    void callers_atOnce_shareThePool() throws Exception {
        int callers = 32;
        ExecutorService threads = Executors.newFixedThreadPool(callers);
        try (Claude claude = client(OkHttpTransport.create())) {
            List<Future<Message>> answers = new ArrayList<>();
            for (int i = 0; i < callers * 10; i++) {
                answers.add(threads.submit(() -> claude.messages().create(PARAMS)));
            }
            for (Future<Message> answer : answers) {
                assertThat(answer.get().text()).isNotEmpty();
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(fake.requests()).hasSize(callers * 10);
    }

    @Test
    void socksProxy_isUsed() throws Exception {
        try (Socks socks = new Socks()) {
            OkHttpClient given = new OkHttpClient.Builder()
                    .proxy(new Proxy(Proxy.Type.SOCKS, socks.address()))
                    .build();
            try (Claude claude = client(OkHttpTransport.of(given))) {
                assertThat(claude.messages().create(PARAMS).text()).isNotEmpty();
            }
            given.connectionPool().evictAll();
            assertThat(socks.connections).hasValue(1);
        }
    }

    private static Claude client(OkHttpTransport transport, String url) {
        return Claude.builder()
                .apiKey("sk-test")
                .baseUrl(url)
                .maxRetries(0)
                .transport(transport)
                .build();
    }

    @Test
    void connectionThatTheServerHasClosed_isNotUsedAgain() throws Exception {
        try (Raw server = new Raw("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}", true);
                Claude claude = client(OkHttpTransport.create(), server.url())) {
            for (int i = 1; i <= 20; i++) {
                assertThat(claude.http()
                                .post("/v1/things", JsonObject.of("n", i))
                                .text())
                        .isEqualTo("{}");
                server.awaitClosed(i);
            }
            assertThat(server.requests).hasValue(20);
        }
    }

    @Test
    void connection_isUsedAgainWhereTheServerKeepsIt() throws Exception {
        try (Raw server = new Raw("HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}", false);
                Claude claude = client(OkHttpTransport.create(), server.url())) {
            for (int i = 1; i <= 5; i++) {
                claude.http().post("/v1/things", JsonObject.of("n", i));
            }
            assertThat(server.requests).hasValue(5);
            assertThat(server.connections).hasValue(1);
        }
    }

    @Test
    void headersOfAnAnswerThatAreOdd_doNoHarm() throws Exception {
        String head = "HTTP/1.1 200 OK\r\nodd name: x\r\nbell: a\u0007b\r\ncontent-length: 2\r\n\r\n{}";
        try (Raw server = new Raw(head, false);
                Claude claude = client(OkHttpTransport.create(), server.url())) {
            for (int i = 0; i < 3; i++) {
                assertThat(claude.http().get("/v1/things").text()).isEqualTo("{}");
            }
            assertThat(server.connections).hasValue(1);
        }
    }

    @Test
    void proxyThatRefuses_andTlsThatFails_areNamed() throws Exception {
        try (Raw server = new Raw("HTTP/1.1 403 Forbidden\r\ncontent-length: 0\r\n\r\n", true)) {
            OkHttpClient given = new OkHttpClient.Builder()
                    .proxy(new Proxy(Proxy.Type.HTTP, server.address()))
                    .build();
            try (Claude claude = client(OkHttpTransport.of(given), "https://127.0.0.1:1")) {
                assertThatThrownBy(() -> claude.http().get("/v1/things"))
                        .isInstanceOf(ConnectionException.class)
                        .hasMessageContaining("403");
            }
            String tls = server.url().replace("http:", "https:");
            try (Claude claude = client(OkHttpTransport.create(), tls)) {
                assertThatThrownBy(() -> claude.http().get("/v1/things"))
                        .isInstanceOf(ConnectionException.class)
                        .hasRootCauseInstanceOf(SSLException.class)
                        .hasMessageNotContaining("could not connect");
            }
        }
    }

    /** A server that says the same to everybody, and closes each connection then or keeps it. */
    private static final class Raw implements AutoCloseable {
        private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        private final AtomicInteger connections = new AtomicInteger();
        private final AtomicInteger requests = new AtomicInteger();
        private final Semaphore closed = new Semaphore(0);

        Raw(String answer, boolean closes) throws IOException {
            Socks.daemon(() -> {
                while (true) {
                    Socket client = listener.accept();
                    connections.incrementAndGet();
                    Socks.daemon(() -> serve(client, answer, closes));
                }
            });
        }

        private void serve(Socket client, String answer, boolean closes) throws IOException {
            try (client) {
                InputStream in = new BufferedInputStream(client.getInputStream());
                do {
                    int length = 0;
                    String line = line(in);
                    for (; !line.isEmpty(); line = line(in)) {
                        if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                            length = Integer.parseInt(line.substring(15).strip());
                        }
                    }
                    in.readNBytes(length);
                    requests.incrementAndGet();
                    client.getOutputStream().write(answer.getBytes(ISO_8859_1));
                } while (!closes);
            } finally {
                closed.release();
            }
        }

        private static String line(InputStream in) throws IOException {
            StringBuilder line = new StringBuilder();
            for (int b = in.read(); b != '\n'; b = in.read()) {
                if (b < 0) {
                    throw new EOFException();
                }
                if (b != '\r') {
                    line.append((char) b);
                }
            }
            return line.toString();
        }

        InetSocketAddress address() {
            return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
        }

        String url() {
            return "http://127.0.0.1:" + listener.getLocalPort();
        }

        /** Waits until this connection was closed. */
        void awaitClosed(int number) throws InterruptedException {
            assertThat(closed.tryAcquire(10, TimeUnit.SECONDS))
                    .as("closed " + number)
                    .isTrue();
        }

        @Override
        public void close() throws IOException {
            listener.close();
        }
    }

    /** The least of a SOCKS 5 proxy: no credentials, addresses of IPv4 and names. */
    private static final class Socks implements AutoCloseable {
        private final ServerSocket listener = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        private final AtomicInteger connections = new AtomicInteger();

        Socks() throws IOException {
            daemon(() -> {
                while (true) {
                    Socket client = listener.accept();
                    connections.incrementAndGet();
                    daemon(() -> serve(client));
                }
            });
        }

        private interface Work {
            void run() throws IOException;
        }

        private static void daemon(Work work) {
            Thread thread = new Thread(() -> {
                try {
                    work.run();
                } catch (IOException e) {
                    // A side has closed its connection.
                }
            });
            thread.setDaemon(true);
            thread.start();
        }

        InetSocketAddress address() {
            return new InetSocketAddress(listener.getInetAddress(), listener.getLocalPort());
        }

        private static void serve(Socket client) throws IOException {
            DataInputStream in = new DataInputStream(client.getInputStream());
            OutputStream out = client.getOutputStream();
            in.readByte();
            in.readNBytes(in.readUnsignedByte());
            out.write(new byte[] {5, 0});
            in.readNBytes(3);
            byte[] address = in.readByte() == 1 ? in.readNBytes(4) : in.readNBytes(in.readUnsignedByte());
            InetAddress host = address.length == 4
                    ? InetAddress.getByAddress(address)
                    : InetAddress.getByName(new String(address));
            Socket server = new Socket(host, in.readUnsignedShort());
            out.write(new byte[] {5, 0, 0, 1, 0, 0, 0, 0, 0, 0});
            CompletableFuture<Void> back = CompletableFuture.runAsync(() -> copy(server, client));
            copy(client, server);
            back.join();
        }

        private static void copy(Socket from, Socket to) {
            try (from;
                    to;
                    InputStream in = from.getInputStream()) {
                in.transferTo(to.getOutputStream());
            } catch (IOException e) {
                // The other side is gone.
            }
        }

        @Override
        public void close() {
            try {
                listener.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
