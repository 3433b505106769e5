package io.github.claude4j.testkit.junit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.claude4j.Claude;
import io.github.claude4j.client.Http;
import io.github.claude4j.errors.CancelledException;
import io.github.claude4j.errors.ConnectionTimeoutException;
import io.github.claude4j.http.Response;
import io.github.claude4j.http.Transport;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.junit.Trial.Answer;
import io.github.claude4j.testkit.junit.Trial.Upload;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * What a {@link Transport} has to do, as tests to run it through:
 *
 * <pre>{@code
 * class MyTransportTest extends TransportContract {
 *     @Override
 *     protected Transport transport() {
 *         return new MyTransport();
 *     }
 * }
 * }</pre>
 *
 * <p>Each test speaks to servers of its own on loopback, over HTTP/1.1. JUnit 5.5 or newer must be there.
 */
@Timeout(60)
public abstract class TransportContract {
    private static final int MEGABYTE = 1024 * 1024;
    private static final JsonObject NOTHING = JsonObject.of();

    private @Nullable Trial trial;

    /** For the tests of a transport. */
    protected TransportContract() {}

    /** A call whose answer is read as it comes. */
    private static void stream(Http http) {
        http.stream("/", NOTHING).close();
    }

    /** A new transport to try. Each test takes one and closes it. */
    protected abstract Transport transport();

    private synchronized Trial trial() {
        Trial current = trial;
        if (current == null) {
            current = new Trial(transport());
            trial = current;
        }
        return current;
    }

    @AfterEach
    void closeAll() {
        trial().close();
    }

    private LoopbackServer server(LoopbackServer.Script script) {
        return trial().server(script);
    }

    private Answer get(LoopbackServer server) throws Exception {
        return trial().send(server, http -> http.get("/"));
    }

    private Answer post(LoopbackServer server, Upload upload) throws Exception {
        return trial().send(server, http -> http.post("/", NOTHING), request -> request.withBody(upload));
    }

    private static byte[] content(int length) {
        byte[] content = new byte[length];
        for (int i = 0; i < length; i++) {
            content[i] = (byte) (i * 31 + i / 251);
        }
        return content;
    }

    // --- answers

    @Test
    void answer_ofAnyStatus_isGivenAsItIs() throws Exception {
        LoopbackServer server = server(connection -> {
            int status = Integer.parseInt(connection.target().substring(1));
            connection.answer(status, "body " + status, "x-one: 1", "X-Two: a", "x-two: b");
        });

        for (int status : new int[] {200, 201, 400, 401, 404, 413, 429, 500, 503, 529}) {
            Answer answer = trial().send(server, http -> http.get("/" + status));

            assertEquals(status, answer.status);
            assertEquals("body " + status, answer.text());
            assertEquals(List.of("1"), answer.headers("x-one"));
            assertEquals(List.of("a", "b"), answer.headers("x-two"));
        }
    }

    @Test
    void answer_withoutABody_isGivenWithNone() throws Exception {
        LoopbackServer server = server(connection -> {
            connection.read();
            connection.head(204);
        });

        Answer answer = trial().send(server, http -> http.delete("/v1/one"));

        assertEquals(204, answer.status);
        assertEquals("", answer.text());
    }

    @Test
    void answer_afterInformationalOnes_isTheLast() throws Exception {
        LoopbackServer server = server(connection -> {
            connection.head(100).head(102).head(103, "link: </a>");
            connection.answer(200, "last");
        });

        assertEquals("last", get(server).text());
    }

    @Test
    void redirect_isNotFollowed() throws Exception {
        LoopbackServer server =
                server(connection -> connection.answer(307, "", "location: http://localhost/elsewhere"));

        Answer answer = trial().send(server, http -> http.post("/v1/one", NOTHING));

        assertEquals(307, answer.status);
        assertEquals(List.of("http://localhost/elsewhere"), answer.headers("location"));
        assertEquals(1, server.received().size());
    }

    @Test
    void body_isReadAsItComes() throws Exception {
        CountDownLatch firstWasRead = new CountDownLatch(1);
        LoopbackServer server = server(connection -> {
            connection.read();
            connection.head(200, "transfer-encoding: chunked").chunk("one");
            assertTrue(firstWasRead.await(30, TimeUnit.SECONDS));
            connection.chunk("two").write("0\r\n\r\n");
        });

        String rest = trial().exchange(server.url(), TransportContract::stream, (request, call) -> {
            try (Response response = trial().transport().send(request, call)) {
                InputStream body = response.body();
                assertEquals("one", new String(body.readNBytes(3), UTF_8));
                firstWasRead.countDown();
                return new String(body.readAllBytes(), UTF_8);
            }
        });

        assertEquals("two", rest);
    }

