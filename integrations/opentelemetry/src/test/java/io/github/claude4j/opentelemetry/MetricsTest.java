package io.github.claude4j.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.claude4j.Claude;
import io.github.claude4j.testkit.FakeClaude;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.metrics.data.HistogramPointData;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class MetricsTest {
    private final FakeClaude fake = FakeClaude.start();
    private final Traces traces = new Traces();

    @AfterEach
    void close() {
        traces.close();
        fake.close();
    }

    private Claude client(ClaudeTelemetry telemetry) {
        return fake.client().with(o -> o.listener(telemetry.calls()).maxRetries(0));
    }

    private Attributes attributes() {
        return Attributes.builder()
                .put(Names.OPERATION, "chat")
                .put(Names.PROVIDER, "anthropic")
                .put(Names.REQUEST_MODEL, "claude-opus-5-5")
                .put(Names.RESPONSE_MODEL, "claude-opus-5-5")
                .put(Names.SERVER_ADDRESS, fake.url().getHost())
                .put(Names.SERVER_PORT, (long) fake.url().getPort())
                .build();
    }

    @ParameterizedTest
    @EnumSource
    void calls_areMeasured_byTheirModels(Way way) {
        fake.reply(CallSpansTest.ANSWER);
        try (Claude claude = client(ClaudeTelemetry.of(traces.sdk))) {
            way.text(claude, CallSpansTest.PARAMS);
        }
        traces.span("chat claude-opus-5-5");

        List<HistogramPointData> durations = traces.histogram("gen_ai.client.inference.duration");
        assertThat(durations).hasSize(1);
        assertThat(durations.get(0).getAttributes()).isEqualTo(attributes());
        assertThat(durations.get(0).getBoundaries())
                .containsExactly(
                        0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92);
        assertThat(traces.sum("gen_ai.client.inference.usage.input_tokens")).isEqualTo(123);
        assertThat(traces.sum("gen_ai.client.inference.usage.output_tokens")).isEqualTo(2);
        assertThat(traces.sum("gen_ai.client.inference.usage.cache_read.input_tokens"))
                .isEqualTo(20);
        assertThat(traces.sum("gen_ai.client.inference.usage.cache_write.input_tokens"))
                .isEqualTo(100);
        List<HistogramPointData> input = traces.histogram("gen_ai.client.inference.operation.input_tokens");
        assertThat(input.get(0).getSum()).isEqualTo(123);
        assertThat(input.get(0).getBoundaries()).startsWith(1.0, 4.0, 16.0).endsWith(67108864.0);
        assertThat(traces.metricNames().contains("gen_ai.client.inference.time_to_first_chunk"))
                .isEqualTo(way.streams());
    }

    @Test
    void failedCall_isMeasuredToo_withItsError_andNoTokens() {
        fake.fail(529);
        try (Claude claude = client(ClaudeTelemetry.of(traces.sdk))) {
            assertThat(catchThrowable(() -> claude.messages().create(CallSpansTest.PARAMS)))
                    .isNotNull();
        }

        HistogramPointData failed =
                traces.histogram("gen_ai.client.inference.duration").get(0);
        assertThat(failed.getAttributes().get(Names.ERROR_TYPE)).isEqualTo("overloaded_error");
        assertThat(failed.getAttributes().get(Names.RESPONSE_MODEL)).isNull();
        assertThat(traces.sum("gen_ai.client.inference.usage.input_tokens")).isZero();
    }

    @Test
    void piecesOfAStream_areMeasured_butTheFirst() {
        fake.reply("one two three four five six seven eight nine ten");
        try (Claude claude = client(ClaudeTelemetry.of(traces.sdk))) {
            long pieces = claude.messages().stream(CallSpansTest.PARAMS).stream()
                    .filter(event -> event.json().string("type").equals("content_block_delta"))
                    .count();
            assertThat(pieces).isGreaterThan(2);

            assertThat(traces.histogram("gen_ai.client.inference.time_per_output_chunk")
                            .get(0)
                            .getCount())
                    .isEqualTo(pieces - 1);
        }
    }

    @Test
    void olderNames_areThoseOfTheDashboards() {
        fake.reply(CallSpansTest.ANSWER).fail(529);
        try (Claude claude = client(ClaudeTelemetry.of(traces.sdk).olderMetrics())) {
            claude.messages().create(CallSpansTest.PARAMS);
            assertThat(catchThrowable(() -> claude.messages().create(CallSpansTest.PARAMS)))
                    .isNotNull();
        }

        assertThat(traces.metricNames())
                .containsExactly("gen_ai.client.operation.duration", "gen_ai.client.token.usage");
        assertThat(traces.histogram("gen_ai.client.operation.duration")).hasSize(2);
        assertThat(traces.histogram("gen_ai.client.token.usage"))
                .extracting(point -> point.getAttributes().get(Names.TOKEN_TYPE), HistogramPointData::getSum)
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("input", 123.0),
                        org.assertj.core.groups.Tuple.tuple("output", 2.0));
    }
}
