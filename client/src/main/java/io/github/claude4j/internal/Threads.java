package io.github.claude4j.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
    private static final int MOST_CALLS = 256;
    private static final int MOST_SIGNALS = 32;
    private static final int IDLE_SECONDS = 30;

    private static final @Nullable ExecutorService VIRTUAL = virtual();

    private Threads() {}

    /** Runs a blocking call on a thread of its own; before JDK 21 on one of at most 256. Cancelling the future interrupts it. */
    public static <T> CompletableFuture<T> run(Supplier<T> call) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Future<?> task = Calls.EXECUTOR.submit(() -> {
            try {
                result.complete(call.get());
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
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

    /** Where bodies are read that are no bytes in memory: each for as long as it takes. */
    public static Executor uploads() {
        return Uploads.EXECUTOR;
    }

    /** Does something short after that time. */
    public static Future<?> later(Duration time, Runnable action) {
        return Timer.EXECUTOR.schedule(action, time.toNanos(), TimeUnit.NANOSECONDS);
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

    private static final class Calls {
        static final ExecutorService EXECUTOR =
                VIRTUAL != null ? VIRTUAL : daemons("claude4j-call-", 0, MOST_CALLS, new SynchronousQueue<>());
    }

    private static final class Signals {
        static final Executor EXECUTOR = VIRTUAL != null
                ? VIRTUAL
                : daemons("claude4j-signal-", MOST_SIGNALS, MOST_SIGNALS, new LinkedBlockingQueue<>());
    }

    private static final class Uploads {
        static final Executor EXECUTOR =
                VIRTUAL != null ? VIRTUAL : daemons("claude4j-upload-", 0, Integer.MAX_VALUE, new SynchronousQueue<>());
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
