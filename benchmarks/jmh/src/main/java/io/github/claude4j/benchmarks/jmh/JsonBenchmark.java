package io.github.claude4j.benchmarks.jmh;

import io.github.claude4j.benchmarks.server.Messages;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Message;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** JSON in and out: messages of 1 KB and of 50 KB. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(3)
public class JsonBenchmark {
    @Param({"1000", "50000"})
    public int size;

    private byte[] bytes;
    private JsonObject json;

    @Setup
    public void prepare() {
        bytes = Messages.message("claude-opus-5-5", size).getBytes(StandardCharsets.UTF_8);
        json = JsonObject.parse(bytes);
    }

    @Benchmark
    public JsonObject parse() {
        return JsonObject.parse(bytes);
    }

    @Benchmark
    public void print() throws IOException {
        Json.write(json, OutputStream.nullOutputStream());
    }

    @Benchmark
    public String readText() {
        return Message.of(json).text();
    }
}
