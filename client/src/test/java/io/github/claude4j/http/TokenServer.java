package io.github.claude4j.http;

import io.github.claude4j.Claude;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;

/**
 * An API with a token endpoint, on loopback. It has a clock of its own that tests set forward; a request whose token has
 * ended by that clock, or was revoked, gets 401 and is counted.
 */
final class TokenServer implements AutoCloseable {
    final ScriptedServer server = new ScriptedServer().otherwise(this::answer);
    final Clock clock = new Clock();

    /** How long new tokens are good for, in seconds. */
    volatile long life = 3600;

    /** Whether each exchange gives a new refresh token too. */
    volatile boolean rotates = true;

    private final AtomicInteger made = new AtomicInteger();
    private final AtomicInteger atOnce = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();
    private final AtomicInteger stale = new AtomicInteger();
    private final Map<String, Long> ends = new ConcurrentHashMap<>();
    private final Queue<ScriptedServer.Script> instead = new ConcurrentLinkedQueue<>();
    private volatile ScriptedServer.Script before = connection -> {};

    /** Both clocks of a client, and the server's; the wall clock may be wrong by a lag. */
    static final class Clock extends TokenClock {
        private final AtomicLong seconds = new AtomicLong(1_000_000_000);
        private final AtomicLong monotonicLag = new AtomicLong();
        private final AtomicLong wallLag = new AtomicLong();

        @Override
        long nanos() {
            return Duration.ofSeconds(seconds.get() - monotonicLag.get()).toNanos();
        }

        @Override
        Instant now() {
            return Instant.ofEpochSecond(seconds.get() - wallLag.get());
        }

        void pass(long time) {
            seconds.addAndGet(time);
        }

        /** As after the clock of the machine was set back. */
        void setWallBack(long time) {
            wallLag.addAndGet(time);
        }

        /** Time passes that the monotonic clock does not see. */
        void sleep(long time) {
            seconds.addAndGet(time);
            monotonicLag.addAndGet(time);
        }
    }

    /** What the next exchange gets instead of a token. */
    TokenServer instead(ScriptedServer.Script script) {
        instead.add(script);
        return this;
    }

    /** What happens before each exchange is answered. */
    void before(ScriptedServer.Script script) {
        before = script;
    }

    /** A token that was made elsewhere. */
    void knows(String token, long seconds) {
        ends.put(token, clock.seconds.get() + seconds);
    }

    void revoke(String token) {
        ends.remove(token);
    }

    private void answer(ScriptedServer.Connection connection) throws IOException, InterruptedException {
        if (connection.request().target().equals("/v1/oauth/token")) {
            exchange(connection);
            return;
        }
        String token = connection.request().headers().first("authorization").orElse("");
        Long end = ends.get(token.replace("Bearer ", ""));
        if (end == null || end <= clock.seconds.get()) {
            stale.incrementAndGet();
            connection.json(401, ScriptedServer.error("authentication_error"));
        } else if (connection.request().text().contains("\"stream\":true")) {
            connection.events(ScriptedServer.STREAM).endOfChunks();
        } else {
            connection.json(200, "{\"id\":\"m\"}");
        }
    }

    private void exchange(ScriptedServer.Connection connection) throws IOException, InterruptedException {
        mostAtOnce.accumulateAndGet(atOnce.incrementAndGet(), Math::max);
        try {
            before.play(connection);
            ScriptedServer.Script script = instead.poll();
            if (script != null) {
                script.play(connection);
                return;
            }
            int number = made.incrementAndGet();
            ends.put("tok-" + number, clock.seconds.get() + life);
            connection.json(
                    200,
                    "{\"access_token\":\"tok-" + number + "\",\"token_type\":\"Bearer\",\"expires_in\":" + life
                            + (rotates ? ",\"refresh_token\":\"ref-" + number + "\"" : "") + "}");
        } finally {
            atOnce.decrementAndGet();
        }
    }

    /** Options without credentials of a client that goes by this server's clock and does not wait between attempts. */
    Claude.Builder options() {
        return on(Claude.builder().baseUrl(server.url()));
    }

    <B extends ClientOptions<B>> B on(B options) {
        options.settings.pause = (call, time) -> server.pauses.add(time);
        options.settings.clock = clock;
        return options;
    }

    /** The requests to the token endpoint. */
    List<ScriptedServer.Received> exchanges() {
        return server.requests().stream()
                .filter(request -> request.target().equals("/v1/oauth/token"))
                .toList();
    }

    JsonObject grant(int index) {
        return exchanges().get(index).json();
    }

    /** What the other requests carried. */
    List<String> tokens() {
        return server.requests().stream()
                .filter(request -> !request.target().equals("/v1/oauth/token"))
                .map(request -> request.header("authorization"))
                .toList();
    }

    int mostAtOnce() {
        return mostAtOnce.get();
    }

    /** How many requests came with a token that was no good. */
    int stale() {
        return stale.get();
    }

    /** Waits for what another thread does, but not for ever. */
    static void eventually(BooleanSupplier done) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("waited 20 s in vain");
            }
            Thread.sleep(5);
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
