package io.github.claude4j.testkit.internal.api;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.atomic.AtomicReference;

/** The time of a fake: that of another clock, and as much later as the test has asked for. */
public final class FakeClock extends Clock {
    private final Clock base;
    private final AtomicReference<Duration> ahead;

    public FakeClock(Clock base) {
        this(base, new AtomicReference<>(Duration.ZERO));
    }

    private FakeClock(Clock base, AtomicReference<Duration> ahead) {
        this.base = base;
        this.ahead = ahead;
    }

    public void advance(Duration time) {
        ahead.accumulateAndGet(time, Duration::plus);
    }

    /** Takes back all that it was advanced. */
    void reset() {
        ahead.set(Duration.ZERO);
    }

    @Override
    public Instant instant() {
        return base.instant().plus(ahead.get());
    }

    @Override
    public ZoneId getZone() {
        return base.getZone();
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return new FakeClock(base.withZone(zone), ahead);
    }
}
