package io.github.claude4j.limits;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.errors.CancelledException;
import io.github.claude4j.errors.ConnectionException;
import io.github.claude4j.errors.ConnectionTimeoutException;
import io.github.claude4j.errors.InternalServerException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.errors.RateLimitException;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Response;
import io.github.claude4j.http.Transport;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.MessageStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** Who waits, for what, how long, and who is let in afterwards. */
class RateLimiterTest {
    private static final MessageCreateParams PARAMS =
            MessageCreateParams.of(JsonObject.of("model", "claude-opus-5-5", "max_tokens", 16));
    private static final String MESSAGE =
            "{\"type\":\"message\",\"role\":\"assistant\",\"content\":[{\"type\":\"text\","
                    + "\"text\":\"Hello\"}],\"usage\":{\"input_tokens\":3,\"output_tokens\":2}}";
    private static final String STREAM = "data: {\"type\":\"message_start\",\"message\":{\"type\":\"message\",\"role\":"
            + "\"assistant\",\"content\":[],\"usage\":{\"input_tokens\":3,\"output_tokens\":1}}}\n\n"
            + "data: {\"type\":\"content_block_start\",\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}}\n\n"
            + "data: {\"type\":\"content_block_stop\",\"index\":0}\n\n"
            + "data: {\"type\":\"message_delta\",\"delta\":{\"stop_reason\":\"end_turn\"},\"usage\":{\"output_tokens\":2}}\n\n"
            + "data: {\"type\":\"message_stop\"}\n\n";

    private final SimulatedTime time = new SimulatedTime();
    private final List<Double> sent = Collections.synchronizedList(new ArrayList<>());

    private Claude client(RateLimiter limiter, Transport transport) {
        return Claude.builder()
                .apiKey("sk-test")
                .maxRetries(0)
                .transport(transport)
                .limiter(limiter)
                .build();
    }

    private static Response message() {
        return Response.of(200, Headers.of(), MESSAGE.getBytes(UTF_8));
    }

    private static Response events() {
        return new Response(
                200, Headers.of("content-type", "text/event-stream"), new ByteArrayInputStream(STREAM.getBytes(UTF_8)));
    }

    private static Response tooMany(String... headers) {
        return Response.of(
                429,
                Headers.of(headers),
                "{\"type\":\"error\",\"error\":{\"type\":\"rate_limit_error\",\"message\":\"slow\"}}".getBytes(UTF_8));
    }

    private Transport after(double seconds) {
        return (request, call) -> {
            sent.add(time.seconds());
            time.sleep((long) (seconds * 1e9));
            return message();
        };
    }

    @Test
    void unknownLimits_areProbed_oneAtFirst_andMoreWithEachAnswer() throws InterruptedException {
        try (Claude claude = client(RateLimiter.of(options -> {}, time), after(0.25))) {
            time.run(Collections.nCopies(15, () -> claude.messages().create(PARAMS)));
        }

        assertThat(sent).hasSize(15);
        assertThat(sent.stream().filter(at -> at == 0)).hasSize(1);
        assertThat(sent.stream().filter(at -> at == 0.25)).hasSize(2);
        assertThat(sent.stream().filter(at -> at == 0.5)).hasSize(4);
        assertThat(sent.stream().filter(at -> at == 0.75)).hasSize(8);
    }

    @Test
    void unknownLimits_whileTheFirstAnswerTakesLong_letOneGoEachSecond() throws InterruptedException {
        try (Claude claude = client(RateLimiter.of(options -> {}, time), after(60))) {
            time.run(Collections.nCopies(5, () -> claude.messages().create(PARAMS)));
        }

        assertThat(sent).containsExactly(0.0, 1.0, 2.0, 3.0, 4.0);
    }

    @Test
    void refusal_holdsEverybodyBack_asLongAsItAsks_andLetsThemInByAndBy() throws InterruptedException {
        Transport transport = (request, call) -> {
            sent.add(time.seconds());
            boolean first = sent.size() == 1;
            time.sleep(500_000_000);
            return first ? tooMany("retry-after", "30") : message();
        };
        List<Throwable> failures = Collections.synchronizedList(new ArrayList<>());
        try (Claude claude = client(RateLimiter.of(options -> {}, time), transport)) {
            time.run(Collections.nCopies(8, () -> {
                try {
                    claude.messages().create(PARAMS);
                } catch (RateLimitException e) {
                    failures.add(e);
                }
            }));
        }

        assertThat(failures).hasSize(1);
        assertThat(sent).hasSize(8);
        assertThat(sent.get(1)).isBetween(30.5, 30.51);
        assertThat(sent.stream().filter(at -> at > 30 && at < 30.6)).hasSize(1);
        assertThat(sent.stream().filter(at -> at > 30.6 && at < 31.1)).hasSize(2);
    }

