package io.github.claude4j.limits;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.Claude;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageCreateParams;
import java.util.Collections;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ten thousand calls through the limiter, in time that is simulated, against limits that are enforced. */
class RateLimiterThroughputTest {
    private static final int CALLS = 10_000;

    private final SimulatedTime time = new SimulatedTime();

    /**
     * @param requests a minute, as {@code input} and {@code output} tokens are
     * @param maxTokens of which a fifth is written on average
     */
    @ParameterizedTest
    @CsvSource({
        "1000, 100000000, 100000000, 16, 300",
        "1000, 100000000, 100000000, 16, 20000",
        "100000, 400000, 100000000, 16, 2000",
        "100000, 100000000, 200000, 1000, 2000",
        "100000, 100000000, 200000, 1000, 30000",
        "2000, 600000, 300000, 1000, 5000",
    })
    void tenThousandCalls_areNeverRefused_andTakeNoLongerThanTheLimitsAsk(
            long requests, long input, long output, int maxTokens, int latencyMillis) throws InterruptedException {
        LimitedApi api = new LimitedApi(time, requests, input, output, latencyMillis);
        MessageCreateParams params = MessageCreateParams.of(JsonObject.of(
                "model", "claude-opus-5-5", "max_tokens", maxTokens, "system", "word ".repeat(60)));
        AtomicInteger left = new AtomicInteger(CALLS);
        try (Claude claude = Claude.builder()
                .apiKey("sk-test")
                .transport(api)
                .limiter(RateLimiter.of(options -> {}, time))
                .build()) {
            time.run(Collections.nCopies(400, () -> {
                while (left.getAndDecrement() > 0) {
                    claude.messages().create(params);
                }
            }));
        }

        double needed = 60
                * Math.max(
                        CALLS / (double) requests - 1,
                        Math.max(CALLS * 100.0 / input - 1, CALLS * 0.2 * maxTokens / output - 1));
        assertThat(api.refused).isZero();
        assertThat(api.accepted).isEqualTo(CALLS);
        assertThat(time.seconds()).isBetween(needed * 0.9, needed * 1.1 + 3 * latencyMillis / 1000.0);
    }

    @Test
    void cap_isNeverExceeded_andReached() throws InterruptedException {
        LimitedApi api = new LimitedApi(time, 1_000_000, 100_000_000, 100_000_000, 1000);
        MessageCreateParams params = MessageCreateParams.of(JsonObject.of("max_tokens", 16, "system", ""));
        try (Claude claude = Claude.builder()
                .apiKey("sk-test")
                .transport(api)
                .limiter(RateLimiter.of(options -> options.maxConcurrent(7), time))
                .build()) {
            time.run(Collections.nCopies(50, () -> {
                for (int i = 0; i < 4; i++) {
                    claude.messages().create(params);
                }
            }));
        }

        assertThat(api.accepted).isEqualTo(200);
        assertThat(api.mostFlying).isEqualTo(7);
    }
}
