package io.github.claude4j.internal.call;

import io.github.claude4j.http.Timeouts;
import io.github.claude4j.internal.Log;
import io.github.claude4j.internal.threads.Threads;
import java.lang.System.Logger.Level;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The limits of one call, over whatever transport and however its answer is delivered. When one has passed, that is noted, and
 * the attempt is aborted; whatever that makes of the call is named by the note.
 *
 * <p>One thread looks at all calls. It sleeps until the earliest end it knows of, so that a call that is answered in time, as
 * nearly all are, wakes nobody. It never runs what others wrote.
 */
final class Watch {
    /** So that its thread ends soon after the last call. */
    private static final long LONGEST_SLEEP = TimeUnit.SECONDS.toNanos(20);

    /** Once a message has ended nothing is awaited but the end of its connection. */
    private static final long IDLE_AT_THE_END = TimeUnit.SECONDS.toNanos(2);

    /** Longer than any program runs, and far from where sums run over. */
    private static final long FOREVER = Long.MAX_VALUE / 4;

    private static final Object LOCK = new Object();
    private static final Set<Watch> WATCHED = new HashSet<>();
    private static volatile long nextLook;
    private static boolean running;

    private final LiveCall call;
    private final long started = System.nanoTime();

    private volatile long attemptStarted = started;

    /** Whether the limit of an attempt counts: from when it is sent until its answer, or the head of its stream, is there. */
    private volatile boolean attemptLimited;

    private volatile boolean headCame;
    private boolean ended;

    /** Since when a byte is awaited; 0 where none is. */
    private volatile long silentSince;

    private volatile long idle;
    private volatile @Nullable Passed passed;

    /** What else is to be done when a limit has passed: for pushes, which nobody waits for. */
    private volatile @Nullable Runnable told;

    /** A limit that was waited for in vain. */
    private record Passed(Duration limit, String awaited, boolean total) {}

    Watch(LiveCall call) {
        this.call = call;
        this.idle = Threads.nanos(call.timeouts().idle());
    }

    /** From now on the limit in all counts, and this is run, on a thread of its own, when one has passed. */
    void tell(Runnable action) {
        told = action;
        begin();
    }

    private void begin() {
        synchronized (LOCK) {
            if (ended) {
                return;
            }
            WATCHED.add(this);
            if (!running) {
                running = true;
                nextLook = soon(deadline());
                Thread thread = new Thread(Watch::look, "claude4j-limits");
                thread.setDaemon(true);
                thread.start();
            }
        }
        moved();
    }

    /** The call is over. */
    void end() {
        synchronized (LOCK) {
            ended = true;
            WATCHED.remove(this);
        }
    }

    /** Another attempt begins: its time runs, and only the limit in all is left of what was noted. */
    void beginAttempt() {
        synchronized (LOCK) {
            attemptStarted = System.nanoTime();
            attemptLimited = false;
            headCame = false;
            silentSince = 0;
            idle = Threads.nanos(call.timeouts().idle());
            if (!isOver()) {
                passed = null;
            }
        }
    }

    void restartAttempt() {
        attemptStarted = System.nanoTime();
    }

    /** The request is about to be sent. */
    void sending() throws SocketTimeoutException {
        left();
        attemptLimited = true;
        begin();
    }

    /**
     * How long the attempt has left.
     *
     * @throws SocketTimeoutException when that time is over
     */
    Duration left() throws SocketTimeoutException {
        long now = System.nanoTime();
        long left = attemptStarted + Threads.nanos(call.timeouts().attempt()) - now;
        Passed limit = left <= 0 ? attempt() : null;
        if (call.timeouts().total().isPresent()) {
            long ofAll = started + Threads.nanos(call.timeouts().total().get()) - now;
            limit = ofAll <= 0 ? total() : limit;
            left = Math.min(left, ofAll);
        }
        if (limit != null) {
            throw exception(limit);
        }
        return Duration.ofNanos(left);
    }

    /** The head has come; the limit of the attempt goes on where all of the answer is awaited. */
    void answered(boolean stream) {
        headCame = true;
        attemptLimited = !stream;
    }

    /** The first byte that is awaited, or the next after one has come. */
    void waiting() {
        silentSince = System.nanoTime() | 1;
        if (silentSince + idle - nextLook < 0) {
            moved();
        }
    }

    /** Some of the answer has come, and the rest is awaited. */
    void headArrived() {
        headCame = true;
        waiting();
    }

    /** Nobody waits for a byte: what has come is not taken yet. */
    void arrived() {
        if (silentSince != 0) {
            silentSince = 0;
        }
    }

