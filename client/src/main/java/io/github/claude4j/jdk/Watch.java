package io.github.claude4j.jdk;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Gives up what waits too long for its answer. Its thread sleeps until the earliest end it knows of and looks then, so that
 * an exchange that is answered in time, as nearly all are, wakes nobody.
 */
final class Watch {
    /** So that its thread ends soon after the last exchange. */
    private static final long LONGEST_SLEEP = TimeUnit.SECONDS.toNanos(20);

    private static final Object LOCK = new Object();
    private static final Set<BlockingSend> WAITING = new HashSet<>();
    private static long nextLook;
    private static boolean running;

    private Watch() {}

    static void add(BlockingSend send) {
        synchronized (LOCK) {
            WAITING.add(send);
            if (!running) {
                running = true;
                nextLook = soon(send.deadline());
                Thread thread = new Thread(Watch::look, "claude4j-limits");
                thread.setDaemon(true);
                thread.start();
            } else {
                moved(send);
            }
        }
    }

    /** Its deadline may be earlier now. */
    static void moved(BlockingSend send) {
        synchronized (LOCK) {
            long deadline = send.deadline();
            if (deadline - nextLook < 0) {
                nextLook = deadline;
                LOCK.notifyAll();
            }
        }
    }

    static void remove(BlockingSend send) {
        synchronized (LOCK) {
            WAITING.remove(send);
        }
    }

    /** Ends when it finds nothing to watch: that is once in a while, not after each exchange. */
    private static void look() {
        synchronized (LOCK) {
            while (true) {
                long left = nextLook - System.nanoTime();
                if (left > 0) {
                    try {
                        TimeUnit.NANOSECONDS.timedWait(LOCK, left + 1_000_000);
                    } catch (InterruptedException e) {
                        // Nobody has a reason to interrupt it; it looks and goes on.
                    }
                    continue;
                }
                if (WAITING.isEmpty()) {
                    running = false;
                    return;
                }
                lookAtAll();
            }
        }
    }

    private static void lookAtAll() {
        long now = System.nanoTime();
        long next = LONGEST_SLEEP;
        for (BlockingSend send : WAITING) {
            long left = send.deadline() - now;
            if (left <= 0) {
                send.giveUp(true);
                // Until its thread has taken notice there is nothing more to do about it.
                left = TimeUnit.SECONDS.toNanos(1);
            }
            next = Math.min(next, left);
        }
        nextLook = soon(now + next);
    }

    private static long soon(long deadline) {
        long latest = System.nanoTime() + LONGEST_SLEEP;
        return deadline - latest < 0 ? deadline : latest;
    }
}
