package io.github.claude4j.internal.call;

import static io.github.claude4j.fixtures.ScriptedServer.BLOCK_START;
import static io.github.claude4j.fixtures.ScriptedServer.MESSAGE_START;
import static io.github.claude4j.fixtures.ScriptedServer.STREAM;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.claude4j.Claude;
import io.github.claude4j.errors.ConnectionException;
import io.github.claude4j.errors.InternalServerException;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.fixtures.Signals;
import io.github.claude4j.http.ByteSource;
import io.github.claude4j.http.Call;
import io.github.claude4j.http.CallListener;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.PushTransport;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.Response;
import io.github.claude4j.http.Transport;
import io.github.claude4j.jdk.JdkTransport;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.MessageStreamEvent;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Whatever goes wrong in a pushed stream is told its subscriber, once, and hurts no other. */
@Timeout(120)
class PushedFailuresTest {
    private static final MessageCreateParams PARAMS = MessageCreateParams.of(JsonObject.of("max_tokens", 16));

    private final ScriptedServer server = new ScriptedServer();
    private final CountDownLatch testIsOver = new CountDownLatch(1);
    private final Claude claude = server.client();

    @AfterEach
    void close() {
        testIsOver.countDown();
        claude.close();
        server.close();
    }

    private static Signals push(Claude client) {
        return new Signals(client.publisher(c -> c.messages().stream(PARAMS)));
    }

    private Claude over(Transport transport) {
        return server.options().maxRetries(0).transport(transport).build();
    }

    @Test
    void refusedConnection_isNamedAndTriedAgainAsInACall() throws IOException {
        try (Socket taken = new Socket()) {
            // Bound, but nothing listens there.
            taken.bind(new InetSocketAddress("127.0.0.1", 0));
            AtomicInteger attempts = new AtomicInteger();
            Claude lost = server.options()
                    .baseUrl("http://127.0.0.1:" + taken.getLocalPort())
                    .maxRetries(1)
                    .listener(new CallListener() {
                        @Override
                        public void onAttempt(Call call, Request request) {
                            attempts.incrementAndGet();
                        }
                    })
                    .build();
            Throwable read = catchThrowable(() -> lost.messages().stream(PARAMS));

            Object pushed = push(lost).end();

            assertThat(pushed).isInstanceOf(Throwable.class).hasSameClassAs(read);
            assertThat((Throwable) pushed).hasMessage(read.getMessage());
            assertThat(attempts).hasValue(4);
        }
    }

