package io.github.claude4j.batches;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.errors.CancelledException;
import io.github.claude4j.errors.ConnectionException;
import io.github.claude4j.errors.ConnectionTimeoutException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The wait for the end of a batch, in a time that passes only while it pauses. */
class BatchWaitTest {
    private static final MessageBatch RUNNING = batch("in_progress");
    private static final MessageBatch ENDED = batch("ended");

    private Instant now = Instant.parse("2026-11-20T12:00:00Z");
    private final List<Duration> pauses = new ArrayList<>();

    private final BatchWait wait = new BatchWait().time(new PassingClock(), time -> {
        pauses.add(time);
        now = now.plus(time);
    });

    private static MessageBatch batch(String status) {
        return MessageBatch.of(JsonObject.of("id", "b", "processing_status", status));
    }

    /** Looks at a batch that ends at the look with that number. */
    private static Supplier<MessageBatch> endsAt(int look) {
        int[] looks = {0};
        return () -> ++looks[0] < look ? RUNNING : ENDED;
    }

    @Test
    void await_endedBatch_pausesNotAtAll() {
        assertThat(wait.await(endsAt(1), "b").hasEnded()).isTrue();
        assertThat(pauses).isEmpty();
    }

    @Test
    void await_longBatch_asksLessAndLessOften() {
        wait.await(endsAt(14), "b");

        assertThat(pauses).hasSize(13).isSorted();
        assertThat(pauses.get(0)).isEqualTo(Duration.ofSeconds(1));
        assertThat(pauses.get(1)).isEqualTo(Duration.ofMillis(1500));
        assertThat(pauses.get(12)).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void await_pastItsLimit_saysHowLongItWaited() {
        wait.limit(Duration.ofSeconds(10));

        assertThatThrownBy(() -> wait.await(() -> RUNNING, "b"))
                .isInstanceOf(ConnectionTimeoutException.class)
                .hasMessage("waited 10 s for batch b to end");
        assertThat(pauses.stream().reduce(Duration.ZERO, Duration::plus)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void await_withALimitThatNobodyReaches_waitsOn() {
        wait.limit(ChronoUnit.FOREVER.getDuration()).await(endsAt(14), "b");

        assertThat(pauses).hasSize(13);
    }

    @Test
    void await_showsEveryLook() {
        List<MessageBatch> seen = new ArrayList<>();
        wait.onProgress(seen::add).await(endsAt(3), "b");

        assertThat(seen).containsExactly(RUNNING, RUNNING, ENDED);
    }

    @Test
    void await_shortFailure_goesOn() {
        int[] looks = {0};

        MessageBatch batch = wait.await(
                () -> {
                    if (++looks[0] < 4) {
                        throw new ConnectionException("down", null);
                    }
                    return ENDED;
                },
                "b");

        assertThat(batch).isEqualTo(ENDED);
    }

    @Test
    void await_lastingFailure_isThrown() {
        assertThatThrownBy(() -> wait.await(
                        () -> {
                            throw new ConnectionException("down", null);
                        },
                        "b"))
                .hasMessage("down");
        assertThat(pauses).hasSize(4);
    }

    @Test
    void await_interrupted_isCancelledWithTheFlagSet() {
        wait.time(Clock.systemUTC(), time -> {
            throw new InterruptedException();
        });

        assertThatThrownBy(() -> wait.await(() -> RUNNING, "b")).isInstanceOf(CancelledException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void limit_ofNothing_isRefused() {
        assertThatThrownBy(() -> wait.limit(Duration.ZERO))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessage("limit: expected more than nothing, found PT0S");
    }

    private final class PassingClock extends Clock {
        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
