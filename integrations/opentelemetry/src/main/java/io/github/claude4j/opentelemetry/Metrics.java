package io.github.claude4j.opentelemetry;

import io.github.claude4j.json.JsonObject;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.DoubleHistogram;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.context.Context;
import java.util.List;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** The instruments, with the buckets that the conventions ask for. */
final class Metrics {
    /** Seconds of calls and tools. */
    private static final List<Double> SECONDS = powers(0.01, 2, 14);

    /** Seconds of runs. */
    private static final List<Double> LONG_SECONDS = powers(0.1, 2, 13);

    private static final List<Double> FEW = powers(1, 2, 8);

    private final DoubleHistogram calls;
    private final DoubleHistogram firstChunk;
    private final DoubleHistogram perChunk;
    private final DoubleHistogram tools;
    private final DoubleHistogram runs;
    private final LongHistogram runCalls;
    private final LongHistogram runTools;
    private final TokenMetrics tokens;

    Metrics(Meter meter, boolean older) {
        calls = seconds(
                meter, older ? Names.OLDER_DURATION : Names.DURATION, "How long calls to the model took.", SECONDS);
        firstChunk = seconds(
                meter,
                older ? Names.OLDER_TIME_TO_FIRST_CHUNK : Names.TIME_TO_FIRST_CHUNK,
                "How long a stream took to begin.",
                SECONDS);
        perChunk = seconds(
                meter,
                older ? Names.OLDER_TIME_PER_CHUNK : Names.TIME_PER_CHUNK,
                "How long each piece of a stream took after the one before.",
                SECONDS);
        tools = seconds(meter, Names.TOOL_DURATION, "How long tools took.", SECONDS);
        runs = seconds(meter, Names.AGENT_DURATION, "How long runs took.", LONG_SECONDS);
        runCalls = count(meter, Names.AGENT_CALLS, "{inference_call}", "How often a run asked the model.");
        runTools = count(meter, Names.AGENT_TOOL_CALLS, "{tool_call}", "How often a run called tools.");
        tokens = older ? new TokenMetrics.Older(meter) : new TokenMetrics.Newer(meter);
    }

    static List<Double> powers(double first, int factor, int count) {
        return DoubleStream.iterate(first, value -> value * factor)
                .limit(count)
                .map(value -> Math.round(value * 100) / 100.0)
                .boxed()
                .toList();
    }

    private static DoubleHistogram seconds(Meter meter, String name, String description, List<Double> buckets) {
        return meter.histogramBuilder(name)
                .setUnit("s")
                .setDescription(description)
                .setExplicitBucketBoundariesAdvice(buckets)
                .build();
    }

    private static LongHistogram count(Meter meter, String name, String unit, String description) {
        return meter.histogramBuilder(name)
                .setUnit(unit)
                .setDescription(description)
                .setExplicitBucketBoundariesAdvice(FEW)
                .ofLongs()
                .build();
    }

    /** Whether anybody wants to know of each piece of a stream. */
    boolean wantsChunks() {
        return perChunk.isEnabled();
    }

    void chunk(long nanos, Attributes attributes, Context context) {
        perChunk.record(nanos / 1e9, attributes, context);
    }

    void firstChunk(double seconds, Attributes attributes, Context context) {
        firstChunk.record(seconds, attributes, context);
    }

    /** A call to the model is over. */
    void call(
            double seconds,
            @Nullable JsonObject usage,
            Attributes attributes,
            @Nullable String error,
            Context context) {
        Attributes all = with(attributes, error);
        calls.record(seconds, all, context);
        tokens.record(Tokens.of(usage), attributes, all, context);
    }

    void tool(double seconds, Attributes attributes, @Nullable String error, Context context) {
        tools.record(seconds, with(attributes, error), context);
    }

    void run(
            double seconds,
            long askedModel,
            long calledTools,
            Attributes attributes,
            @Nullable String error,
            Context context) {
        runs.record(seconds, with(attributes, error), context);
        runCalls.record(askedModel, attributes, context);
        runTools.record(calledTools, attributes, context);
    }

    private static Attributes with(Attributes attributes, @Nullable String error) {
        return error == null
                ? attributes
                : attributes.toBuilder().put(Names.ERROR_TYPE, error).build();
    }
}
