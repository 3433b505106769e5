package io.github.claude4j.internal.call;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * When a request is sent again.
 *
 * @param first how long to wait before the second attempt
 * @param most how long to wait at most
 * @param statuses the errors after which it is; null for those that may pass
 */
public record Backoff(Duration first, Duration most, @Nullable Set<Integer> statuses) {
    public static final Backoff DEFAULT = new Backoff(Duration.ofMillis(500), Duration.ofSeconds(8), null);

    /** Doubled each time, less up to a quarter so that clients do not come back together. */
    Duration wait(int retries) {
        double millis = Math.min(first.toMillis() * Math.pow(2, retries), most.toMillis());
        return Duration.ofMillis(
                (long) (millis * (1 - ThreadLocalRandom.current().nextDouble() * 0.25)));
    }
}
