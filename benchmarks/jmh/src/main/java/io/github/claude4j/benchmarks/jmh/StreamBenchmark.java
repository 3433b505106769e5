package io.github.claude4j.benchmarks.jmh;

import io.github.claude4j.Claude;
import io.github.claude4j.benchmarks.server.Messages;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Response;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.MessageStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** Events from memory: what is decoded, without a network; for each of 1,000 text deltas. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(StreamBenchmark.DELTAS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(3)
public class StreamBenchmark {
    static final int DELTAS = 1000;

    private final MessageCreateParams params = MessageCreateParams.builder()
            .model("claude-opus-5-5")
            .maxTokens(1024)
            .addUserMessage("Hello, Claude")
            .build();
    private Claude claude;

    @Setup
    public void prepare() {
        byte[] events =
                String.join("", Messages.textStream("claude-opus-5-5", DELTAS)).getBytes(StandardCharsets.UTF_8);
        Headers headers = Headers.of("content-type", "text/event-stream");
        claude = Claude.builder()
                .apiKey("test")
                .transport((request, call) -> Response.of(200, headers, events))
                .build();
    }

    @Benchmark
    public void decode(Blackhole hole) {
        try (MessageStream stream = claude.messages().stream(params)) {
            stream.textDeltas().forEach(hole::consume);
        }
    }

    @Benchmark
    public Message accumulate() {
        try (MessageStream stream = claude.messages().stream(params)) {
            return stream.message();
        }
    }
}
