package io.github.claude4j.internal.auth;

import java.time.Duration;
import java.time.Instant;

/**
 * Two clocks, because each is wrong at times: the wall clock is set back, and the other one stands still while the machine
 * sleeps. A token has ended when either says so.
 */
public class TokenClock {
    /** Never goes back. */
    public long nanos() {
        return System.nanoTime();
    }

    /** What people call the time. */
    public Instant now() {
        return Instant.now();
    }

    /** A moment on both clocks. */
    public Moment moment() {
        return new Moment(nanos(), now());
    }

    public record Moment(long nanos, Instant wall) {
        public Moment plus(Duration time) {
            return new Moment(nanos + time.toNanos(), wall.plus(time));
        }

        /** How long until then, by the clock that has less left. */
        public Duration since(Moment earlier) {
            Duration byNanos = Duration.ofNanos(nanos - earlier.nanos);
            Duration byWall = Duration.between(earlier.wall, wall);
            return byNanos.compareTo(byWall) < 0 ? byNanos : byWall;
        }
    }
}
