package io.github.claude4j.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import io.opentelemetry.sdk.metrics.data.LongPointData;
import io.opentelemetry.sdk.metrics.data.MetricData;
import io.opentelemetry.sdk.testing.exporter.InMemoryMetricReader;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** An OpenTelemetry whose spans and meters can be looked at. */
final class Traces implements AutoCloseable {
    private final LinkedBlockingQueue<SpanData> ended = new LinkedBlockingQueue<>();
    private final List<SpanData> seen = new ArrayList<>();
    private final InMemoryMetricReader reader = InMemoryMetricReader.create();

    final OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(new Exporter()))
                    .build())
            .setMeterProvider(
                    SdkMeterProvider.builder().registerMetricReader(reader).build())
            .setPropagators(ContextPropagators.create(TextMapPropagator.composite(
                    W3CTraceContextPropagator.getInstance(), W3CBaggagePropagator.getInstance())))
            .build();

    final Tracer tracer = sdk.getTracer("test");

    /** The first span like this; it may still be about to end. */
    SpanData span(Predicate<SpanData> like) {
        for (SpanData span : seen) {
            if (like.test(span)) {
                return span;
            }
        }
        while (true) {
            SpanData span = next();
            seen.add(span);
            if (like.test(span)) {
                return span;
            }
        }
    }

    SpanData span(String name) {
        return span(span -> span.getName().equals(name));
    }

    /** All spans that have ended. */
    List<SpanData> all() {
        ended.drainTo(seen);
        return List.copyOf(seen);
    }

    /** The next span that ends. */
    SpanData next() {
        try {
            SpanData span = ended.poll(60, TimeUnit.SECONDS);
            assertThat(span).as("a span within 60 s, beside " + names()).isNotNull();
            return span;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private List<String> names() {
        return seen.stream().map(SpanData::getName).toList();
    }

    /** The name of the span that this one is in; {@code none} where it is in none. */
    String parent(SpanData child) {
        return all().stream()
                .filter(span -> span.getSpanId().equals(child.getParentSpanId()))
                .map(SpanData::getName)
                .findFirst()
                .orElse("none");
    }

    /** What is measured under this name; fails where nothing is. */
    MetricData metric(String name) {
        return reader.collectAllMetrics().stream()
                .filter(metric -> metric.getName().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no metric " + name));
    }

    List<String> metricNames() {
        return reader.collectAllMetrics().stream()
                .map(MetricData::getName)
                .sorted()
                .toList();
    }

    List<HistogramPointData> histogram(String name) {
        return List.copyOf(metric(name).getHistogramData().getPoints());
    }

    long sum(String name) {
        return metric(name).getLongSumData().getPoints().stream()
                .mapToLong(LongPointData::getValue)
                .sum();
    }

    @Override
    public void close() {
        sdk.close();
    }

    private final class Exporter implements SpanExporter {
        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            ended.addAll(spans);
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode flush() {
            return CompletableResultCode.ofSuccess();
        }

        @Override
        public CompletableResultCode shutdown() {
            return CompletableResultCode.ofSuccess();
        }
    }
}
