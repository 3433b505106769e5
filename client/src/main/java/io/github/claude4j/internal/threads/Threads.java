package io.github.claude4j.internal.threads;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The threads of the library: virtual ones where the JDK has them, else daemon threads that end when they are idle. */
public final class Threads {
    /** So many calls of a client have a thread at a time before JDK 21, and so many bodies that are read to be pushed. */
    public static final int MOST_CALLS = 256;

    static final System.Logger LOGGER = System.getLogger("io.github.claude4j");

    private static final int MOST_SIGNALS = 32;
    private static final int IDLE_SECONDS = 30;

    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE / 4);

    private static final @Nullable ExecutorService VIRTUAL = virtual();
    private static final @Nullable MethodHandle IS_VIRTUAL = asksWhetherVirtual();
    private static final Executor READERS = calls(MOST_CALLS);

    private Threads() {}

    /** Threads for blocking calls: as many as there are calls on JDK 21 and newer, else so many; more calls wait their turn, in order. */
    public static Executor calls(int most) {
        return VIRTUAL != null ? VIRTUAL : new InTurn(most);
    }

    /** Runs a blocking call on one of these threads. Cancelling the future interrupts it, or takes it out of the line. */
    public static <T> CompletableFuture<T> run(Executor threads, Supplier<T> call) {
        CompletableFuture<T> result = new CompletableFuture<>();
        FutureTask<?> task = new FutureTask<>(
                () -> {
                    try {
                        result.complete(call.get());
                    } catch (Throwable e) {
                        result.completeExceptionally(e);
                    }
                },
                null);
        threads.execute(task);
        CompletableFuture<T> unused = result.whenComplete((value, failure) -> {
            // The interrupt ends the call; a call that ended by itself is left alone.
            if (result.isCancelled()) {
                task.cancel(true);
            }
        });
        return result;
    }

    /** Where subscribers are told what has come: short work, which waits for its turn. */
    public static Executor signals() {
        return Signals.EXECUTOR;
    }

    /** Where limits are told that have passed: there is a thread for each, however many subscribers hold up the others. */
    public static Executor limits() {
        return Late.EXECUTOR;
    }

    /** Where bodies of answers are read that are to be pushed and can only be read: each as long as it is open. */
    public static Executor readers() {
        return READERS;
    }

    /** Where bodies are read that are no bytes in memory: each for as long as it takes. */
    public static Executor uploads() {
        return Uploads.EXECUTOR;
    }

    /** Where code of tools runs: as many as there are; who runs them says how many that is. */
    public static Executor tools() {
        return Tools.EXECUTOR;
    }

    /**
     * Waits in a selector. Where a virtual thread would hold the one that carries it meanwhile, it has another do it: of those there are
     * so few that all virtual threads would stand still. An interrupt ends the waiting, and stays set.
     */
    public static void inSelector(Runnable wait) {
        if (!holdsCarrier()) {
            wait.run();
            return;
        }
        FutureTask<?> waiting = new FutureTask<>(wait, null);
        Selecting.EXECUTOR.execute(waiting);
        try {
            waiting.get();
        } catch (InterruptedException e) {
            waiting.cancel(true);
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }

    private static boolean holdsCarrier() {
        try {
            return IS_VIRTUAL != null && (boolean) IS_VIRTUAL.invokeExact(Thread.currentThread());
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Does something short after that time. */
    public static Future<?> later(Duration time, Runnable action) {
        return Timer.EXECUTOR.schedule(action, nanos(time), TimeUnit.NANOSECONDS);
    }

    /** A time in nanoseconds; at most one that is longer than any program runs, and far from where sums run over. */
    public static long nanos(Duration time) {
        return time.compareTo(LONGEST) > 0 ? LONGEST.toNanos() : time.toNanos();
    }

    /** From JDK 24 on virtual threads let go of theirs in a selector too. */
    private static @Nullable MethodHandle asksWhetherVirtual() {
        try {
            return Runtime.version().feature() > 23
                    ? null
                    : MethodHandles.publicLookup()
                            .findVirtual(Thread.class, "isVirtual", MethodType.methodType(boolean.class));
        } catch (ReflectiveOperationException before21) {
            return null;
        }
    }

    private static @Nullable ExecutorService virtual() {
        try {
            return (ExecutorService) MethodHandles.publicLookup()
                    .findStatic(
                            Executors.class,
                            "newVirtualThreadPerTaskExecutor",
                            MethodType.methodType(ExecutorService.class))
                    .invoke();
        } catch (Throwable before21) {
            return null;
        }
    }

    private static ThreadPoolExecutor daemons(String name, int core, int most, BlockingQueue<Runnable> queue) {
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor pool = new ThreadPoolExecutor(core, most, IDLE_SECONDS, TimeUnit.SECONDS, queue, task -> {
            Thread thread = new Thread(task, name + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
        pool.allowCoreThreadTimeOut(true);
        return pool;
    }

    /** Any number of threads, made when they are needed. */
    private static Executor anyNumber(String name) {
        return daemons(name, 0, Integer.MAX_VALUE, new SynchronousQueue<>());
    }

    /** So many at a time; the others wait in order. The pool of the JDK either refuses them or makes more threads than it needs. */
    private static final class InTurn implements Executor {
        private final int most;
        private final Queue<Runnable> waiting = new ArrayDeque<>();
        private int running;

        InTurn(int most) {
            this.most = most;
        }

        @Override
        public void execute(Runnable task) {
            synchronized (this) {
                if (running == most) {
                    waiting.add(task);
                    return;
                }
                running++;
            }
            try {
                Calls.EXECUTOR.execute(() -> work(task));
            } catch (Throwable e) {
                // No thread can be made: the next that is free takes it, if there is one.
                synchronized (this) {
                    running--;
                    if (running == 0) {
                        throw e;
                    }
                    waiting.add(task);
                }
            }
        }

        private void work(Runnable first) {
            for (Runnable task = first; task != null; task = next()) {
                try {
                    task.run();
                } catch (Throwable e) {
                    LOGGER.log(System.Logger.Level.WARNING, "a call ended in an unexpected way", e);
                }
                // A call that was cancelled at its very end leaves its interrupt to nobody.
                boolean unused = Thread.interrupted();
            }
        }

        private synchronized @Nullable Runnable next() {
            Runnable task = waiting.poll();
            if (task == null) {
                running--;
            }
            return task;
        }
    }

    private static final class Calls {
        static final Executor EXECUTOR = anyNumber("claude4j-call-");
    }

    private static final class Signals {
        static final Executor EXECUTOR = VIRTUAL != null
                ? VIRTUAL
                : daemons("claude4j-signal-", MOST_SIGNALS, MOST_SIGNALS, new LinkedBlockingQueue<>());
    }

    /** Not virtual: subscribers that block in what pins their threads hold up all of those. */
    private static final class Late {
        static final Executor EXECUTOR = anyNumber("claude4j-limit-");
    }

    private static final class Selecting {
        static final Executor EXECUTOR = anyNumber("claude4j-select-");
    }

    private static final class Uploads {
        static final Executor EXECUTOR = VIRTUAL != null ? VIRTUAL : anyNumber("claude4j-upload-");
    }

    private static final class Tools {
        static final Executor EXECUTOR = VIRTUAL != null ? VIRTUAL : anyNumber("claude4j-tool-");
    }

    private static final class Timer {
        static final ScheduledThreadPoolExecutor EXECUTOR = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "claude4j-timer");
            thread.setDaemon(true);
            return thread;
        });

        static {
            EXECUTOR.setRemoveOnCancelPolicy(true);
            EXECUTOR.setKeepAliveTime(IDLE_SECONDS, TimeUnit.SECONDS);
            EXECUTOR.allowCoreThreadTimeOut(true);
        }
    }
}