    boolean isWaiting() {
        return silentSince != 0;
    }

    /** Nothing that matters comes any more: servers that keep the connection open for no reason are not waited for. */
    void finishing() {
        idle = Math.min(idle, IDLE_AT_THE_END);
    }

    /** All of the answer has come, or will not. */
    void over() {
        attemptLimited = false;
        silentSince = 0;
    }

    /** What to throw where a limit has passed; null where none has. */
    @Nullable
    SocketTimeoutException late() {
        Passed limit = passed;
        return limit == null ? null : exception(limit);
    }

    /** Whether the limit of all attempts has passed. */
    boolean isOver() {
        Passed limit = passed;
        return limit != null && limit.total;
    }

    boolean hasPassed() {
        return passed != null;
    }

    private static SocketTimeoutException exception(Passed limit) {
        return new SocketTimeoutException("waited " + Timeouts.text(limit.limit) + " for " + limit.awaited);
    }

    private Passed attempt() {
        return new Passed(call.timeouts().attempt(), headCame ? "the whole answer" : "an answer", false);
    }

    private Passed total() {
        return new Passed(call.timeouts().total().orElseThrow(), "the call to end", true);
    }

    /** When to look at it again, at the latest. */
    private long deadline() {
        long earliest = System.nanoTime() + FOREVER;
        if (call.timeouts().total().isPresent()) {
            earliest = earlier(
                    earliest, started + Threads.nanos(call.timeouts().total().get()));
        }
        if (attemptLimited) {
            earliest = earlier(
                    earliest, attemptStarted + Threads.nanos(call.timeouts().attempt()));
        }
        long since = silentSince;
        return since == 0 ? earliest : earlier(earliest, since + idle);
    }

    private static long earlier(long one, long other) {
        return other - one < 0 ? other : one;
    }

    /** The limit that ends first. */
    private Passed first() {
        long end = deadline();
        if (call.timeouts().total().isPresent()
                && end - (started + Threads.nanos(call.timeouts().total().get())) >= 0) {
            return total();
        }
        if (attemptLimited
                && end - (attemptStarted + Threads.nanos(call.timeouts().attempt())) >= 0) {
            return attempt();
        }
        return new Passed(Duration.ofNanos(idle), "the next byte", false);
    }

    /** Its end may be earlier than the next look. */
    private void moved() {
        synchronized (LOCK) {
            long deadline = deadline();
            if (deadline - nextLook < 0) {
                nextLook = deadline;
                LOCK.notifyAll();
            }
        }
    }

    /** Ends when it finds nothing to watch: that is once in a while, not after each call. */
    private static void look() {
        synchronized (LOCK) {
            try {
                while (sleep() || !WATCHED.isEmpty()) {
                    if (nextLook - System.nanoTime() <= 0) {
                        lookAtAll();
                    }
                }
            } catch (Throwable e) {
                Log.LOGGER.log(Level.ERROR, "limits were not looked at for a moment", e);
            } finally {
                // Whatever ended it, the next call begins it anew.
                running = false;
            }
        }
    }

    /** Whether it is too early to look. */
    private static boolean sleep() {
        long left = nextLook - System.nanoTime();
        if (left > 0) {
            try {
                TimeUnit.NANOSECONDS.timedWait(LOCK, left + 1_000_000);
            } catch (InterruptedException e) {
                // Nobody has a reason to interrupt it; it looks and goes on.
            }
        }
        return nextLook - System.nanoTime() > 0;
    }

    private static void lookAtAll() {
        long now = System.nanoTime();
        long next = now + LONGEST_SLEEP;
        for (Watch watch : WATCHED) {
            if (watch.passed == null) {
                next = earlier(next, watch.deadline() - now <= 0 ? now + watch.pass() : watch.deadline());
            }
        }
        nextLook = next;
    }

    private static long soon(long deadline) {
        return earlier(System.nanoTime() + LONGEST_SLEEP, deadline);
    }

    /** Notes the limit that has passed and has the attempt given up; gives in how many nanoseconds to look again. */
    private long pass() {
        Passed limit = first();
        passed = limit;
        try {
            Threads.limits().execute(() -> stop(limit));
            return LONGEST_SLEEP;
        } catch (Throwable e) {
            // No thread can be made just now.
            passed = null;
            return TimeUnit.MILLISECONDS.toNanos(100);
        }
    }

    private void stop(Passed limit) {
        try {
            call.abort(() -> limit.equals(passed));
        } catch (RuntimeException e) {
            Log.LOGGER.log(Level.WARNING, "an exchange could not be given up", e);
        }
        Runnable action = told;
        if (action != null) {
            action.run();
        }
    }
}
