package io.github.claude4j.http;

import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** One call from its beginning to its end, over all its attempts: its limits, its cancellation, what is noted on it. */
public final class Call {
    private final Operation operation;
    private final Limits limits;
    private final boolean streaming;
    private final boolean repeatable;
    private final long started = System.nanoTime();
    private final List<Runnable> onCancel = new ArrayList<>(2);
    private final Watch watch;

    private volatile int attempt;
    private volatile boolean cancelled;
    private @Nullable Runnable abort;
    private volatile @Nullable Map<String, Object> attributes;

    Call(Operation operation, Limits limits, boolean streaming, boolean repeatable) {
        this.operation = operation;
        this.limits = limits;
        this.streaming = streaming;
        this.repeatable = repeatable;
        this.watch = new Watch(this);
    }

    /** What is called. */
    public Operation operation() {
        return operation;
    }

    /** How long it may take. */
    public Limits limits() {
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
     * How long the attempt has left until its answer: for those who wait for something else before they send.
     *
     * @throws SocketTimeoutException when that time is over
     */
    public Duration headWait() throws SocketTimeoutException {
        return watch.left();
    }

    /** Only the thread that makes the call counts; others look. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    void beginAttempt() {
        attempt++;
        synchronized (onCancel) {
            abort = null;
            watch.beginAttempt();
        }
    }

    Watch watch() {
        return watch;
    }

    /**
     * The time that an attempt may take begins anew: for an interceptor that waited for something else before it passes the
     * request on.
     */
    public void restartAttempt() {
        watch.restartAttempt();
    }

    /**
     * Says how the attempt that is being sent can be given up: for transports. It runs at most once, on any thread, when a limit
     * has passed or the call is cancelled, at once if that has happened already; afterwards the transport fails with whatever
     * exception it likes. The next attempt, or another call of this, replaces it.
     */
    public void abortWith(Runnable action) {
        synchronized (onCancel) {
            if (!cancelled && !watch.hasPassed()) {
                abort = action;
                return;
            }
        }
        action.run();
    }

    /**
     * Bytes of the answer have come: for a transport that waits for more than the head before it gives an answer, so that the
     * limit between two bytes begins anew.
     */
    public void arrived() {
        watch.headArrived();
    }

    /** Gives up what is being sent or read, if that is still so. */
    void abort(BooleanSupplier still) {
        Runnable action;
        synchronized (onCancel) {
            if (!still.getAsBoolean()) {
                return;
            }
            action = abort;
            abort = null;
        }
        if (action != null) {
            action.run();
        }
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
        abort(() -> true);
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
        return cancelled;
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
