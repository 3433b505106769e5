package io.github.claude4j.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.claude4j.Claude;
import io.github.claude4j.errors.BadRequestException;
import io.github.claude4j.errors.ConnectionException;
import io.github.claude4j.errors.OverloadedException;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Effort;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.MessageStream;
import io.github.claude4j.testkit.FakeClaude;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class CallSpansTest {
    static final MessageCreateParams PARAMS = MessageCreateParams.builder()
            .model("claude-opus-5-5")
            .maxTokens(64)
            .addUserMessage("a secret question")
            .build();

    static final JsonObject ANSWER = JsonObject.of(
            "id",
            "msg_traced",
            "content",
            JsonArray.of(JsonObject.of("type", "text", "text", "a secret answer")),
            "usage",
            JsonObject.of(
                    "input_tokens",
                    3,
                    "cache_read_input_tokens",
                    20,
                    "cache_creation_input_tokens",
                    100,
                    "output_tokens",
                    2));

    private final FakeClaude fake = FakeClaude.start();
    private final Traces traces = new Traces();

    @AfterEach
    void close() {
        traces.close();
        fake.close();
    }

    private Claude client(ClaudeTelemetry telemetry) {
        return Claude.builder()
                .baseUrl(fake.url())
                .apiKey("sk-test")
                .retry(r -> r.waits(wait -> Duration.ZERO))
                .listener(telemetry.calls())
                .build();
    }

    private Claude client() {
        return client(ClaudeTelemetry.of(traces.sdk));
    }

    /** Asks under a span of the caller, and gives the span of the call. */
    private SpanData asked(Way way) {
        Span caller = traces.tracer.spanBuilder("caller").startSpan();
        try (Claude claude = client();
                Scope scope = caller.makeCurrent()) {
            assertThat(scope).isNotNull();
            assertThat(way.text(claude, PARAMS)).isEqualTo("a secret answer");
        }
        caller.end();
        return traces.span("chat claude-opus-5-5");
    }

    @ParameterizedTest
    @EnumSource
    void call_overItsRetries_isOneSpanUnderThatOfTheCaller(Way way) {
        fake.fail(529).fail(503).reply(ANSWER);

        SpanData span = asked(way);

        assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(traces.parent(span)).isEqualTo("caller");
        assertThat(traces.all()).hasSize(2);
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(span.getAttributes().get(Names.HTTP_RESENDS)).isEqualTo(2);
        assertThat(fake.requests())
                .hasSize(3)
                .allSatisfy(request -> assertThat(request.header("traceparent"))
                        .hasValueSatisfying(value -> assertThat(value)
                                .startsWith("00-" + span.getTraceId() + "-" + span.getSpanId() + "-")));
    }

    @ParameterizedTest
    @EnumSource
    void span_tellsRequestAndAnswer_butNothingOfWhatWasSaid(Way way) {
        fake.reply(ANSWER);

        SpanData span = asked(way);

        assertThat(span.getAttributes().asMap())
                .containsEntry(Names.OPERATION, "chat")
                .containsEntry(Names.PROVIDER, "anthropic")
                .containsEntry(Names.REQUEST_MODEL, "claude-opus-5-5")
                .containsEntry(Names.REQUEST_MAX_TOKENS, 64L)
                .containsEntry(Names.RESPONSE_ID, "msg_traced")
                .containsEntry(Names.RESPONSE_MODEL, "claude-opus-5-5")
                .containsEntry(Names.INPUT_TOKENS, 123L)
                .containsEntry(Names.OUTPUT_TOKENS, 2L)
                .containsEntry(Names.CACHE_READ_TOKENS, 20L)
                .containsEntry(Names.CACHE_WRITE_TOKENS, 100L)
                .containsEntry(Names.SERVER_ADDRESS, fake.url().getHost())
                .containsEntry(Names.SERVER_PORT, (long) fake.url().getPort())
                .containsEntry(Names.HTTP_STATUS, 200L)
                .doesNotContainKey(Names.ERROR_TYPE);
        assertThat(span.getAttributes().get(Names.FINISH_REASONS)).containsExactly("end_turn");
        assertThat(span.getAttributes().get(Names.REQUEST_ID)).startsWith("req_");
        assertThat(span.getAttributes().get(Names.REQUEST_STREAM)).isEqualTo(way.streams() ? true : null);
        if (way.streams()) {
            assertThat(span.getAttributes().get(Names.FIRST_CHUNK))
                    .isPositive()
                    .isLessThanOrEqualTo((span.getEndEpochNanos() - span.getStartEpochNanos()) / 1e9 + 1);
        } else {
            assertThat(span.getAttributes().get(Names.FIRST_CHUNK)).isNull();
        }
        assertThat(span.toString()).doesNotContain("secret");
    }

    @Test
    void optionsOfTheRequest_areOnTheSpan() {
        fake.reply(ANSWER);
        try (Claude claude = client().with(o -> o.apiVersion("2023-06-01"));
                Scope scope = ClaudeTelemetry.conversation("chat-7").makeCurrent()) {
            assertThat(scope).isNotNull();
            claude.messages()
                    .create(PARAMS.toBuilder()
                            .model("claude-opus-4-5")
                            .effort(Effort.LOW)
                            .put("temperature", 0.5)
                            .addStopSequence("END")
                            .build());
        }

        SpanData span = traces.span("chat claude-opus-4-5");
        assertThat(span.getAttributes().asMap())
                .containsEntry(Names.REQUEST_REASONING, "low")
                .containsEntry(Names.REQUEST_TEMPERATURE, 0.5)
                .containsEntry(Names.CONVERSATION, "chat-7");
        assertThat(span.getAttributes().get(Names.REQUEST_STOP)).containsExactly("END");
    }

    @ParameterizedTest
    @EnumSource
    void failure_isTheTypeOfTheApi(Way way) {
        fake.fail(400);
        try (Claude claude = client()) {
            assertThat(Way.cause(catchThrowable(() -> way.text(claude, PARAMS))))
                    .isInstanceOf(BadRequestException.class);
        }

        SpanData span = traces.span("chat claude-opus-5-5");
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(span.getAttributes().asMap())
                .containsEntry(Names.ERROR_TYPE, "invalid_request_error")
                .containsEntry(Names.HTTP_STATUS, 400L)
                .doesNotContainKey(Names.INPUT_TOKENS);
    }

    @ParameterizedTest
    @EnumSource(names = {"STREAM", "ASYNC_STREAM", "PUBLISHER"})
    void errorBeforeTheFirstEvent_isAskedAgainInTheSameSpan(Way way) {
        fake.streamError("overloaded_error", 1).reply(ANSWER).reply(ANSWER);

        SpanData span = asked(way);

        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(span.getAttributes().get(Names.INPUT_TOKENS)).isEqualTo(123);
        assertThat(span.getAttributes().get(Names.OUTPUT_TOKENS)).isEqualTo(2);
    }

    @Test
    void errorInsideAStream_isTheTypeOfTheSpansError_andUsageIsWhatCame() {
        fake.streamError("overloaded_error", 3).reply(ANSWER);
        try (Claude claude = client();
                MessageStream stream = claude.messages().stream(PARAMS)) {
            assertThatThrownBy(stream::message).isInstanceOf(OverloadedException.class);
        }

        SpanData span = traces.span("chat claude-opus-5-5");
        assertThat(span.getAttributes().get(Names.ERROR_TYPE)).isEqualTo("overloaded_error");
        assertThat(span.getAttributes().get(Names.INPUT_TOKENS)).isEqualTo(123);
    }

    @Test
    void streamClosedEarly_endsItsSpan() {
        fake.stallAfter(3).reply(ANSWER);
        try (Claude claude = client();
                MessageStream stream = claude.messages().stream(PARAMS)) {
            stream.iterator().next();
        }

        SpanData span = traces.span("chat claude-opus-5-5");
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(span.getAttributes().get(Names.CANCELLED)).isTrue();
        assertThat(span.getAttributes().get(Names.INPUT_TOKENS)).isEqualTo(123);
    }

    @Test
    void callThatNeverReachesTheServer_isASpanWithModelAndError() {
        try (Claude claude = client()) {
            fake.close();
            assertThatThrownBy(() -> claude.messages().create(PARAMS)).isInstanceOf(ConnectionException.class);
        }

        SpanData span = traces.span("chat claude-opus-5-5");
        assertThat(span.getAttributes().get(Names.REQUEST_MODEL)).isEqualTo("claude-opus-5-5");
        assertThat(span.getAttributes().get(Names.ERROR_TYPE)).isEqualTo(ConnectionException.class.getName());
    }

    @Test
    void callsToOtherEndpoints_areSpansByMethodAndRoute_andNotMeasured() {
        try (Claude claude = client()) {
            claude.models().list();
            claude.messages().batches().create(b -> b.addRequest("first", PARAMS));
            assertThatThrownBy(() -> claude.models().retrieve("no-such-model")).isNotNull();
        }

        assertThat(traces.span("GET /v1/models").getAttributes().asMap())
                .containsEntry(Names.API_OPERATION, "models.list")
                .containsEntry(Names.HTTP_STATUS, 200L)
                .doesNotContainKey(Names.OPERATION);
        assertThat(traces.span("POST /v1/messages/batches").getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(traces.span("GET /v1/models/{model_id}").getAttributes().get(Names.ERROR_TYPE))
                .isEqualTo("not_found_error");
        assertThat(traces.all().toString()).doesNotContain("secret").doesNotContain("no-such-model");
        assertThat(traces.metricNames()).isEmpty();
    }

    @Test
    void callOfOnesOwnMaking_toTheMessages_isAChat() {
        fake.reply(ANSWER);
        try (Claude claude = client()) {
            claude.http().post("/v1/messages", PARAMS.json());
        }

        assertThat(traces.span("chat claude-opus-5-5").getAttributes().get(Names.HTTP_STATUS))
                .isEqualTo(200);
        assertThat(traces.histogram("gen_ai.client.inference.duration")).hasSize(1);
    }

    @Test
    void baggage_isNotSent() {
        fake.reply(ANSWER);
        try (Claude claude = client();
                Scope scope =
                        Baggage.builder().put("customer", "Miller").build().makeCurrent()) {
            assertThat(scope).isNotNull();
            claude.messages().create(PARAMS);
        }

        assertThat(fake.requests().get(0).header("traceparent")).isPresent();
        assertThat(fake.requests().get(0).header("baggage")).isEmpty();
    }

    @Test
    void propagation_canBeLeftOut() {
        fake.reply(ANSWER);
        try (Claude claude = client(ClaudeTelemetry.of(traces.sdk).withoutPropagation())) {
            claude.messages().create(PARAMS);
        }

        assertThat(traces.span("chat claude-opus-5-5")).isNotNull();
        assertThat(fake.requests().get(0).header("traceparent")).isEmpty();
    }
}
