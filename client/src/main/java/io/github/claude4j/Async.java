package io.github.claude4j;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Runs blocking calls on threads of their own: virtual ones where the JDK has them, else up to 256 daemon threads. */
final class Async {
    private static final int MOST_THREADS = 256;
    private static final ExecutorService EXECUTOR = executor();

    private Async() {}

    static <T> CompletableFuture<T> run(Supplier<T> call) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Future<?> task = EXECUTOR.submit(() -> {
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

    private static ExecutorService executor() {
        try {
            return (ExecutorService) MethodHandles.publicLookup()
                    .findStatic(
                            Executors.class,
                            "newVirtualThreadPerTaskExecutor",
                            MethodType.methodType(ExecutorService.class))
                    .invoke();
        } catch (Throwable before21) {
            AtomicInteger number = new AtomicInteger();
            return new ThreadPoolExecutor(0, MOST_THREADS, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                Thread thread = new Thread(task, "claude4j-call-" + number.incrementAndGet());
                thread.setDaemon(true);
                return thread;
            });
        }
    }
}
