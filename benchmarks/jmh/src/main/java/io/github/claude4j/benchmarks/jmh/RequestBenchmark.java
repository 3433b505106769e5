package io.github.claude4j.benchmarks.jmh;

import io.github.claude4j.Claude;
import io.github.claude4j.benchmarks.server.Messages;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Response;
import io.github.claude4j.json.Json;
import io.github.claude4j.messages.MessageCreateParams;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Requests: their params, their JSON, and a whole call but for the network. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(3)
public class RequestBenchmark {
    private static final int TURNS = 49;

    private Claude claude;

    @Setup
    public void prepare() {
        byte[] answer = Messages.message("claude-opus-5-5", 1000).getBytes(StandardCharsets.UTF_8);
        Headers headers = Headers.of("content-type", "application/json");
        claude = Claude.builder()
                .apiKey("test")
                .transport((request, call) -> {
                    try (InputStream body = request.body().orElseThrow().open()) {
                        body.transferTo(OutputStream.nullOutputStream());
                    }
                    return Response.of(200, headers, answer);
                })
                .build();
    }

    private static MessageCreateParams small() {
        return MessageCreateParams.builder()
                .model("claude-opus-5-5")
                .maxTokens(1024)
                .addUserMessage("Hello, Claude")
                .build();
    }

    private static MessageCreateParams conversation() {
        MessageCreateParams.Builder params =
                MessageCreateParams.builder().model("claude-opus-5-5").maxTokens(1024);
        for (int i = 0; i < TURNS; i += 2) {
            params.addUserMessage("What comes after " + i + "?").addAssistantMessage("That is " + (i + 1) + ".");
        }
        return params.addUserMessage("And then?").build();
    }

    private static void print(MessageCreateParams params) {
        try {
            Json.write(params.json(), OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Benchmark
    public MessageCreateParams build() {
        return small();
    }

    @Benchmark
    public void buildAndPrint() {
        print(small());
    }

    @Benchmark
    public void buildAndPrintConversation() {
        print(conversation());
    }

    @Benchmark
    public String call() {
        return claude.messages().create(small()).text();
    }
}
