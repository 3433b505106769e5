package io.github.claude4j.testkit.junit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.claude4j.Claude;
import io.github.claude4j.client.Http;
import io.github.claude4j.errors.CancelledException;
import io.github.claude4j.http.Call;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Interceptor;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.RequestBody;
import io.github.claude4j.http.Response;
import io.github.claude4j.http.Transport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Has a transport send single requests, with calls as a client makes them but without what a client does around them. */
final class Trial implements AutoCloseable {
    private final Transport transport;
    private final List<LoopbackServer> servers = new ArrayList<>();

    Trial(Transport transport) {
        this.transport = transport;
    }

    Transport transport() {
        return transport;
    }

    LoopbackServer server(LoopbackServer.Script script) {
        LoopbackServer server = new LoopbackServer(script);
        servers.add(server);
        return server;
    }

    /** Options of a client over a transport, with one attempt a call. */
    static Claude.Builder client(String url, Transport transport) {
        return Claude.builder()
                .apiKey("sk-test")
                .baseUrl(url)
                .allowInsecureHttp()
                .transport(transport)
                .maxRetries(0);
    }

    /** What a test does in place of a client's transport. */
    @FunctionalInterface
    interface Exchange<T> {
        T run(Request request, Call call) throws Exception;
    }

    /** Has a client make a call to that URL, whose one attempt is this; gives or throws what comes of it. */
    <T> T exchange(String url, Consumer<Http> asking, Exchange<T> exchange) throws Exception {
        AtomicReference<T> result = new AtomicReference<>();
        AtomicReference<Exception> failure = new AtomicReference<>();
        AtomicReference<Error> error = new AtomicReference<>();
        Interceptor instead = (request, chain) -> {
            try {
                result.set(exchange.run(request, chain.call()));
            } catch (Exception e) {
                failure.set(e);
            } catch (Error e) {
                error.set(e);
            }
            return Response.of(200, Headers.of(), "{}".getBytes(UTF_8));
        };
        Transport unused = (request, call) -> {
            throw new IllegalStateException("the interceptor answers");
        };
        try (Claude claude = client(url, unused).attemptInterceptor(instead).build()) {
            asking.accept(claude.http());
        } catch (CancelledException e) {
            // The test cancels calls; what came of the exchange counts.
        }
        if (error.get() != null) {
            throw error.get();
        }
        if (failure.get() != null) {
            throw failure.get();
        }
        return result.get();
    }

    /** Sends the request of that call and reads its answer to the end. */
    Answer send(LoopbackServer server, Consumer<Http> asking) throws Exception {
        return send(server, asking, UnaryOperator.identity());
    }

    /** Sends the request of that call, changed so, and reads its answer to the end. */
    Answer send(LoopbackServer server, Consumer<Http> asking, UnaryOperator<Request> change) throws Exception {
        return exchange(server.url(), asking, (request, call) -> read(change.apply(request), call));
    }

    /** Sends a request and reads its answer to the end. */
    Answer read(Request request, Call call) throws IOException, InterruptedException {
        try (Response response = transport.send(request, call)) {
            return new Answer(
                    response.status(), response.headers(), response.body().readAllBytes());
        }
    }

    /** An answer that was read. */
    static final class Answer {
        final int status;
        final byte[] body;
        private final Headers headers;

        Answer(int status, Headers headers, byte[] body) {
            this.status = status;
            this.headers = headers;
            this.body = body;
        }

        List<String> headers(String name) {
            return headers.all(name);
        }

        String text() {
            return new String(body, UTF_8);
        }
    }

    /** Bytes to send, of which it is known how often they were opened and closed. */
    static class Upload implements RequestBody {
        final byte[] content;
        final AtomicInteger opened = new AtomicInteger();
        final AtomicInteger closed = new AtomicInteger();

        Upload(byte[] content) {
            this.content = content;
        }

        /** Is run before bytes from that position on are read. */
        void before(int position) throws IOException {}

        @Override
        public String contentType() {
            return "application/octet-stream";
        }

        @Override
        public long length() {
            return content.length;
        }

        @Override
        public InputStream open() throws IOException {
            opened.incrementAndGet();
            return new InputStream() {
                private final ByteArrayInputStream bytes = new ByteArrayInputStream(content);

                @Override
                public int read() throws IOException {
                    before(content.length - bytes.available());
                    return bytes.read();
                }

                @Override
                public int read(byte[] target, int offset, int length) throws IOException {
                    before(content.length - bytes.available());
                    return bytes.read(target, offset, Math.min(length, 8192));
                }

                @Override
                public void close() {
                    closed.incrementAndGet();
                }
            };
        }
    }

    /** Waits for something that the test or the server does, but not for ever. */
    static void await(CountDownLatch latch) {
        try {
            if (!latch.await(30, TimeUnit.SECONDS)) {
                throw new AssertionError("waited 30 s in vain");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Interrupts the thread that calls this, from another one, once that has happened. */
    static void interruptAfter(CountDownLatch latch) {
        Thread interrupted = Thread.currentThread();
        LoopbackServer.daemon(() -> {
            await(latch);
            interrupted.interrupt();
        });
    }

    @Override
    public void close() {
        transport.close();
        servers.forEach(LoopbackServer::close);
    }
}