    @Test
    void body_thatEndsWithItsConnection_isWhole() throws Exception {
        LoopbackServer server = server(connection -> {
            connection.read();
            connection.head(200).write("until the end").close();
        });

        assertEquals("until the end", get(server).text());
    }

    @Test
    void body_ofManyMegabytes_isWhole() throws Exception {
        byte[] content = content(8 * MEGABYTE);
        LoopbackServer server = server(connection -> {
            connection.read();
            connection.head(200, "content-length: " + content.length).write(content);
        });

        assertArrayEquals(content, get(server).body);
    }

    @Test
    void body_thatIsCut_isAnIOException() throws Exception {
        LoopbackServer length = server(connection -> {
            connection.read();
            connection.head(200, "content-length: 99").write("half").close();
        });
        LoopbackServer chunks = server(connection -> {
            connection.read();
            connection.head(200, "transfer-encoding: chunked").chunk("half").close();
        });

        assertThrows(IOException.class, () -> get(length));
        assertThrows(IOException.class, () -> get(chunks));
    }

    /** Either the bytes as they came, with the header, or what they were before, without it. */
    @Test
    void body_thatIsEncoded_isWhatItsHeadSays() throws Exception {
        byte[] encoded = gzip("before");
        LoopbackServer server = server(connection -> {
            connection.read();
            connection
                    .head(200, "content-encoding: gzip", "content-length: " + encoded.length)
                    .write(encoded);
        });

        Answer answer = get(server);

        if (answer.headers("content-encoding").isEmpty()) {
            assertEquals("before", answer.text());
        } else {
            assertArrayEquals(encoded, answer.body);
        }
    }

