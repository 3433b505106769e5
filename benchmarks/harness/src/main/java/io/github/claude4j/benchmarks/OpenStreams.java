package io.github.claude4j.benchmarks;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** Many slow streams at once: whether all of them are served, and what the process holds and does meanwhile. */
final class OpenStreams {
    private static final long STEADY_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final ClientDriver client;
    private final Options options;
    private final int size;
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicLong lastBegun = new AtomicLong();
    private final AtomicLong deltas = new AtomicLong();
    private final AtomicLong chars = new AtomicLong();

    /** When all streams had begun; null before. */
    private Probe steady;

    private long steadyDeltas;
    private boolean looked;

    OpenStreams(ClientDriver client, Options options) {
        this.client = client;
        this.options = options;
        this.size = (int) options.number("n", 1000);
    }

    long run() throws Exception {
        String model = options.text("model", "bench-slow-20-500");
        loadCode();
        int threads = Probe.nativeThreads();
        System.gc();
        long heap = usedHeap();
        Crowd crowd = new Crowd(size, options.text("mode", client.async() ? "async" : "platform"));
        Probe begin = new Probe();
        for (int i = 0; i < size; i++) {
            Reader reader = new Reader();
            crowd.start(() -> client.streamText(model, reader), () -> client.streamTextAsync(model, reader));
        }
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(options.number("limit", 120));
        int peakThreads = 0;
        int peakOpen = 0;
        while (!crowd.left.await(20, TimeUnit.MILLISECONDS) && System.nanoTime() < end) {
            peakThreads = Math.max(peakThreads, Probe.nativeThreads());
            int open = begun.get() - crowd.done.get() - crowd.failed.get();
            peakOpen = Math.max(peakOpen, open);
            look(open, threads, heap);
        }
        Probe after = new Probe();
        crowd.report();
        Probe.report("peak_open", peakOpen);
        Probe.report("peak_threads", peakThreads - threads);
        Probe.report("peak_rss_mb", Probe.status("VmHWM") / 1024);
        Probe.report("all_begun_ms", (lastBegun.get() - begin.wall) / 1e6);
        Probe.report("wall_s", (after.wall - begin.wall) / 1e9);
        Probe.report("cpu_s", (after.cpu - begin.cpu) / 1e9);
        return chars.get() / size;
    }

    /** So that classes and compiled code are not in the difference. */
    private void loadCode() throws Exception {
        for (int i = 0; i < 50; i++) {
            if (client.async()) {
                client.streamTextAsync("bench-sse-20", delta -> {})
                        .toCompletableFuture()
                        .get();
            } else {
                client.streamText("bench-sse-20", delta -> {});
            }
        }
    }

    /** Looks at the process once all streams are open, and for a while then. */
    private void look(int open, int threads, long heap) throws IOException {
        if (steady == null && open == size) {
            steadyDeltas = deltas.get();
            steady = new Probe();
        } else if (steady != null && !looked && System.nanoTime() - steady.wall > STEADY_NANOS) {
            looked = true;
            Probe now = new Probe();
            double count = Math.max(1, deltas.get() - steadyDeltas);
            Probe.report("steady_cpu_us", steady.microsUntil(now) / count);
            Probe.report("steady_alloc_b", (now.allocated - steady.allocated) / count);
            Probe.report("steady_per_s", count * 1e9 / (now.wall - steady.wall));
            Probe.report("threads", Probe.nativeThreads() - threads);
            Probe.report("rss_mb", Probe.status("VmRSS") / 1024);
            System.gc();
            Probe.report("heap_kb_per_stream", (usedHeap() - heap) / 1024.0 / size);
        }
    }

    private static long usedHeap() {
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private final class Reader implements ClientDriver.DeltaSink {
        private boolean first = true;

        @Override
        public void accept(String delta) {
            if (first) {
                first = false;
                begun.incrementAndGet();
                lastBegun.accumulateAndGet(System.nanoTime(), Math::max);
            }
            deltas.incrementAndGet();
            chars.addAndGet(delta.length());
        }
    }
}
