package io.github.claude4j.testkit.internal.server;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Ends every wait of a fake when the fake is closed. */
final class Lifetime {
    private final CountDownLatch closed = new CountDownLatch(1);

    /** Waits that long; false when the fake was closed meanwhile. */
    boolean sleep(Duration time) {
        if (time.isZero()) {
            return isOpen();
        }
        try {
            return !closed.await(time.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    boolean isOpen() {
        return closed.getCount() > 0;
    }

    void end() {
        closed.countDown();
    }
}
