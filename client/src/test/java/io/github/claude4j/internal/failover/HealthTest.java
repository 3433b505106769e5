package io.github.claude4j.internal.failover;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HealthTest {
    private static final Duration PAUSE = Duration.ofSeconds(30);

    /** Near where it overflows, as it may on any machine. */
    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);

    private final Health health = new Health(3, PAUSE, nanos::get);

    private void pass(Duration time) {
        nanos.addAndGet(time.toNanos());
    }

    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            health.failed(Duration.ZERO);
        }
    }

    @Test
    void someFailuresInARow_leaveItAlone_forAPause() {
        fail(2);
        assertThat(health.mayBeAsked()).isTrue();
        fail(1);
        assertThat(health.mayBeAsked()).isFalse();
        pass(PAUSE.minusNanos(1));
        assertThat(health.mayBeAsked()).isFalse();
        pass(Duration.ofNanos(1));
        assertThat(health.mayBeAsked()).isTrue();
    }

    @Test
    void successBetweenThem_beginsTheCountAnew() {
        fail(2);
        health.succeeded();
        fail(2);
        assertThat(health.mayBeAsked()).isTrue();
    }

    @Test
    void oneCall_looksWhetherItIsWell_andTheOthersWaitForIt() {
        fail(3);
        pass(PAUSE);
        assertThat(health.mayBeAsked()).isTrue();
        assertThat(health.mayBeAsked()).isFalse();
        health.succeeded();
        assertThat(health.mayBeAsked()).isTrue();
        assertThat(health.mayBeAsked()).isTrue();
    }

    @Test
    void oneFailureOfThatCall_leavesItAloneAgain() {
        fail(3);
        pass(PAUSE);
        assertThat(health.mayBeAsked()).isTrue();
        fail(1);
        pass(PAUSE.minusNanos(1));
        assertThat(health.mayBeAsked()).isFalse();
    }

    /** A call that was cancelled says nothing; it must not leave the target alone for good. */
    @Test
    void callThatNeverEnds_isFollowedByAnotherAfterAPause() {
        fail(3);
        pass(PAUSE);
        assertThat(health.mayBeAsked()).isTrue();
        pass(PAUSE);
        assertThat(health.mayBeAsked()).isTrue();
    }

    @Test
    void whoAsksToBeLeftAlone_isAtOnce_forThatLong() {
        health.failed(Duration.ofSeconds(5));
        assertThat(health.mayBeAsked()).isFalse();
        pass(Duration.ofSeconds(5));
        assertThat(health.mayBeAsked()).isTrue();
    }

    @Test
    void illness_fades() {
        assertThat(health.illness()).isZero();
        fail(4);
        assertThat(health.illness()).isEqualTo(4);
        pass(PAUSE);
        assertThat(health.illness()).isEqualTo(2);
        health.succeeded();
        assertThat(health.illness()).isEqualTo(1);
        pass(PAUSE.multipliedBy(2));
        assertThat(health.illness()).isZero();
    }
}
