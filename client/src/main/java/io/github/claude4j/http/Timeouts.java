package io.github.claude4j.http;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How long a call may take.
 *
 * @param connect to connect
 * @param attempt one attempt, until the head of a stream or the end of any other answer
 * @param idle without a byte of the answer
 * @param total everything, with retries and the whole of a stream; empty for no limit
 */
public record Timeouts(Duration connect, Duration attempt, Duration idle, Optional<Duration> total) {
    public Timeouts {
        Objects.requireNonNull(connect, "connect");
        Objects.requireNonNull(attempt, "attempt");
        Objects.requireNonNull(idle, "idle");
        Objects.requireNonNull(total, "total");
    }

    /** A limit as messages name it: "10 s", "0.5 s". */
    public static String text(Duration limit) {
        return BigDecimal.valueOf(limit.toMillis(), 3).stripTrailingZeros().toPlainString() + " s";
    }
}