    @Test
    void refusalForALimitThatIsSpent_holdsNobodyBack() throws InterruptedException {
        Transport transport = (request, call) -> {
            sent.add(time.seconds());
            return sent.size() == 1 ? tooMany("retry-after", "86400") : message();
        };
        try (Claude claude = client(RateLimiter.of(options -> {}, time), transport)) {
            time.run(List.of(() -> {
                assertThatThrownBy(() -> claude.messages().create(PARAMS)).isInstanceOf(RateLimitException.class);
                claude.messages().create(PARAMS);
            }));
        }

        assertThat(sent).containsExactly(0.0, 0.0);
    }

    @Test
    void otherModel_doesNotWait() throws InterruptedException {
        Transport transport = (request, call) -> {
            sent.add(time.seconds());
            return sent.size() == 1 ? tooMany("retry-after", "30") : message();
        };
        try (Claude claude = client(RateLimiter.of(options -> {}, time), transport)) {
            time.run(List.of(() -> {
                assertThatThrownBy(() -> claude.messages().create(PARAMS)).isInstanceOf(RateLimitException.class);
                claude.messages()
                        .create(MessageCreateParams.of(JsonObject.of("model", "claude-haiku-5", "max_tokens", 16)));
                claude.messages().create(PARAMS);
            }));
        }

        assertThat(sent.get(1)).isZero();
        assertThat(sent.get(2)).isBetween(30.0, 30.01);
    }

    @Test
    void tenants_areLetInByTurns_andEachInOrder() throws InterruptedException {
        List<String> order = Collections.synchronizedList(new ArrayList<>());
        Transport transport = (request, call) -> {
            order.add(request.headers().first("x-job").orElseThrow());
            time.sleep(1_000_000_000);
            return message();
        };
        RateLimiter limiter = RateLimiter.of(
                options -> options.maxConcurrent(1)
                        .fairBy(request -> request.headers().first("x-tenant").orElse("")),
                time);
        try (Claude claude = client(limiter, transport)) {
            List<Runnable> jobs = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                String tenant = i < 6 ? "many" : "few";
                String job = tenant + i;
                long start = i * 1_000_000L;
                Claude copy = claude.with(o -> o.header("x-tenant", tenant).header("x-job", job));
                jobs.add(() -> {
                    time.sleep(start);
                    copy.messages().create(PARAMS);
                });
            }
            time.run(jobs);
        }

