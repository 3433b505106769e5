package io.github.claude4j.benchmarks;

import java.util.concurrent.TimeUnit;

/** Many whole answers awaited at once, each of which takes its time: whether there is a hidden limit. */
final class LateAnswers {
    private final ClientDriver client;
    private final Options options;
    private volatile int length;

    LateAnswers(ClientDriver client, Options options) {
        this.client = client;
        this.options = options;
    }

    long run() throws Exception {
        int size = (int) options.number("n", 500);
        String model = "bench-late-" + options.number("ms", 2000);
        for (int i = 0; i < 200; i++) {
            if (client.async()) {
                client.createAsync("bench-json-1000").toCompletableFuture().get();
            } else {
                client.create("bench-json-1000");
            }
        }
        int threads = Probe.nativeThreads();
        Crowd crowd = new Crowd(size, options.text("mode", client.async() ? "async" : "platform"));
        Probe begin = new Probe();
        for (int i = 0; i < size; i++) {
            crowd.start(
                    () -> length = client.create(model),
                    () -> client.createAsync(model).thenAccept(n -> length = n));
        }
        int peak = 0;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(options.number("limit", 90));
        while (!crowd.left.await(20, TimeUnit.MILLISECONDS) && System.nanoTime() < end) {
            peak = Math.max(peak, Probe.nativeThreads());
        }
        Probe after = new Probe();
        crowd.report();
        Probe.report("wall_s", (after.wall - begin.wall) / 1e9);
        Probe.report("cpu_s", (after.cpu - begin.cpu) / 1e9);
        Probe.report("threads", peak - threads);
        return length;
    }
}
