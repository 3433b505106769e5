package io.github.claude4j.benchmarks.jmh;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.types.JsonType;
import java.io.IOException;
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

/** A record of three components made of JSON that was read already, as the input of a tool is, beside Jackson's databind. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(3)
public class TypeBenchmark {
    private static final String TEXT = "{\"city\":\"Paris\",\"days\":3,\"hourly\":true}";

    /** The input of a tool. */
    public record Forecast(String city, int days, boolean hourly) {}

    private final JsonType<Forecast> type = JsonType.of(Forecast.class);
    private final ObjectReader reader = new ObjectMapper().readerFor(Forecast.class);
    private JsonObject json;
    private JsonNode node;

    @Setup
    public void prepare() throws JsonProcessingException {
        json = JsonObject.parse(TEXT);
        node = new ObjectMapper().readTree(TEXT);
    }

    @Benchmark
    public Forecast bind() {
        return type.read(json);
    }

    @Benchmark
    public Forecast bindByDatabind() throws IOException {
        return reader.readValue(node);
    }

    @Benchmark
    public Forecast read() {
        return type.read(JsonObject.parse(TEXT));
    }

    @Benchmark
    public Forecast readByDatabind() throws IOException {
        return reader.readValue(TEXT);
    }
}
