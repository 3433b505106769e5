package io.github.claude4j.benchmarks;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** Many calls at once: on a thread each, on virtual threads, or started by one thread and left alone. */
final class Crowd {
    interface Call {
        void run() throws Exception;
    }

    interface AsyncCall {
        CompletionStage<?> start();
    }

    final AtomicInteger done = new AtomicInteger();
    final AtomicInteger failed = new AtomicInteger();
    final CountDownLatch left;
    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final ExecutorService threads;

    Crowd(int size, String mode) throws ReflectiveOperationException {
        left = new CountDownLatch(size);
        threads = switch (mode) {
            case "async" -> null;
            case "platform" -> Executors.newCachedThreadPool();
            case "virtual" ->
                (ExecutorService) Executors.class
                        .getMethod("newVirtualThreadPerTaskExecutor")
                        .invoke(null);
            default -> throw new IllegalArgumentException(mode);
        };
    }

    void start(Call blocking, AsyncCall async) {
        try {
            if (threads == null) {
                async.start().whenComplete((value, e) -> ended(e));
            } else {
                threads.execute(() -> {
                    try {
                        blocking.run();
                        ended(null);
                    } catch (Throwable e) {
                        ended(e);
                    }
                });
            }
        } catch (RuntimeException | Error e) {
            ended(e);
        }
    }

    private void ended(Throwable e) {
        (e == null ? done : failed).incrementAndGet();
        if (e != null && failure.compareAndSet(null, e)) {
            e.printStackTrace();
        }
        left.countDown();
    }

    void report() {
        Probe.report("ok", done.get());
        Probe.report("failed", failed.get());
        Probe.report("unfinished", left.getCount());
    }
}
