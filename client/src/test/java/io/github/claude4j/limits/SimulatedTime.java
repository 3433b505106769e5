package io.github.claude4j.limits;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
    public synchronized void park(long nanos) {
        Thread thread = Thread.currentThread();
        if (woken.remove(thread)) {
            return;
        }
        parked.put(thread, nanos > Long.MAX_VALUE - now ? Long.MAX_VALUE : now + nanos);
        working--;
        goOn();
        while (parked.containsKey(thread)) {
            try {
                wait();
            } catch (InterruptedException e) {
                parked.remove(thread);
                working++;
                thread.interrupt();
            }
        }
        woken.remove(thread);
    }

    @Override
    public synchronized void unpark(Thread thread) {
        if (parked.remove(thread) != null) {
            working++;
            notifyAll();
        } else {
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
            long next = parked.values().stream().mapToLong(Long::longValue).min().orElseThrow();
            if (next == Long.MAX_VALUE) {
                throw new AssertionError("everybody waits for ever");
            }
            now = Math.max(now, next);
            int before = parked.size();
            parked.values().removeIf(end -> end <= now);
            working += before - parked.size();
            notifyAll();
        }
    }
}
