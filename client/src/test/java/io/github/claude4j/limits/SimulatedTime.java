package io.github.claude4j.limits;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;

/** Time that stands still while one of its threads works, and jumps to what is next when all of them wait. */
final class SimulatedTime implements Time {
    private static final Instant START = Instant.parse("2026-11-27T12:00:00Z");

    private final Map<Thread, Long> parked = new HashMap<>();
    private final Set<Thread> woken = new HashSet<>();
    private long now;
    private int working;

    /** Runs these at the same time, each on a thread of its own, until the last has ended. */
    void run(List<Runnable> jobs) throws InterruptedException {
        working = jobs.size();
        List<Thread> threads = jobs.stream()
                .map(job -> new Thread(() -> {
                    try {
                        job.run();
                    } finally {
                        ended();
                    }
                }))
                .toList();
        for (Thread thread : threads) {
            thread.setDaemon(true);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    private synchronized void ended() {
        working--;
        goOn();
    }

    @Override
    public synchronized long nanos() {
        return now;
    }

    @Override
    public synchronized Instant now() {
        return START.plusNanos(now);
    }

    synchronized double seconds() {
        return now / 1e9;
    }

    @Override
    public void park(long nanos) {
        Thread thread = Thread.currentThread();
        synchronized (this) {
            if (woken.remove(thread)) {
                return;
            }
            parked.put(thread, nanos > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + nanos);
            working--;
            goOn();
        }
        while (isParked(thread)) {
            LockSupport.park(this);
            if (thread.isInterrupted()) {
                wake(thread);
            }
        }
    }

    private synchronized boolean isParked(Thread thread) {
        return parked.containsKey(thread);
    }

    private synchronized boolean wake(Thread thread) {
        boolean waited = parked.remove(thread) != null;
        if (waited) {
            working++;
            LockSupport.unpark(thread);
        }
        return waited;
    }

    @Override
    public synchronized void unpark(Thread thread) {
        if (!wake(thread)) {
            woken.add(thread);
        }
    }

    void sleep(long nanos) {
        long end = nanos() + nanos;
        for (long left = nanos; left > 0; left = end - nanos()) {
            park(left);
        }
    }

    private void goOn() {
        if (working == 0 && !parked.isEmpty()) {
            long next =
                    parked.values().stream().mapToLong(Long::longValue).min().orElseThrow();
            if (next == Long.MAX_VALUE) {
                throw new AssertionError("everybody waits for ever");
            }
            now = Math.max(now, next);
            List.copyOf(parked.keySet()).forEach(thread -> {
                if (parked.get(thread) <= now) {
                    wake(thread);
                }
            });
        }
    }
}
