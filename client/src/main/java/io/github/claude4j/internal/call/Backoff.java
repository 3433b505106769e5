package io.github.claude4j.internal.call;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * When a request is sent again.
 *
 * @param first how long to wait before the second attempt
 * @param most how long to wait at most
 * @param statuses the errors after which it is; null for those that may pass
 * @param waits has the last word on how long to wait
 */
public record Backoff(
        Duration first, Duration most, @Nullable Set<Integer> statuses, UnaryOperator<Duration> waits) {
    public static final Backoff DEFAULT =
            new Backoff(Duration.ofMillis(500), Duration.ofSeconds(8), null, UnaryOperator.identity());

    /** Doubled each time, less up to a quarter so that clients do not come back together. */
    Duration wait(int retries) {
        double millis = Math.min(first.toMillis() * Math.pow(2, retries), (double) most.toMillis());
        return Duration.ofMillis(
                (long) (millis * (1 - ThreadLocalRandom.current().nextDouble() * 0.25)));
    }
}
