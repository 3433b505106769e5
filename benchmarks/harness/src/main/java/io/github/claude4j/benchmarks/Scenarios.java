package io.github.claude4j.benchmarks;

import java.util.concurrent.CompletionStage;

/** The warm scenarios by name. */
final class Scenarios {
    private final ClientDriver client;
    private final Options options;
    /** How many characters the last piece of work saw: the same for every client, or it did not do the work. */
    private volatile long check;

    private Scenarios(ClientDriver client, Options options) {
        this.client = client;
        this.options = options;
    }

    static void run(String[] args) throws Exception {
        try {
            new Scenarios(Main.open(args[0], args[1]), new Options(args, 3)).run(args[2]);
        } catch (UnsupportedOperationException e) {
            Probe.report("unsupported", 1);
        }
    }

    private void run(String scenario) throws Exception {
        switch (scenario) {
            case "stream" -> stream();
            case "message" -> message();
            case "create" -> create();
            case "big" -> {
                BigRequest request = new BigRequest();
                repeat().blocking(() -> {
                    check = client.createBig("bench-json-1000", request);
                    return 1;
                });
            }
            case "loop" -> loop();
            case "batch" -> batch();
            case "slow" -> check = new OpenStreams(client, options).run();
            case "late" -> check = new LateAnswers(client, options).run();
            default -> throw new IllegalArgumentException(scenario);
        }
        Probe.report("check", check);
    }

    private Repetition repeat() {
        return new Repetition(options);
    }

    private void stream() throws Exception {
        String model = options.text("model", "bench-sse-1000");
        if (client.async()) {
            repeat().async(() -> {
                Counter counter = new Counter();
                return client.streamTextAsync(model, counter).thenApply(end -> counter.end());
            });
        } else {
            repeat().blocking(() -> {
                Counter counter = new Counter();
                client.streamText(model, counter);
                return counter.end();
            });
        }
    }

    private void message() throws Exception {
        String model = options.text("model", "bench-sse-1000");
        long deltas = Long.parseLong(model.substring(model.lastIndexOf('-') + 1));
        if (client.async()) {
            repeat().async(() -> checked(client.streamMessageAsync(model), deltas));
        } else {
            repeat().blocking(() -> {
                check = client.streamMessage(model);
                return deltas;
            });
        }
    }

    private void create() throws Exception {
        String model = options.text("model", "bench-json-1000");
        if (client.async()) {
            repeat().async(() -> checked(client.createAsync(model), 1));
        } else {
            repeat().blocking(() -> {
                check = client.create(model);
                return 1;
            });
        }
    }

    /** A unit is an answer: each of those that call the tool, and the last. */
    private void loop() throws Exception {
        String model = options.text("model", "bench-loop-20");
        ClientDriver.Loop how = ClientDriver.Loop.valueOf(options.text("how", "DEFAULT"));
        long turns = Long.parseLong(model.substring(model.lastIndexOf('-') + 1)) + 1;
        repeat().blocking(() -> {
            check = client.toolLoop(model, how);
            return turns;
        });
    }

    private CompletionStage<Long> checked(CompletionStage<Integer> work, long units) {
        return work.thenApply(length -> {
            check = length;
            return units;
        });
    }

    /** Some downloads of the same results, the first ones not counted. */
    private void batch() throws Exception {
        String id = "msgbatch_" + options.number("lines", 20_000);
        for (long i = options.number("warmruns", 4); i > 0; i--) {
            client.batchResults(id, (customId, text) -> {});
        }
        long runs = options.number("runs", 3);
        Counter counter = new Counter();
        Probe before = new Probe();
        for (long i = 0; i < runs; i++) {
            client.batchResults(id, (customId, text) -> counter.accept(text));
        }
        Repetition.report(before, new Probe(), counter.end());
        check /= runs;
        Probe.report("peak_rss_mb", Probe.status("VmHWM") / 1024);
    }

    private final class Counter implements ClientDriver.DeltaSink {
        private long deltas;
        private long chars;

        @Override
        public void accept(String delta) {
            deltas++;
            chars += delta.length();
        }

        long end() {
            check = chars;
            return deltas;
        }
    }
}