        assertThat(order).containsExactly("many0", "many1", "few6", "many2", "few7", "many3", "many4", "many5");
    }

    /** A limiter of one call at a time: whoever does not give it back is found out by the next. */
    private static RateLimiter one() {
        return RateLimiter.of(options -> options.maxConcurrent(1));
    }

    private static void assertFree(Claude claude) {
        claude.with(o -> o.totalTimeout(Duration.ofSeconds(20))).messages().create(PARAMS);
    }

    /** Streams where it is asked to, else answers; the first answers may be of another kind. */
    private static Transport answering(Transport... first) {
        List<Transport> left = new ArrayList<>(List.of(first));
        return (request, call) -> {
            Transport next;
            synchronized (left) {
                next = left.isEmpty() ? null : left.remove(0);
            }
            return next != null ? next.send(request, call) : call.streaming() ? events() : message();
        };
    }

    @Test
    void stream_holdsItsPlaceUntilItsEnd() throws Exception {
        try (Claude claude = client(one(), answering())) {
            MessageStream stream = claude.messages().stream(PARAMS);
            assertThatThrownBy(() -> claude.with(o -> o.totalTimeout(Duration.ofMillis(50)))
                            .messages()
                            .create(PARAMS))
                    .isInstanceOf(ConnectionTimeoutException.class)
                    .hasMessageContaining("rate limits");
            stream.message();
            assertFree(claude);
            claude.messages().stream(PARAMS).close();
            assertFree(claude);
        }
    }

    @Test
    void everyFailure_givesThePlaceBack() {
        String overloaded =
                "event: error\ndata: {\"type\":\"error\",\"error\":{\"type\":\"api_error\",\"message\":\"x\"}}\n\n";
        Transport broken = (request, call) ->
                new Response(200, Headers.of(), new ByteArrayInputStream(overloaded.getBytes(UTF_8)));
        try (Claude claude = client(
                one(),
                answering(
                        (request, call) -> {
                            throw new IOException("cut");
                        },
                        (request, call) -> {
                            throw new IllegalStateException("a bug");
                        },
                        (request, call) -> Response.of(500, Headers.of(), new byte[0]),
                        broken,
                        (request, call) -> Response.of(500, Headers.of(), new byte[0])))) {
            assertThatThrownBy(() -> claude.messages().create(PARAMS)).isInstanceOf(ConnectionException.class);
            assertThatThrownBy(() -> claude.messages().create(PARAMS)).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> claude.messages().create(PARAMS)).isInstanceOf(InternalServerException.class);
            MessageStream stream = claude.messages().stream(PARAMS);
            assertThatThrownBy(stream::message).isInstanceOf(InternalServerException.class);
            assertThatThrownBy(() -> claude.messages().stream(PARAMS)).isInstanceOf(InternalServerException.class);
            assertFree(claude);
        }
    }

    @Test
    void streamThatIsAskedForAgain_holdsOnePlace() {
        Transport broken = (request, call) -> new Response(
                200, Headers.of(), new ByteArrayInputStream("data: {\"type\":\"message_st".getBytes(UTF_8)));
        try (Claude claude = client(one(), answering(broken)).with(o -> o.maxRetries(1))) {
            assertThat(claude.messages().stream(PARAMS).message().stopReason()).isPresent();
            assertFree(claude);
        }
    }

    @Test
    void waiting_canBeInterruptedAndCancelled() throws Exception {
        try (Claude claude = client(one(), answering())) {
            try (MessageStream first = claude.messages().stream(PARAMS)) {
                assertThat(first.response().status()).isEqualTo(200);
                CountDownLatch interrupted = new CountDownLatch(1);
                Thread waiting = new Thread(() -> {
                    try {
                        claude.messages().create(PARAMS);
                    } catch (CancelledException e) {
                        if (Thread.currentThread().isInterrupted()) {
                            interrupted.countDown();
                        }
                    }
                });
                waiting.start();
                awaitParked(waiting);
                waiting.interrupt();
                assertThat(interrupted.await(10, TimeUnit.SECONDS)).isTrue();
            }
            assertFree(claude);
        }
    }

    @Test
    void waiting_endsWithItsClient_whereALimiterIsShared() throws Exception {
        RateLimiter shared = one();
        CompletableFuture<Void> waited = new CompletableFuture<>();
        try (Claude other = client(shared, answering());
                MessageStream held = other.messages().stream(PARAMS)) {
            assertThat(held.response().status()).isEqualTo(200);
            Claude closing = client(shared, answering());
            Thread waiting = new Thread(() -> {
                try {
                    closing.messages().create(PARAMS);
                    waited.complete(null);
                } catch (RuntimeException e) {
                    waited.completeExceptionally(e);
                }
            });
            waiting.start();
            awaitParked(waiting);
            closing.close();
            assertThatThrownBy(() -> waited.get(10, TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    .hasCauseInstanceOf(CancelledException.class);
        }
    }

    private static void awaitParked(Thread thread) throws InterruptedException {
        while (thread.getState() != Thread.State.WAITING && thread.getState() != Thread.State.TIMED_WAITING) {
            thread.join(1);
        }
    }

    @Test
    void timeToWait_isNotTimeOfTheAttempt() throws InterruptedException {
        List<Duration> heads = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch waiting = new CountDownLatch(1);
        Transport transport = (request, call) -> {
            heads.add(call.headWait());
            return call.streaming() ? events() : message();
        };
        try (Claude claude = client(one(), transport).with(o -> o.timeout(Duration.ofMillis(400)))) {
            Thread second;
            try (MessageStream held = claude.messages().stream(PARAMS)) {
                assertThat(held.response().status()).isEqualTo(200);
                second = new Thread(() -> {
                    waiting.countDown();
                    claude.messages().create(PARAMS);
                });
                second.start();
                waiting.await();
                awaitParked(second);
                second.join(500);
            }
            second.join();
        }

        assertThat(heads).hasSize(2);
    }

    @Test
    void options_thatMakeNoSense_areRefused() {
        assertThatThrownBy(() -> RateLimiter.of(options -> options.maxConcurrent(0)))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessage("maxConcurrent: expected 1 or more, found 0");
    }
}
