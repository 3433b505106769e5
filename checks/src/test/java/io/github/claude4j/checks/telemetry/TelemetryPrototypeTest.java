package io.github.claude4j.checks.telemetry;

import static io.opentelemetry.api.common.AttributeKey.booleanKey;
import static io.opentelemetry.api.common.AttributeKey.doubleKey;
import static io.opentelemetry.api.common.AttributeKey.longKey;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.checks.Pushed;
import io.github.claude4j.errors.BadRequestException;
import io.github.claude4j.errors.ConnectionException;
import io.github.claude4j.errors.OverloadedException;
import io.github.claude4j.http.Call;
import io.github.claude4j.http.CallListener;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.Response;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.MessageStream;
import io.github.claude4j.testkit.FakeClaude;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A listener for OpenTelemetry can be written by what the library lets everybody do. */
@Timeout(120)
class TelemetryPrototypeTest {
    private static final MessageCreateParams PARAMS = MessageCreateParams.builder()
            .model("claude-opus-5-5")
            .maxTokens(64)
            .addUserMessage("Hello")
            .build();

    private static final JsonObject ANSWER = JsonObject.of(
            "id",
            "msg_traced",
            "content",
            JsonArray.of(JsonObject.of("type", "text", "text", "Hello")),
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
    private final BlockingQueue<SpanData> ended = new LinkedBlockingQueue<>();
    private final SdkTracerProvider provider = SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(new Exporter()))
            .build();
    private final Tracer tracer = provider.get("test");

    @AfterEach
    void close() {
        provider.close();
        fake.close();
    }

    enum Way {
        CREATE {
            @Override
            String text(Claude claude) {
                return claude.messages().create(PARAMS).text();
            }
        },
        STREAM {
            @Override
            String text(Claude claude) {
                return streamed(claude);
            }
        },
        ASYNC {
            @Override
            String text(Claude claude) {
                return claude.async(c -> c.messages().create(PARAMS)).join().text();
            }
        },
        ASYNC_STREAM {
            @Override
            String text(Claude claude) {
                return claude.async(Way::streamed).join();
            }
        },
        PUBLISHER {
            @Override
            String text(Claude claude) throws Throwable {
                return new Pushed(claude, PARAMS).text();
            }
        };

        abstract String text(Claude claude) throws Throwable;

        private static String streamed(Claude claude) {
            try (MessageStream stream = claude.messages().stream(PARAMS)) {
                return stream.message().text();
            }
        }
    }

    private Claude.Builder options() {
        return Claude.builder()
                .baseUrl(fake.url())
                .apiKey("sk-test")
                .retry(r -> r.waits(wait -> Duration.ZERO))
                .listener(new Tracing(tracer));
    }

    /** Calls under a span of the caller, and gives that span. */
    private Span under(Claude claude, Way way) throws Throwable {
        Span caller = tracer.spanBuilder("caller").startSpan();
        try (Scope scope = caller.makeCurrent()) {
            assertThat(scope).isNotNull();
            assertThat(way.text(claude)).isEqualTo("Hello");
        }
        return caller;
    }