    @Test
    void lengthThatIsNone_isTold() {
        server.otherwise(connection -> connection
                .head(200, "content-length: abc", "content-type: text/event-stream")
                .write(STREAM)
                .close());

        assertThat(push(claude.with(o -> o.maxRetries(0))).end()).isInstanceOf(ConnectionException.class);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void transportThatFailsInAnyWay_isTold() {
        List<Throwable> failures = List.of(
                new IllegalStateException("a bug"), new AssertionError("worse"), new OutOfMemoryError("no room"));
        for (Throwable failure : failures) {
            Transport broken = (request, call) -> {
                throw PushedFailuresTest.<RuntimeException>sneaky(failure);
            };
            assertThat(push(over(broken)).end()).isSameAs(failure);
            assertThat(push(over(new Pushing(answering -> {
                                throw PushedFailuresTest.<RuntimeException>sneaky(failure);
                            })))
                            .end())
                    .isSameAs(failure);
            assertThat(push(over(new Pushing(answering -> answering.failed(failure))))
                            .end())
                    .isSameAs(failure);
            InputStream unreadable = new InputStream() {
                @Override
                public int read() {
                    throw PushedFailuresTest.<RuntimeException>sneaky(failure);
                }
            };
            assertThat(push(over((request, call) -> new Response(200, Headers.of(), unreadable)))
                            .end())
                    .isInstanceOf(failure instanceof Error ? failure.getClass() : ConnectionException.class);
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> E sneaky(Throwable failure) throws E {
        throw (E) failure;
    }

    /** A transport that pushes what it was made with. */
    private record Pushing(Consumer<Answering> sending) implements PushTransport {
        @Override
        public Response send(Request request, Call call) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void send(Request request, Call call, Answering answering) {
            sending.accept(answering);
        }
    }

    @Test
    void transportThatAnswersTwice_isHeardOnce() {
        Response first = Response.of(200, Headers.of(), STREAM.getBytes(UTF_8));
        Response second = Response.of(500, Headers.of(), new byte[0]);

        Signals signals = push(over(new Pushing(answering -> {
            answering.answered(first);
            answering.answered(second);
            answering.failed(new IOException("too late"));
        })));

        assertThat(signals.text()).isEqualTo("Hello");
    }

    @Test
    void listenerThatThrowsAnError_disturbsNothing() {
        server.thenEvents(STREAM);

        assertThat(push(claude.with(o -> o.listener(new CallListener() {
                            @Override
                            public void onEvent(Call call, JsonObject event) {
                                throw new AssertionError("a bug");
                            }
                        })))
                        .text())
                .isEqualTo("Hello");
    }

    @Test
    void errorBodiesThatStall_holdUpNoOtherStream() {
        CountDownLatch stalled = new CountDownLatch(40);
        for (int i = 0; i < 40; i++) {
            server.then(connection -> {
                connection.head(500, "content-length: 100").write("{");
                stalled.countDown();
                ScriptedServer.await(testIsOver);
            });
        }
        List<Signals> waiting = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            waiting.add(push(claude.with(o -> o.maxRetries(0).idleTimeout(Duration.ofSeconds(20)))));
        }
        await(stalled);
        server.thenEvents(STREAM);

        assertThat(push(claude).text()).isEqualTo("Hello");
        assertThat(waiting).hasSize(40);
    }

    @Test
    void errorBodyThatStalls_isEndedByTheIdleLimit() {
        server.then(connection -> {
            connection.head(500, "content-length: 100").write("{");
            ScriptedServer.await(testIsOver);
        });

        assertThat(push(claude.with(o -> o.maxRetries(0).idleTimeout(Duration.ofMillis(300))))
                        .end())
                .isInstanceOf(ConnectionException.class)
                .asString()
                .contains("waited 0.3 s for the next byte");
    }

    @Test
    void errorBody_isReadAndTold() {
        server.thenJson(500, ScriptedServer.error("api_error"));

        assertThatThrownBy(() -> push(claude.with(o -> o.maxRetries(0))).text())
                .isInstanceOf(InternalServerException.class)
                .hasMessageContaining("no luck");
    }

    /** As many as there are threads for signals on JDK 17, and some. */
    @Test
    void subscribersThatBlock_keepNoOtherStreamFromItsLimits() {
        CountDownLatch blocked = new CountDownLatch(32);
        server.otherwise(connection -> {
            connection.events(MESSAGE_START + BLOCK_START);
            ScriptedServer.await(testIsOver);
        });
        List<Flow.Publisher<MessageStreamEvent>> all = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            Flow.Publisher<MessageStreamEvent> publisher = claude.publisher(c -> c.messages().stream(PARAMS));
            publisher.subscribe(new Flow.Subscriber<>() {
                @Override
                public void onSubscribe(Flow.Subscription subscription) {
                    subscription.request(1);
                }

                @Override
                public void onNext(MessageStreamEvent event) {
                    blocked.countDown();
                    await(testIsOver);
                }

                @Override
                public void onError(Throwable failure) {}

                @Override
                public void onComplete() {}
            });
            all.add(publisher);
        }
        await(blocked);

        Object end =
                push(claude.with(o -> o.totalTimeout(Duration.ofMillis(500)))).end();

        assertThat(end).asString().contains("waited 0.5 s for the call to end");
        assertThat(all).hasSize(40);
    }

    private static void await(CountDownLatch latch) {
        try {
            if (!latch.await(60, TimeUnit.SECONDS)) {
                throw new AssertionError("waited 60 s in vain");
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void callsBeyondTheThreads_waitTheirTurn() throws Exception {
        CountDownLatch all = new CountDownLatch(1);
        Transport slow = (request, call) -> {
            all.await();
            return Response.of(200, Headers.of(), ScriptedServer.MESSAGE.getBytes(UTF_8));
        };
        try (Claude own = over(slow)) {
            List<CompletableFuture<String>> answers = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                answers.add(own.async(c -> c.messages().create(PARAMS).text()));
            }
            List<Signals> streams = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                streams.add(push(own));
            }
            all.countDown();
            for (CompletableFuture<String> answer : answers) {
                assertThat(answer.get(60, TimeUnit.SECONDS)).isEqualTo("Hello");
            }
            assertThat(streams).allSatisfy(stream -> assertThat(stream.end()).isInstanceOf(Throwable.class));
        }
    }

    @Test
    void streamThatWaitsForAThread_isEndedByItsTotalLimit() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        Transport stuck = (request, call) -> {
            begun.countDown();
            testIsOver.await();
            return Response.of(200, Headers.of(), STREAM.getBytes(UTF_8));
        };
        try (Claude own = over(stuck)) {
            for (int i = 0; i < 256; i++) {
                assertThat(own.async(c -> c.messages().create(PARAMS))).isNotNull();
            }
            await(begun);

            assertThat(push(own.with(o -> o.totalTimeout(Duration.ofMillis(300))))
                            .end())
                    .asString()
                    .contains("waited 0.3 s for the call to end");
            testIsOver.countDown();
        }
    }

    /** A cloud's transport around another: it changes the request, and decodes what it gets without a thread. */
    private record Upper(PushTransport around) implements PushTransport {
        @Override
        public Response send(Request request, Call call) throws IOException, InterruptedException {
            return decoded(around.send(request.withHeader("x-cloud", "yes"), call));
        }

        @Override
        public void send(Request request, Call call, Answering answering) {
            around.send(request.withHeader("x-cloud", "yes"), call, new Answering() {
                @Override
                public void answered(Response response) {
                    answering.answered(decoded(response));
                }

                @Override
                public void failed(Throwable failure) {
                    answering.failed(failure);
                }
            });
        }

        private static Response decoded(Response response) {
            ByteSource source = response.source();
            return response.withBody(new ByteSource() {
                @Override
                public int poll(byte[] target, int offset, int length) throws IOException {
                    int count = source.poll(target, offset, length);
                    for (int i = 0; i < count; i++) {
                        target[offset + i] ^= 1;
                    }
                    return count;
                }

                @Override
                public void await() throws IOException {
                    source.await();
                }

                @Override
                public void onArrival(Runnable action) {
                    source.onArrival(action);
                }

                @Override
                public void close() {
                    source.close();
                }
            });
        }
    }

    @Test
    void transportAroundAnother_decodesWithoutAThread() {
        byte[] secret = STREAM.getBytes(UTF_8);
        for (int i = 0; i < secret.length; i++) {
            secret[i] ^= 1;
        }
        server.otherwise(connection -> connection
                .head(200, "content-length: " + secret.length, "content-type: text/event-stream")
                .write(secret));
        try (Claude own = over(new Upper(JdkTransport.create()))) {
            assertThat(push(own).text()).isEqualTo("Hello");
            assertThat(own.messages().stream(PARAMS).message().text()).isEqualTo("Hello");
        }
        assertThat(server.requests()).allMatch(request -> "yes".equals(request.header("x-cloud")));
    }
}
