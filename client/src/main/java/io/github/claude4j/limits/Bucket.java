package io.github.claude4j.limits;

import io.github.claude4j.http.RateLimits;
import java.time.Duration;
import java.time.Instant;

/**
 * One limit as the API keeps it: a bucket that is filled without pause and from which requests take. It is unknown, and
 * open, until an answer tells it.
 */
final class Bucket {
    private static final double MINUTE = 60e9;

    /**
     * What stays in: answers round what remains, and a full bucket of the API overflows while a request is on its way. It
     * costs no throughput, as it is held back only once.
     */
    private static final double RESERVE = 0.05;

    private boolean known;
    private double limit;
    private double perNano;
    private double level;
    private long at;

    /** All that was ever taken, and the part of it that is not answered yet. */
    private double spent;

    private double flying;

    /** What was taken before a request, to judge its answer by. */
    record Mark(double spent, double flying) {}

    Mark mark() {
        return new Mark(spent, flying);
    }

    private void refill(long now) {
        level = Math.min(limit, level + (now - at) * perNano);
        at = now;
    }

    /** How long until a request may take that much; one that takes more than there ever is waits for all of it. */
    long waitNanos(double cost, long now) {
        if (!known) {
            return 0;
        }
        refill(now);
        double reserve = limit * RESERVE;
        double missing = Math.min(cost, limit - reserve) + reserve - level;
        if (missing <= limit * 1e-9) {
            return 0;
        }
        return perNano > 0 ? (long) Math.ceil(missing / perNano) + 1 : Long.MAX_VALUE;
    }

    void take(double cost) {
        level -= cost;
        spent += cost;
        flying += cost;
    }

    /** A request that took {@code cost} is over and has used {@code actual}. */
    void settle(double cost, double actual) {
        level = Math.min(limit, level + cost - actual);
        spent += actual - cost;
        flying -= cost;
    }

    /**
     * What an answer says. It was true at some time between sending and now, which leaves a span: at least what remained less
     * all that may not have been counted then, at most what remained and was filled in since. Within it our own count stands.
     *
     * @param before as it was before the request was sent
     * @param trip since the request was sent, in nanoseconds
     */
    void learn(RateLimits.Limit told, Mark before, long trip, long now, Instant today) {
        if (told.limit() <= 0) {
            return;
        }
        if (!known || told.limit() != limit) {
            perNano = told.limit() / MINUTE;
        }
        refill(now);
        limit = told.limit();
        learnRate(told, trip, today);
        double least = told.remaining() - (spent - before.spent()) - before.flying();
        double most = told.remaining() + trip * perNano;
        level = Math.min(limit, known ? Math.max(least, Math.min(level, most)) : least);
        at = now;
        known = true;
    }

    /** Limits are by the minute; where the time until it is full says otherwise clearly, that counts. */
    private void learnRate(RateLimits.Limit told, long trip, Instant today) {
        double missing = limit - told.remaining();
        double untilFull = Duration.between(today, told.reset()).toMillis() * 1e6;
        boolean clear = missing > limit / 12 && untilFull > 0 && trip < untilFull / 20;
        if (clear) {
            double byTheMinute = missing / limit * MINUTE;
            // Times are given in whole seconds.
            perNano = Math.abs(untilFull - byTheMinute) <= 2e9 ? limit / MINUTE : missing / untilFull;
        }
    }
}
