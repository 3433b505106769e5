package io.github.claude4j.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.Claude;
import io.github.claude4j.fixtures.Background;
import io.github.claude4j.fixtures.ScriptedServer;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageCreateParams;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The limiter over real sockets and in real time, against a server that enforces a limit: 200 requests, full again in 2 s. */
class RateLimiterSocketsTest {
    private static final int THREADS = 16;
    private static final int CALLS = 400;
    private static final int LIMIT = 200;
    private static final double NANOS_TO_FILL = 2e9;

    /** Without a limiter half of the calls would be refused: they come in less time than it takes to fill the bucket. */
    @Test
    void fourHundredCalls_fromSixteenThreads_areNeverRefused() throws Exception {
        Enforcing api = new Enforcing();
        AtomicInteger left = new AtomicInteger(CALLS);
        MessageCreateParams params = MessageCreateParams.of(JsonObject.of("model", "claude-opus-5-5", "max_tokens", 1));
        long began = System.nanoTime();
        try (ScriptedServer server = new ScriptedServer().otherwise(api::answer);
                Claude claude = server.options()
                        .maxRetries(0)
                        .limiter(RateLimiter.create())
                        .build()) {
            Background.together(THREADS, () -> {
                while (left.getAndDecrement() > 0) {
                    claude.messages().create(params);
                }
                return null;
            });
        }
        Duration took = Duration.ofNanos(System.nanoTime() - began);

        assertThat(api.refused).isZero();
        assertThat(api.accepted).isEqualTo(CALLS);
        assertThat(took).isBetween(Duration.ofMillis(1900), Duration.ofSeconds(60));
    }

    /** A bucket that fills without pause, as the API keeps it. */
    private static final class Enforcing {
        private double level = LIMIT;
        private long at = System.nanoTime();
        private int accepted;
        private int refused;

        void answer(ScriptedServer.Connection connection) throws IOException {
            boolean enough;
            String[] headers;
            synchronized (this) {
                long now = System.nanoTime();
                level = Math.min(LIMIT, level + (now - at) * LIMIT / NANOS_TO_FILL);
                at = now;
                enough = level >= 1;
                level -= enough ? 1 : 0;
                accepted += enough ? 1 : 0;
                refused += enough ? 0 : 1;
                headers = headers();
            }
            connection.json(
                    enough ? 200 : 429,
                    enough ? ScriptedServer.MESSAGE : ScriptedServer.error("rate_limit_error"),
                    headers);
        }

        private String[] headers() {
            Duration untilFull = Duration.ofNanos((long) ((LIMIT - level) * NANOS_TO_FILL / LIMIT));
            String name = "anthropic-ratelimit-requests-";
            return new String[] {
                name + "limit: " + LIMIT,
                name + "remaining: " + (long) level,
                name + "reset: " + Instant.now().plus(untilFull),
            };
        }
    }
}
