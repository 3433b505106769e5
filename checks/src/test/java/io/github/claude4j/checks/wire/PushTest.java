package io.github.claude4j.checks.wire;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.Claude;
import io.github.claude4j.errors.ConnectionTimeoutException;
import io.github.claude4j.http.CallListener;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Response;
import io.github.claude4j.http.Transport;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.MessageStreamEvent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A pushed stream ends in exactly one signal, whatever is thrown, and whatever others do. */
@Timeout(120)
class PushTest {
    private static final MessageCreateParams PARAMS = MessageCreateParams.builder()
            .model("claude-opus-5-5")
            .maxTokens(64)
            .addUserMessage("Hello")
            .build();

    /** More than there are threads for signals where those are counted. */
    private static final int MANY = 40;

    private static Claude.Builder options() {
        return Claude.builder().apiKey("sk-test").maxRetries(0);
    }

    static Stream<Throwable> thrown() {
        return Stream.of(
                new IOException("thrown"),
                new UncheckedIOException(new IOException("thrown")),
                new IllegalStateException("thrown"),
                new AssertionError("thrown"),
                new OutOfMemoryError("thrown"),
                new NoClassDefFoundError("thrown"));
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> RuntimeException rethrown(Throwable thrown) throws T {
        throw (T) thrown;
    }

    private static void assertFails(Transport transport) throws Exception {
        Signals signals = new Signals();
        try (Claude claude = options().transport(transport).build()) {
            claude.publisher(c -> c.messages().stream(PARAMS)).subscribe(signals);

            assertThat(signals.result().failure()).isNotNull();
        }
        assertThat(signals.ends()).isEqualTo(1);
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void anythingThrown_beforeTheHead_isOneSignal(Throwable thrown) throws Exception {
        assertFails((request, call) -> {
            throw PushTest.<IOException>rethrown(thrown);
        });
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void anythingThrown_beforeTheFirstByte_isOneSignal(Throwable thrown) throws Exception {
        assertFails((request, call) -> answer(new byte[0], thrown));
    }

    @ParameterizedTest
    @MethodSource("thrown")
    void anythingThrown_inTheBody_isOneSignal(Throwable thrown) throws Exception {
        assertFails((request, call) -> answer(Shape.EVENTS.half(), thrown));
    }

    private static Response answer(byte[] beginning, Throwable thrown) {
        InputStream throwing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw PushTest.<IOException>rethrown(thrown);
            }
        };
        return new Response(
                200,
                Headers.of("content-type", "text/event-stream"),
                new SequenceInputStream(new ByteArrayInputStream(beginning), throwing));
    }

    /** Of every way, since what a listener does is nobody's business. */
    @ParameterizedTest
    @EnumSource
    void listener_thatThrowsAnError_disturbsNothing(Way way) {
        CallListener throwing = (CallListener) Proxy.newProxyInstance(
                PushTest.class.getClassLoader(), new Class<?>[] {CallListener.class}, (proxy, method, args) -> {
                    if (method.getDeclaringClass() == CallListener.class) {
                        throw new AssertionError("thrown by " + method.getName());
                    }
                    return method.getName().equals("hashCode") ? (Object) 1 : null;
                });
        Signals signals = new Signals();
        try (FaultServer server = new FaultServer(way.shape, new Fault("none", FaultServer.Wire::good), 0);
                Claude claude =
                        options().baseUrl(server.url()).listener(throwing).build()) {
            Result result = way.result(claude, PARAMS, signals);

            assertThat(Outcome.good().complaint(way, result))
                    .as(result::toString)
                    .isEmpty();
        }
        assertThat(signals.ends()).isLessThanOrEqualTo(1);
    }

    @Test
    void subscriber_thatThrows_endsItsCall() throws Exception {
        AtomicInteger calls = new AtomicInteger();
        Fault open = new Fault(
                "open", wire -> wire.chunked().chunk(wire.shape().half()).hold());
        try (FaultServer server = new FaultServer(Shape.EVENTS, open, Integer.MAX_VALUE);
                Claude claude = options().baseUrl(server.url()).build()) {
            claude.publisher(c -> c.messages().stream(PARAMS)).subscribe(new Quiet() {
                @Override
                public void onNext(MessageStreamEvent event) {
                    calls.incrementAndGet();
                    throw new AssertionError("thrown by a subscriber");
                }
            });

            assertThat(await(() -> server.asked() == 1)).isTrue();
            assertThat(server.awaitAllClosed(10_000)).as("closed").isTrue();
            assertThat(calls).hasValue(1);
        }
    }

    /** Asks for everything and does nothing. */
    private static class Quiet implements Flow.Subscriber<MessageStreamEvent> {
        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            subscription.request(Long.MAX_VALUE);
        }

        @Override
        public void onNext(MessageStreamEvent event) {}

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onComplete() {}
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private static boolean await(Condition condition) throws Exception {
        for (int i = 0; i < 1000 && !condition.holds(); i++) {
            Thread.sleep(10);
        }
        return condition.holds();
    }

    @Test
    void subscribersThatBlock_holdUpNoLimitOfOthers() throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        AtomicInteger blocked = new AtomicInteger();
        Fault none = new Fault("none", FaultServer.Wire::good);
        Fault silent = new Fault("silent", FaultServer.Wire::hold);
        try (FaultServer good = new FaultServer(Shape.EVENTS, none, 0);
                FaultServer bad = new FaultServer(Shape.EVENTS, silent, Integer.MAX_VALUE);
                Claude claude = options().baseUrl(good.url()).build();
                Claude other = options()
                        .baseUrl(bad.url())
                        .totalTimeout(Duration.ofSeconds(1))
                        .build()) {
            for (int i = 0; i < MANY; i++) {
                claude.publisher(c -> c.messages().stream(PARAMS)).subscribe(new Quiet() {
                    @Override
                    public void onNext(MessageStreamEvent event) {
                        blocked.incrementAndGet();
                        try {
                            over.await();
                        } catch (InterruptedException e) {
                            Thread.currentThread().interrupt();
                        }
                    }
                });
            }
            assertThat(await(() -> blocked.get() >= Math.min(MANY, 32))).isTrue();
            Signals signals = new Signals();
            other.publisher(c -> c.messages().stream(PARAMS)).subscribe(signals);

            assertThat(signals.result().failure()).isInstanceOf(ConnectionTimeoutException.class);
            assertThat(signals.ends()).isEqualTo(1);
        } finally {
            over.countDown();
        }
    }

