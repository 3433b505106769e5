package io.github.claude4j.testkit.internal.api;

import io.github.claude4j.testkit.internal.server.Received;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The requests that a fake received, in order. */
public final class Requests {
    /** A fake that serves for days must not keep everything. */
    private static final int MOST = 10_000;

    /** Bodies may be large: the last requests are kept as far as they hold no more than this, and always the last one. */
    private static final long MOST_BYTES = 256L * 1024 * 1024;

    private static final int MOST_DESCRIBED = 20;

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(5);

    private final Deque<Received> all = new ArrayDeque<>();
    private long bytes;
    private int taken;

    synchronized void add(Received request) {
        all.add(request);
        bytes += request.body().length;
        while (all.size() > MOST || (bytes > MOST_BYTES && all.size() > 1)) {
            bytes -= all.remove().body().length;
            taken = Math.max(0, taken - 1);
        }
        notifyAll();
    }

    public synchronized List<Received> list() {
        return List.copyOf(all);
    }

    public synchronized @Nullable Received last() {
        return all.peekLast();
    }

    /** The oldest that was not taken yet; null when none comes in time. */
    public synchronized @Nullable Received take() {
        long deadline = System.nanoTime() + PATIENCE;
        try {
            for (long left = PATIENCE; taken >= all.size() && left > 0; left = deadline - System.nanoTime()) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return taken < all.size() ? list().get(taken++) : null;
    }

    /** What came, for people; of many only the last. */
    public String describe() {
        List<Received> list = list();
        if (list.isEmpty()) {
            return "no request was received";
        }
        int from = Math.max(0, list.size() - MOST_DESCRIBED);
        StringBuilder text = new StringBuilder("received " + list.size() + (from > 0 ? ", the last of them:" : ":"));
        for (int i = from; i < list.size(); i++) {
            text.append("\n  ").append(i + 1).append(". ").append(list.get(i));
        }
        return text.toString();
    }

    public synchronized void clear() {
        all.clear();
        bytes = 0;
        taken = 0;
    }
}
