package io.github.claude4j.limits;

import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/** The clock, and how threads wait by it. */
interface Time {
    /** Nanoseconds since some moment; never less than before. */
    long nanos();

    /** The time of day. */
    Instant now();

    /** Waits that long, until {@link #unpark} or an interrupt, or for no reason. */
    void park(long nanos);

    void unpark(Thread thread);

    /** The one that clocks on walls show. */
    Time REAL = new Time() {
        @Override
        public long nanos() {
            return System.nanoTime();
        }

        @Override
        public Instant now() {
            return Instant.now();
        }

        @Override
        public void park(long nanos) {
            LockSupport.parkNanos(this, nanos);
        }

        @Override
        public void unpark(Thread thread) {
            LockSupport.unpark(thread);
        }
    };
}
