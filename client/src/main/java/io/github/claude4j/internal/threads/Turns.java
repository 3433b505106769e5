package io.github.claude4j.internal.threads;

import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Does a piece of work in turns on threads for signals: never twice at a time, never on the thread that asks, and once more
 * where it was asked for while it was done.
 */
public final class Turns {
    private final Runnable work;

    /** How often it was asked for since the last turn began; not 0 while one is to come or under way. */
    private final AtomicInteger asked = new AtomicInteger();

    private volatile boolean hurried;
    private volatile @Nullable Turn coming;

    /**
     * @param work does not throw
     */
    public Turns(Runnable work) {
        this.work = work;
    }

    /** Asks for a turn. */
    public void ask() {
        if (asked.getAndIncrement() == 0) {
            Turn turn = new Turn();
            coming = turn;
            execute(Threads.signals(), turn);
            // One that is in a hurry may have come before the turn was there to be found.
            if (hurried) {
                execute(Threads.limits(), turn);
            }
        }
    }

    /** Asks for a turn that waits for no thread: subscribers that block may hold up all of those for signals. */
    public void hurry() {
        hurried = true;
        ask();
        Turn turn = coming;
        if (turn != null) {
            execute(Threads.limits(), turn);
        }
    }

    private static void execute(Executor threads, Turn turn) {
        if (turn.begun.get()) {
            return;
        }
        try {
            threads.execute(turn);
        } catch (Throwable e) {
            // No thread can be made: then the one that asks has to do it.
            turn.run();
        }
    }

    private final class Turn implements Runnable {
        private final AtomicBoolean begun = new AtomicBoolean();

        @Override
        public void run() {
            if (!begun.compareAndSet(false, true)) {
                return;
            }
            hurried = false;
            int seen = 1;
            while (seen != 0) {
                seen = asked.get();
                try {
                    work.run();
                } catch (Throwable e) {
                    Threads.LOGGER.log(Level.ERROR, "a turn of a stream failed", e);
                }
                seen = asked.addAndGet(-seen);
            }
        }
    }
}