    private static byte[] gzip(String text) throws IOException {
        ByteArrayOutputStream encoded = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(encoded)) {
            gzip.write(text.getBytes(UTF_8));
        }
        return encoded.toByteArray();
    }

    // --- requests

    @Test
    void request_ofEachMethod_arrives() throws Exception {
        LoopbackServer server = server(connection -> connection.answer(200, "{}"));
        JsonObject body = JsonObject.of("a", 1);
        Map<String, Consumer<Http>> methods = Map.of(
                "GET", http -> http.get("/v1/a%2Fb?x=a%20b&y=%C3%A9"),
                "DELETE", http -> http.delete("/v1/a%2Fb?x=a%20b&y=%C3%A9"),
                "POST", http -> http.post("/v1/a%2Fb?x=a%20b&y=%C3%A9", body),
                "PUT", http -> http.put("/v1/a%2Fb?x=a%20b&y=%C3%A9", body),
                "PATCH", http -> http.patch("/v1/a%2Fb?x=a%20b&y=%C3%A9", body));

        for (Map.Entry<String, Consumer<Http>> method : methods.entrySet()) {
            trial().send(server, method.getValue());
            LoopbackServer.Received received =
                    server.received().get(server.received().size() - 1);

            boolean bodiless = method.getKey().equals("GET") || method.getKey().equals("DELETE");
            assertEquals(method.getKey(), received.method());
            assertEquals("/v1/a%2Fb?x=a%20b&y=%C3%A9", received.target());
            assertEquals(bodiless ? "" : "{\"a\":1}", new String(received.body(), UTF_8));
            assertEquals(List.of(), received.header("transfer-encoding"));
            if (!bodiless) {
                assertEquals(List.of("7"), received.header("content-length"));
                assertEquals(List.of("application/json"), received.header("content-type"));
            }
        }
    }

    @Test
    void headers_arriveAsTheyAre_andNoOthersThatMatter() throws Exception {
        LoopbackServer server = server(connection -> connection.answer(200, "{}"));

        trial().send(
                        server,
                        http -> http.get("/"),
                        request -> request.withHeaders(request.headers().toBuilder()
                                .set("X-Mine", "a;b, c")
                                .set("user-agent", "mine/1")
                                .add("x-two", "1")
                                .add("x-two", "2")
                                .build()));

        LoopbackServer.Received received = server.received().get(0);
        assertEquals(List.of("a;b, c"), received.header("x-mine"));
        assertEquals(List.of("mine/1"), received.header("user-agent"));
        assertEquals("1, 2", String.join(", ", received.header("x-two")));
        assertEquals(List.of("127.0.0.1:" + server.port()), received.header("host"));
        for (String unwanted : List.of("cookie", "expect", "referer", "range", "if-none-match")) {
            assertEquals(List.of(), received.header(unwanted), unwanted);
        }
        // What it does not decode it must not ask for.
        assertFalse(String.join(",", received.header("accept-encoding")).contains("br"));
    }

    @Test
    void upload_arrivesWhole_readOnceAndClosed() throws Exception {
        LoopbackServer server = server(connection -> connection.answer(200, "{}"));

        for (int length : new int[] {0, 1, 100_000, 5 * MEGABYTE}) {
            Upload upload = new Upload(content(length));
            post(server, upload);
            LoopbackServer.Received received =
                    server.received().get(server.received().size() - 1);

            assertArrayEquals(upload.content, received.body());
            assertEquals(List.of(String.valueOf(length)), received.header("content-length"));
            assertTrue(upload.opened.get() <= 1, "opened once");
            assertEquals(upload.opened.get(), upload.closed.get(), "closed as often as opened");
        }
    }

    @Test
    void upload_thatIsRead_isSentAsItIsRead() throws Exception {
        CountDownLatch arrived = new CountDownLatch(1);
        LoopbackServer server = server(connection -> {
            // The head is there while the body is still being made.
            arrived.countDown();
            connection.answer(200, "{}");
        });
        Upload upload = new Upload(content(MEGABYTE)) {
            @Override
            void before(int position) throws IOException {
                // What is in front of this is more than any buffer of a client.
                if (position > MEGABYTE / 2) {
                    Trial.await(arrived);
                }
            }
        };

        post(server, upload);

        assertArrayEquals(upload.content, server.received().get(0).body());
    }

    @Test
    void upload_thatFails_fails() throws Exception {
        LoopbackServer server = server(connection -> connection.answer(200, "{}"));
        Upload unopened = new Upload(content(10)) {
            @Override
            public InputStream open() throws IOException {
                throw new IOException("gone");
            }
        };
        Upload unread = new Upload(content(MEGABYTE)) {
            @Override
            void before(int position) throws IOException {
                if (position > MEGABYTE / 2) {
                    throw new IOException("gone");
                }
            }
        };

        for (Upload upload : List.of(unopened, unread)) {
            Exception failure = assertThrows(Exception.class, () -> post(server, upload));
            assertFalse(failure instanceof ConnectException, "the connection was well");
        }
        assertTrue(server.awaitAllClosed());
        for (LoopbackServer.Received received : server.received()) {
            assertFalse(
                    received.header("content-length").equals(List.of(String.valueOf(received.body().length))),
                    "what could not be read must not arrive as a whole");
        }
    }

    @Test
    void upload_thatIsAnsweredBeforeItsEnd_ends() throws Exception {
        LoopbackServer server = server(connection -> {
            connection.head(413, "content-length: 2", "connection: close").write("{}");
            connection.awaitClientEnd();
        });
        Upload upload = new Upload(content(16 * MEGABYTE));

        try {
            Answer answer = post(server, upload);
            assertEquals(413, answer.status);
        } catch (IOException e) {
            // The server closed before all was sent: that is no answer, but an end.
        }
        assertTrue(server.awaitAllClosed());
    }

    // --- failures

    @Test
    void connectionThatIsRefused_isAConnectException() throws Exception {
        int unused;
        try (ServerSocket socket = new ServerSocket(0)) {
            unused = socket.getLocalPort();
        }

        assertThrows(
                ConnectException.class,
                () -> trial().exchange("http://127.0.0.1:" + unused, http -> http.get("/"), trial()::read));
    }

    @Test
    void nameThatIsUnknown_isAConnectException() {
        IOException failure = assertThrows(
                IOException.class,
                () -> trial().exchange("http://unknown.invalid", http -> http.get("/"), trial()::read));

        assertTrue(failure instanceof ConnectException || failure instanceof UnknownHostException, failure.toString());
    }

    @Test
    void answerThatIsNone_isAnIOException() throws Exception {
        List<LoopbackServer.Script> scripts = List.of(
                connection -> connection.close(),
                connection -> connection.reset(),
                connection -> connection.write("SSH-2.0-OpenSSH_9.6\r\n").awaitClientEnd(),
                connection -> connection.write("HTTP/1.1 200 OK\r\nx-ha").close(),
                connection ->
                        connection.head(200, "content-length: -5").write("{}").close(),
                connection -> connection
                        .head(200, "transfer-encoding: chunked")
                        .write("zz\r\n{}\r\n")
                        .close());

        for (LoopbackServer.Script script : scripts) {
            LoopbackServer server = server(connection -> {
                connection.read();
                script.play(connection);
            });
            Exception failure =
                    assertThrows(Exception.class, () -> trial().send(server, http -> http.post("/", NOTHING)));
            assertInstanceOf(IOException.class, failure);
        }
    }

    @Test
    void headThatIsOdd_isAnAnswerOrAnIOException() throws Exception {
        for (String line :
                List.of("bad name: 1", ": 1", "no colon", "x-bell: a\u0007b", "x-long: " + "a".repeat(500_000))) {
            LoopbackServer server = server(connection -> connection.answer(200, "{}", line));
            try {
                assertEquals("{}", get(server).text());
            } catch (IOException e) {
                // It refuses such an answer.
            }
        }
    }

    // --- ends

    @Test
    void cancelling_beforeTheHead_endsTheExchange() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        LoopbackServer server = server(connection -> {
            connection.read();
            asked.countDown();
            connection.awaitClientEnd();
        });

        assertThrows(
                IOException.class,
                () -> trial().exchange(server.url(), http -> http.get("/"), (request, call) -> {
                    LoopbackServer.daemon(() -> {
                        Trial.await(asked);
                        call.cancel();
                    });
                    return trial().read(request, call);
                }));
        assertTrue(server.awaitAllClosed());
    }

    @Test
    void cancelling_beforeSending_endsTheExchange() throws Exception {
        LoopbackServer server = server(connection -> {
            connection.read();
            connection.awaitClientEnd();
        });

        assertThrows(
                IOException.class,
                () -> trial().exchange(server.url(), http -> http.get("/"), (request, call) -> {
                    call.cancel();
                    return trial().read(request, call);
                }));
        assertTrue(server.awaitAllClosed());
    }

    @Test
    void cancelling_whileSending_endsTheExchange() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch cancelled = new CountDownLatch(1);
        LoopbackServer server = server(connection -> {
            asked.countDown();
            Trial.await(cancelled);
            connection.awaitClientEnd();
        });

        assertThrows(
                IOException.class,
                () -> trial().exchange(server.url(), http -> http.post("/", NOTHING), (request, call) -> {
                    LoopbackServer.daemon(() -> {
                        Trial.await(asked);
                        call.cancel();
                        cancelled.countDown();
                    });
                    return trial().read(request.withBody(new Upload(content(16 * MEGABYTE))), call);
                }));
        assertTrue(server.awaitAllClosed());
    }

    @Test
    void cancelling_inTheBody_endsTheExchange() throws Exception {
        LoopbackServer server = server(connection -> {
            connection.read();
            connection.head(200, "transfer-encoding: chunked").chunk("one").awaitClientEnd();
        });

        assertThrows(
                IOException.class,
                () -> trial().exchange(server.url(), TransportContract::stream, (request, call) -> {
                    try (Response response = trial().transport().send(request, call)) {
                        response.body().readNBytes(3);
                        LoopbackServer.daemon(call::cancel);
                        return response.body().read();
                    }
                }));
        assertTrue(server.awaitAllClosed());
    }

    @Test
    void interrupt_beforeTheHead_isAnInterruptedException() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        LoopbackServer server = server(connection -> {
            connection.read();
            asked.countDown();
            connection.awaitClientEnd();
        });

        assertThrows(
                InterruptedException.class,
                () -> trial().exchange(server.url(), http -> http.get("/"), (request, call) -> {
                    Trial.interruptAfter(asked);
                    return trial().read(request, call);
                }));
        assertTrue(server.awaitAllClosed());
    }

    @Test
    void interrupt_beforeSending_isAnInterruptedException() throws Exception {
        LoopbackServer server = server(connection -> connection.answer(200, "{}"));

        assertThrows(
                InterruptedException.class,
                () -> trial().exchange(server.url(), http -> http.get("/"), (request, call) -> {
                    Thread.currentThread().interrupt();
                    return trial().read(request, call);
                }));
    }

    @Test
    void interrupt_inTheBody_isAnInterruptedIOException() throws Exception {
        LoopbackServer server = server(connection -> {
            connection.read();
            connection.head(200, "transfer-encoding: chunked").chunk("one").awaitClientEnd();
        });

        assertThrows(
                InterruptedIOException.class,
                () -> trial().exchange(server.url(), TransportContract::stream, (request, call) -> {
                    try (Response response = trial().transport().send(request, call)) {
                        response.body().readNBytes(3);
                        Trial.interruptAfter(new CountDownLatch(0));
                        return response.body().read();
                    } finally {
                        boolean unused = Thread.interrupted();
                    }
                }));
        assertTrue(server.awaitAllClosed());
    }

    @Test
    void closing_anAnswer_endsTheExchange() throws Exception {
        LoopbackServer server = server(connection -> {
            connection.read();
            connection.head(200, "transfer-encoding: chunked");
            while (true) {
                connection.chunk("more");
                Thread.sleep(10);
            }
        });

        trial().exchange(server.url(), TransportContract::stream, (request, call) -> {
            try (Response response = trial().transport().send(request, call)) {
                return response.body().read();
            }
        });

        assertTrue(server.awaitAllClosed());
    }

    @Test
    void limits_endTheCall() throws Exception {
        LoopbackServer silent = server(connection -> {
            connection.read();
            connection.awaitClientEnd();
        });
        LoopbackServer stalled = server(connection -> {
            connection.read();
            connection.head(200, "content-length: 99").write("half").awaitClientEnd();
        });

        for (LoopbackServer server : List.of(silent, stalled)) {
            try (Claude claude = Trial.client(
                            server.url(), (request, call) -> trial().transport().send(request, call))
                    .timeout(Duration.ofSeconds(1))
                    .idleTimeout(Duration.ofSeconds(1))
                    .build()) {
                assertThrows(
                        ConnectionTimeoutException.class, () -> claude.http().get("/"));
            }
            assertTrue(server.awaitAllClosed());
        }
    }

    // --- connections

    @Test
    void connection_whoseAnswerWasRead_isUsedAgain() throws Exception {
        LoopbackServer server = server(connection -> connection.answer(200, "{}"));

        for (int i = 0; i < 5; i++) {
            trial().send(server, http -> http.post("/", NOTHING));
        }

        assertEquals(5, server.received().size());
        assertEquals(1, server.accepted());
    }

    @Test
    void connection_thatTheServerClosed_isReplaced() throws Exception {
        LoopbackServer server =
                server(connection -> connection.answer(200, "{}").close());

        for (int i = 0; i < 3; i++) {
            assertEquals("{}", get(server).text());
            assertTrue(server.awaitAllClosed());
            // The client may learn of it by then.
            Thread.sleep(300);
        }
    }

    @Test
    void calls_atOnce_getTheirOwnAnswers() throws Exception {
        LoopbackServer server = server(connection -> connection.answer(200, "for " + connection.target()));
        List<FutureTask<String>> calls = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            String path = "/" + i;
            FutureTask<String> call = new FutureTask<>(
                    () -> trial().send(server, http -> http.get(path)).text());
            calls.add(call);
            LoopbackServer.daemon(call);
        }

        for (int i = 0; i < calls.size(); i++) {
            assertEquals("for /" + i, calls.get(i).get(30, TimeUnit.SECONDS));
        }
    }

    @Test
    void closing_theClient_endsCallsUnderWay() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        LoopbackServer server = server(connection -> {
            connection.read();
            asked.countDown();
            connection.awaitClientEnd();
        });
        Claude claude = Trial.client(server.url(), trial().transport()).build();
        FutureTask<Object> call = new FutureTask<>(() -> claude.http().get("/"));
        LoopbackServer.daemon(call);
        Trial.await(asked);

        claude.close();

        ExecutionException failure = assertThrows(ExecutionException.class, () -> call.get(30, TimeUnit.SECONDS));
        assertInstanceOf(CancelledException.class, failure.getCause());
        assertTrue(server.awaitAllClosed());
    }

    @Test
    void closing_twice_isQuiet() {
        trial().transport().close();
        trial().transport().close();
    }
}