    @Test
    void errorsWhoseBodiesStall_holdUpNoOtherStream() throws Exception {
        Fault stalling = new Fault(
                "500 whose body stalls",
                wire -> wire.head(500, "content-length: 100")
                        .write("{\"type\":".getBytes(US_ASCII))
                        .hold());
        Fault none = new Fault("none", FaultServer.Wire::good);
        List<Signals> failing = new ArrayList<>();
        try (FaultServer bad = new FaultServer(Shape.EVENTS, stalling, Integer.MAX_VALUE);
                FaultServer good = new FaultServer(Shape.EVENTS, none, 0);
                Claude claude = options()
                        .baseUrl(bad.url())
                        .timeout(Duration.ofMinutes(1))
                        .build();
                Claude other = options().baseUrl(good.url()).build()) {
            for (int i = 0; i < MANY; i++) {
                Signals signals = new Signals();
                failing.add(signals);
                claude.publisher(c -> c.messages().stream(PARAMS)).subscribe(signals);
            }
            assertThat(await(() -> bad.asked() == MANY)).isTrue();
            Signals signals = new Signals();
            other.publisher(c -> c.messages().stream(PARAMS)).subscribe(signals);

            assertThat(signals.result().value()).isEqualTo("Hello");
        }
        for (Signals one : failing) {
            assertThat(one.result().failure()).isNotNull();
            assertThat(one.ends()).isEqualTo(1);
        }
    }
}
