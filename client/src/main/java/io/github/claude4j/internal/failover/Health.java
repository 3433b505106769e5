package io.github.claude4j.internal.failover;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * How a target does. After some failures in a row it is left alone for a while; then one call is let through, and only if that
 * one succeeds the others.
 */
public final class Health {
    private final int most;
    private final long pause;
    private final LongSupplier nanos;

    private int inARow;
    private boolean open;
    private long until;

    /** Its failures, each of which counts half after each pause. */
    private double weight;

    private long weighed;

    /**
     * A target that is well.
     *
     * @param most after how many failures in a row it is left alone
     * @param pause for how long
     * @param nanos what time it is
     */
    public Health(int most, Duration pause, LongSupplier nanos) {
        this.most = most;
        this.pause = pause.toNanos();
        this.nanos = nanos;
        this.weighed = nanos.getAsLong();
    }

    /** Whether it may be asked now. While it is left alone, that is one call after each pause, whatever becomes of it. */
    public synchronized boolean mayBeAsked() {
        long now = nanos.getAsLong();
        boolean may = !open || now - until >= 0;
        if (may) {
            until = now + pause;
        }
        return may;
    }

    public synchronized void succeeded() {
        inARow = 0;
        open = false;
        weight = faded() / 2;
    }

    /**
     * It failed.
     *
     * @param asked how long it asked to be left alone; zero where it did not
     */
    public synchronized void failed(Duration asked) {
        weight = faded() + 1;
        inARow++;
        long alone = asked.toNanos();
        if (open || inARow >= most) {
            alone = Math.max(alone, pause);
        }
        if (alone > 0) {
            open = true;
            until = nanos.getAsLong() + alone;
        }
    }

    /** How ill it is: 0 for one that has not failed lately. */
    public synchronized long illness() {
        return Math.round(faded());
    }

    private double faded() {
        long now = nanos.getAsLong();
        weight *= Math.pow(0.5, (double) (now - weighed) / pause);
        weighed = now;
        return weight;
    }
}
