package io.github.claude4j.internal.call;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One call from its beginning to its end, over all its attempts: its limits, its cancellation, what is noted on it. */
public final class LiveCall {
    private final Operation operation;
    private final Timeouts limits;
    private final boolean streaming;
    private final boolean repeatable;
    private final long started = System.nanoTime();
    private final List<Runnable> onCancel = new ArrayList<>(2);

    private volatile int attempt;
    private volatile boolean answerIsStream;
    private volatile long attemptStarted = started;
    private boolean cancelled;
    private volatile @Nullable Map<String, Object> attributes;

    LiveCall(Operation operation, Timeouts limits, boolean streaming, boolean repeatable) {
        this.operation = operation;
        this.limits = limits;
        this.streaming = streaming;
        this.repeatable = repeatable;
    }

    /** What is called. */
    public Operation operation() {
        return operation;
    }

    /** How long it may take. */
    public Timeouts limits() {
        return limits;
    }

    /** Which attempt this is: 1 for the first. */
    public int attempt() {
        return attempt;
    }

    /** Whether the answer is read as it comes: events, lines or bytes. */
    public boolean streaming() {
        return streaming;
    }

    /** Whether the request may be sent again when it is not known if the API acted on it. */
    public boolean repeatable() {
        return repeatable;
    }

    /** Since the call began. */
    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    /**
     * How long to wait for the head of the answer.
     *
     * @throws SocketTimeoutException when that time is over
     */
    public Duration headWait() throws SocketTimeoutException {
        return left(Long.MAX_VALUE, limits.attempt(), "an answer");
    }

    /** What to throw when {@link #headWait()} was waited in vain. */
    SocketTimeoutException noAnswer() {
        try {
            headWait();
        } catch (SocketTimeoutException e) {
            return e;
        }
        return new SocketTimeoutException("waited " + seconds(limits.attempt()) + " for an answer");
    }

    /**
     * How long to wait for the next byte of the body.
     *
     * @throws SocketTimeoutException when that time is over
     */
    public Duration bodyWait() throws SocketTimeoutException {
        return left(limits.idle().toNanos(), answerIsStream ? null : limits.attempt(), "the whole answer");
    }

    /** What to throw when {@link #bodyWait()} was waited in vain. */
    SocketTimeoutException noByte() {
        try {
            bodyWait();
        } catch (SocketTimeoutException e) {
            return e;
        }
        return new SocketTimeoutException("waited " + seconds(limits.idle()) + " for the next byte");
    }

    private Duration left(long nanos, @Nullable Duration attemptLimit, String awaited) throws SocketTimeoutException {
        long now = System.nanoTime();
        long left = nanos;
        if (attemptLimit != null) {
            left = Math.min(left, positive(attemptLimit.toNanos() - (now - attemptStarted), attemptLimit, awaited));
        }
        if (limits.total().isPresent()) {
            Duration total = limits.total().get();
            left = Math.min(left, positive(total.toNanos() - (now - started), total, "the call to end"));
        }
        return Duration.ofNanos(left);
    }

    private static long positive(long nanos, Duration limit, String awaited) throws SocketTimeoutException {
        if (nanos <= 0) {
            throw new SocketTimeoutException("waited " + seconds(limit) + " for " + awaited);
        }
        return nanos;
    }

    /** A limit for people: "10 s", "0.5 s". */
    static String seconds(Duration limit) {
        return java.math.BigDecimal.valueOf(limit.toMillis(), 3)
                        .stripTrailingZeros()
                        .toPlainString()
                + " s";
    }

    /** Only the thread that makes the call counts; others look. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    void beginAttempt() {
        attempt++;
        answerIsStream = streaming;
        attemptStarted = System.nanoTime();
    }

    /**
     * The time that an attempt may take begins anew: for an interceptor that waited for something else before it passes the
     * request on.
     */
    public void restartAttempt() {
        attemptStarted = System.nanoTime();
    }

    /** The attempt was answered with an error instead of a stream, so that its limit spans the body too. */
    void answeredWithError() {
        answerIsStream = false;
    }

    /** Runs this when the call is cancelled: at once if it is already. */
    public void onCancel(Runnable action) {
        synchronized (onCancel) {
            if (!cancelled) {
                onCancel.add(action);
                return;
            }
        }
        action.run();
    }

    /** Ends the call from any thread: the connection is closed, and whoever waits for it is told. */
    public void cancel() {
        List<Runnable> actions;
        synchronized (onCancel) {
            if (cancelled) {
                return;
            }
            cancelled = true;
            actions = List.copyOf(onCancel);
            onCancel.clear();
            onCancel.notifyAll();
        }
        actions.forEach(Runnable::run);
    }

    /** Waits that long, or until the call is cancelled. */
    void pause(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        synchronized (onCancel) {
            for (long left = time.toNanos(); left > 0 && !cancelled; left = end - System.nanoTime()) {
                onCancel.wait(left / 1_000_000, (int) (left % 1_000_000));
            }
        }
    }

    /** Whether the call was cancelled. */
    public boolean isCancelled() {
        synchronized (onCancel) {
            return cancelled;
        }
    }

    /** What an interceptor or listener noted under this name; null where nothing was. */
    public @Nullable Object attribute(String name) {
        Map<String, Object> noted = attributes;
        return noted == null ? null : noted.get(name);
    }

    /** Notes something for the rest of the call. */
    public void attribute(String name, Object value) {
        Map<String, Object> noted = attributes;
        if (noted == null) {
            synchronized (this) {
                noted = attributes;
                if (noted == null) {
                    noted = new ConcurrentHashMap<>();
                    attributes = noted;
                }
            }
        }
        noted.put(name, value);
    }
}