    /** The one span there is. */
    private SpanData span() throws InterruptedException {
        SpanData span = Optional.ofNullable(ended.poll(60, TimeUnit.SECONDS)).orElseThrow();
        assertThat(ended).isEmpty();
        return span;
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

    @ParameterizedTest
    @EnumSource
    void call_overItsRetries_isOneSpanUnderThatOfTheCaller(Way way) throws Throwable {
        fake.fail(529).fail(503).reply(ANSWER);
        Span caller;
        try (Claude claude = options().build()) {
            caller = under(claude, way);
        }

        SpanData span = span();
        assertThat(span.getName()).isEqualTo("chat claude-opus-5-5");
        assertThat(span.getKind()).isEqualTo(SpanKind.CLIENT);
        assertThat(span.getParentSpanId()).isEqualTo(caller.getSpanContext().getSpanId());
        assertThat(span.getTraceId()).isEqualTo(caller.getSpanContext().getTraceId());
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(span.getAttributes().get(longKey("http.request.resend_count")))
                .isEqualTo(2);
        assertThat(fake.requests())
                .hasSize(3)
                .allSatisfy(request -> assertThat(request.header("traceparent"))
                        .hasValueSatisfying(value -> assertThat(value)
                                .startsWith("00-" + span.getTraceId() + "-" + span.getSpanId() + "-")));
    }

    @ParameterizedTest
    @EnumSource
    void span_tellsRequestAndAnswer(Way way) throws Throwable {
        fake.reply(ANSWER);
        try (Claude claude = options().build()) {
            under(claude, way);
        }

        SpanData span = span();
        assertThat(span.getAttributes().get(stringKey("gen_ai.provider.name"))).isEqualTo("anthropic");
        assertThat(span.getAttributes().get(stringKey("gen_ai.request.model"))).isEqualTo("claude-opus-5-5");
        assertThat(span.getAttributes().get(longKey("gen_ai.request.max_tokens")))
                .isEqualTo(64);
        assertThat(span.getAttributes().get(booleanKey("gen_ai.request.stream")))
                .isEqualTo(way != Way.CREATE && way != Way.ASYNC);
        assertThat(span.getAttributes().get(stringKey("gen_ai.response.id"))).isEqualTo("msg_traced");
        assertThat(span.getAttributes().get(stringKey("gen_ai.response.model"))).isEqualTo("claude-opus-5-5");
        assertThat(span.getAttributes().get(Tracing.FINISH_REASONS)).containsExactly("end_turn");
        assertThat(span.getAttributes().get(longKey("gen_ai.usage.input_tokens")))
                .isEqualTo(123);
        assertThat(span.getAttributes().get(longKey("gen_ai.usage.output_tokens")))
                .isEqualTo(2);
        assertThat(span.getAttributes().get(longKey("gen_ai.usage.cache_read.input_tokens")))
                .isEqualTo(20);
        assertThat(span.getAttributes().get(longKey("gen_ai.usage.cache_creation.input_tokens")))
                .isEqualTo(100);
        assertThat(span.getAttributes().get(longKey("http.response.status_code")))
                .isEqualTo(200);
        assertThat(span.getAttributes().get(stringKey("anthropic.request_id"))).startsWith("req_");
        double first = span.getAttributes().get(doubleKey("gen_ai.response.time_to_first_chunk"));
        assertThat(first)
                .isPositive()
                .isLessThanOrEqualTo((span.getEndEpochNanos() - span.getStartEpochNanos()) / 1e9 + 1);
    }

    @ParameterizedTest
    @EnumSource
    void errorOfTheApi_isTheTypeOfTheSpansError(Way way) throws Throwable {
        fake.fail(400);
        try (Claude claude = options().build()) {
            assertThatThrownBy(() -> way.text(claude))
                    .satisfiesAnyOf(
                            e -> assertThat(e).isInstanceOf(BadRequestException.class),
                            e -> assertThat(e).hasCauseInstanceOf(BadRequestException.class));
        }

        SpanData span = span();
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(span.getAttributes().get(stringKey("error.type"))).isEqualTo("invalid_request_error");
        assertThat(span.getAttributes().get(stringKey("gen_ai.request.model"))).isEqualTo("claude-opus-5-5");
        assertThat(span.getAttributes().get(longKey("http.response.status_code")))
                .isEqualTo(400);
        assertThat(span.getAttributes().get(stringKey("anthropic.request_id"))).startsWith("req_");
    }

    @ParameterizedTest
    @EnumSource(names = {"STREAM", "ASYNC_STREAM", "PUBLISHER"})
    void errorBeforeTheFirstEvent_isAskedAgainInTheSameSpan(Way way) throws Throwable {
        fake.streamError("overloaded_error", 1).reply(ANSWER).reply(ANSWER);
        try (Claude claude = options().build()) {
            under(claude, way);
        }

        SpanData span = span();
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(span.getAttributes().get(longKey("gen_ai.usage.input_tokens")))
                .isEqualTo(123);
        assertThat(span.getAttributes().get(longKey("gen_ai.usage.output_tokens")))
                .isEqualTo(2);
    }

    @Test
    void errorInsideAStream_isTheTypeOfTheSpansError_andUsageIsWhatCame() throws Throwable {
        fake.streamError("overloaded_error", 3).reply(ANSWER);
        try (Claude claude = options().build();
                MessageStream stream = claude.messages().stream(PARAMS)) {
            assertThatThrownBy(stream::message).isInstanceOf(OverloadedException.class);
        }

        SpanData span = span();
        assertThat(span.getAttributes().get(stringKey("error.type"))).isEqualTo("overloaded_error");
        assertThat(span.getAttributes().get(longKey("gen_ai.usage.input_tokens")))
                .isEqualTo(123);
    }

    @Test
    void streamClosedEarly_endsItsSpan() throws Throwable {
        fake.stallAfter(3).reply(ANSWER);
        try (Claude claude = options().build();
                MessageStream stream = claude.messages().stream(PARAMS)) {
            stream.iterator().next();
        }

        SpanData span = span();
        assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
        assertThat(span.getAttributes().get(booleanKey("test.cancelled"))).isTrue();
        assertThat(span.getAttributes().get(longKey("gen_ai.usage.input_tokens")))
                .isEqualTo(123);
    }

    @Test
    void callThatNeverReachesTheServer_isASpanWithModelAndError() throws Throwable {
        try (Claude claude = options().build()) {
            fake.close();
            assertThatThrownBy(() -> claude.messages().create(PARAMS)).isInstanceOf(ConnectionException.class);
        }

        SpanData span = span();
        assertThat(span.getAttributes().get(stringKey("gen_ai.request.model"))).isEqualTo("claude-opus-5-5");
        assertThat(span.getAttributes().get(stringKey("error.type"))).isEqualTo(ConnectionException.class.getName());
    }

    /** Those of the library, of earlier tests too. */
    private static Set<Thread> ourThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("claude4j"))
                .collect(Collectors.toCollection(HashSet::new));
    }

    @Test
    void manyPushedStreams_withTraceHeaders_holdNoThreadEach() throws Throwable {
        int many = 300;
        Set<Thread> before = ourThreads();
        CountDownLatch begun = new CountDownLatch(many);
        for (int i = 0; i < many; i++) {
            fake.stallAfter(5).reply(ANSWER);
        }
        try (Claude claude = options().build()) {
            List<Pushed> streams = new ArrayList<>();
            for (int i = 0; i < many; i++) {
                streams.add(new Pushed(claude, PARAMS, begun::countDown));
            }
            assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
            Set<Thread> ours = ourThreads();
            ours.removeAll(before);
            streams.forEach(Pushed::cancel);
            assertThat(ours).hasSizeLessThan(100);
        }
        assertThat(fake.requests())
                .hasSize(many)
                .extracting(request -> request.header("traceparent").orElseThrow())
                .doesNotHaveDuplicates();
        for (int i = 0; i < many; i++) {
            assertThat(ended.poll(60, TimeUnit.SECONDS)).isNotNull();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherListenerThatThrows_disturbsNothing(Way way) throws Throwable {
        fake.fail(529).reply(ANSWER);
        try (Claude claude = Claude.builder()
                .baseUrl(fake.url())
                .apiKey("sk-test")
                .retry(r -> r.waits(wait -> Duration.ZERO))
                .listener(new Broken())
                .listener(new Tracing(tracer))
                .listener(new Broken())
                .build()) {
            Span caller = under(claude, way);
            SpanData span = span();
            assertThat(span.getParentSpanId()).isEqualTo(caller.getSpanContext().getSpanId());
            assertThat(span.getAttributes().get(longKey("gen_ai.usage.input_tokens")))
                    .isEqualTo(123);
        }
    }

    private static final class BrokenError extends Error {
        private static final long serialVersionUID = 1;

        BrokenError(String where) {
            super(where, null, false, false);
        }
    }

    private static final class Broken implements CallListener {
        @Override
        public void onStart(Call call) {
            throw new BrokenError("start");
        }

        @Override
        public <T> Supplier<T> carry(Supplier<T> call) {
            throw new BrokenError("carry");
        }

        @Override
        public Headers headers(Call call) {
            throw new BrokenError("headers");
        }

        @Override
        public void onAttempt(Call call, Request request) {
            throw new BrokenError("attempt");
        }

        @Override
        public void onHead(Call call, Response response) {
            throw new BrokenError("head");
        }

        @Override
        public void onEvent(Call call, JsonObject event) {
            throw new BrokenError("event");
        }

        @Override
        public void onAnswer(Call call, JsonObject answer) {
            throw new BrokenError("answer");
        }

        @Override
        public void onEnd(Call call, @Nullable Throwable failure) {
            throw new BrokenError("end");
        }
    }
}
