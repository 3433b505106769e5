package io.github.claude4j.batches;

import io.github.claude4j.errors.ApiException;
import io.github.claude4j.errors.CancelledException;
import io.github.claude4j.errors.ClaudeException;
import io.github.claude4j.errors.ConnectionException;
import io.github.claude4j.errors.ConnectionTimeoutException;
import io.github.claude4j.errors.InvalidParamsException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** How to wait for the end of a batch. */
public final class BatchWait {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    /** A wait of hours outlives a short failure. */
    private static final int MOST_FAILURES = 5;

    /** Stands for every longer limit: no instant is that far away. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private Duration limit = Duration.ofHours(25);
    private Consumer<MessageBatch> progress = batch -> {};
    private Clock clock = Clock.systemUTC();
    private Pause pause = time -> Thread.sleep(time.toMillis());

    BatchWait() {}

    @FunctionalInterface
    interface Pause {
        void sleep(Duration time) throws InterruptedException;
    }

    /** How long to wait in all. Default: 25 hours; a batch expires after 24. */
    public BatchWait limit(Duration limit) {
        Objects.requireNonNull(limit, "limit");
        if (limit.isNegative() || limit.isZero()) {
            throw new InvalidParamsException("limit: expected more than nothing, found " + limit);
        }
        this.limit = limit.compareTo(LONGEST) < 0 ? limit : LONGEST;
        return this;
    }

    /** Shown the batch each time it was looked at, the last time when it has ended; on the thread that waits. */
    public BatchWait onProgress(Consumer<MessageBatch> progress) {
        this.progress = Objects.requireNonNull(progress, "progress");
        return this;
    }

    /** Another time, for tests. */
    BatchWait time(Clock clock, Pause pause) {
        this.clock = clock;
        this.pause = pause;
        return this;
    }

    MessageBatch await(Supplier<MessageBatch> look, String id) {
        Instant end = clock.instant().plus(limit);
        Duration next = FIRST_PAUSE;
        int failures = 0;
        while (true) {
            try {
                MessageBatch batch = look.get();
                failures = 0;
                progress.accept(batch);
                if (batch.hasEnded()) {
                    return batch;
                }
            } catch (ConnectionException | ApiException e) {
                failures++;
                if (failures == MOST_FAILURES || !passing(e)) {
                    throw e;
                }
            }
            Duration left = Duration.between(clock.instant(), end);
            if (left.isNegative() || left.isZero()) {
                throw new ConnectionTimeoutException("waited " + seconds(limit) + " for batch " + id + " to end", null);
            }
            sleep(next.compareTo(left) < 0 ? next : left, id);
            Duration longer = next.multipliedBy(3).dividedBy(2);
            next = longer.compareTo(LONGEST_PAUSE) < 0 ? longer : LONGEST_PAUSE;
        }
    }

    private static String seconds(Duration time) {
        return time.toMillis() % 1000 == 0 ? time.toSeconds() + " s" : time.toMillis() + " ms";
    }

    private static boolean passing(ClaudeException e) {
        return !(e instanceof ApiException answer) || answer.retryable();
    }

    private void sleep(Duration time, String id) {
        try {
            pause.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException("interrupted while waiting for batch " + id + " to end", e);
        }
    }
}
