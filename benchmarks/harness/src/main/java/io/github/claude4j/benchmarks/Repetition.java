package io.github.claude4j.benchmarks;

import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** Repeats work until the JIT has nothing left to do, and then measures it for some seconds. */
final class Repetition {
    private static final int MOST_FAILURES = 10_000;

    /** Does its work once and gives the number of units that it was: events, requests, lines. */
    interface Work {
        long run() throws Exception;
    }

    interface AsyncWork {
        CompletionStage<Long> start();
    }

    private final Options options;
    private final int callers;
    private final LongAdder units = new LongAdder();
    private final AtomicInteger failures = new AtomicInteger();

    Repetition(Options options) {
        this.options = options;
        this.callers = (int) options.number("threads", 1);
    }

    void blocking(Work work) throws Exception {
        // What fails always shall fail here.
        work.run();
        for (int i = 0; i < callers; i++) {
            Thread caller = new Thread(() -> repeat(work), "caller-" + i);
            caller.setDaemon(true);
            caller.start();
        }
        measure();
    }

    private void repeat(Work work) {
        while (true) {
            try {
                units.add(work.run());
            } catch (Exception e) {
                failed(e);
            }
        }
    }

    void async(AsyncWork work) throws Exception {
        work.start().toCompletableFuture().get();
        for (int i = 0; i < callers; i++) {
            chain(work);
        }
        measure();
    }

    private void chain(AsyncWork work) {
        work.start().whenComplete((count, failure) -> {
            if (failure == null) {
                units.add(count);
            } else {
                failed(failure);
            }
            chain(work);
        });
    }

    /** Failed work is counted and not repeated; too much of it ends the run. */
    private void failed(Throwable failure) {
        int count = failures.incrementAndGet();
        if (count <= 3) {
            failure.printStackTrace();
        }
        if (count > MOST_FAILURES) {
            Runtime.getRuntime().halt(4);
        }
    }

    private void measure() throws InterruptedException {
        warmUp();
        long first = units.sum();
        Probe before = new Probe();
        Thread.sleep(options.number("measure", 4000));
        long last = units.sum();
        report(before, new Probe(), last - first);
        Probe.report("errors", failures.get());
    }

    private void warmUp() throws InterruptedException {
        long least = TimeUnit.MILLISECONDS.toNanos(options.number("warmmin", 8000));
        long most = TimeUnit.MILLISECONDS.toNanos(options.number("warmmax", 24_000));
        Probe begin = new Probe();
        for (Probe last = begin; ; ) {
            Thread.sleep(1000);
            Probe now = new Probe();
            double jitCores = (double) (now.jit - last.jit) / (now.wall - last.wall);
            last = now;
            long spent = now.wall - begin.wall;
            if (spent >= most || (spent >= least && jitCores < 0.04)) {
                Probe.report("warm_s", spent / 1e9);
                return;
            }
        }
    }

    /** What each unit cost. */
    static void report(Probe before, Probe after, long units) {
        Probe.report("units", units);
        Probe.report("per_s", units * 1e9 / (after.wall - before.wall));
        Probe.report("cpu_us", before.microsUntil(after) / units);
        Probe.report("alloc_b", (double) (after.allocated - before.allocated) / units);
        Probe.report("jit_cores", (double) (after.jit - before.jit) / (after.wall - before.wall));
    }
}
