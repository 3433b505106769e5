package io.github.claude4j.checks.telemetry;

import io.github.claude4j.errors.ApiException;
import io.github.claude4j.http.Call;
import io.github.claude4j.http.CallListener;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.Response;
import io.github.claude4j.json.JsonObject;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A span of OpenTelemetry for each call, by nothing but what a {@link CallListener} is told. */
final class Tracing implements CallListener {
    static final AttributeKey<List<String>> FINISH_REASONS =
            AttributeKey.stringArrayKey("gen_ai.response.finish_reasons");
    private static final String SPAN = "test.span";

    private final Tracer tracer;

    Tracing(Tracer tracer) {
        this.tracer = tracer;
    }

    private static Span span(Call call) {
        return call.attribute(SPAN) instanceof Span span ? span : Span.getInvalid();
    }

    @Override
    public void onStart(Call call) {
        String model = call.params().optString("model").orElse("");
        Span span = tracer.spanBuilder(("chat " + model).strip())
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute("gen_ai.provider.name", call.provider())
                .setAttribute("gen_ai.operation.name", "chat")
                .setAttribute("gen_ai.request.model", model)
                .setAttribute("gen_ai.request.stream", call.streaming())
                .startSpan();
        call.params().optLong("max_tokens").ifPresent(most -> span.setAttribute("gen_ai.request.max_tokens", most));
        call.attribute(SPAN, span);
    }

    @Override
    public <T> Supplier<T> carry(Supplier<T> call) {
        return Context.current().wrapSupplier(call);
    }

    @Override
    public Headers headers(Call call) {
        Headers.Builder headers = Headers.builder();
        W3CTraceContextPropagator.getInstance()
                .inject(
                        Context.current().with(span(call)),
                        headers,
                        (carrier, name, value) -> carrier.set(name, value));
        return headers.build();
    }

    @Override
    public void onAttempt(Call call, Request request) {
        span(call).setAttribute("server.address", request.url().getHost());
        if (call.attempt() > 1) {
            span(call).setAttribute("http.request.resend_count", call.attempt() - 1L);
        }
    }

    @Override
    public void onHead(Call call, Response response) {
        Span span = span(call).setAttribute("http.response.status_code", (long) response.status());
        response.headers().first("request-id").ifPresent(id -> span.setAttribute("anthropic.request_id", id));
    }

    @Override
    public void onEvent(Call call, JsonObject event) {
        event.optObject("message").ifPresent(message -> describe(call, message));
        event.optObject("delta").ifPresent(delta -> describe(call, delta));
    }

    @Override
    public void onAnswer(Call call, JsonObject answer) {
        describe(call, answer);
    }

    private static void describe(Call call, JsonObject part) {
        Span span = span(call);
        part.optString("id").ifPresent(id -> span.setAttribute("gen_ai.response.id", id));
        part.optString("model").ifPresent(model -> span.setAttribute("gen_ai.response.model", model));
        part.optString("stop_reason").ifPresent(reason -> span.setAttribute(FINISH_REASONS, List.of(reason)));
    }

    @Override
    public void onEnd(Call call, @Nullable Throwable failure) {
        Span span = span(call);
        call.usage().ifPresent(usage -> {
            long read = usage.optLong("cache_read_input_tokens").orElse(0);
            long written = usage.optLong("cache_creation_input_tokens").orElse(0);
            span.setAttribute(
                    "gen_ai.usage.input_tokens", usage.optLong("input_tokens").orElse(0) + read + written);
            span.setAttribute(
                    "gen_ai.usage.output_tokens", usage.optLong("output_tokens").orElse(0));
            span.setAttribute("gen_ai.usage.cache_read.input_tokens", read);
            span.setAttribute("gen_ai.usage.cache_creation.input_tokens", written);
        });
        call.firstByte()
                .map(Duration::toNanos)
                .ifPresent(nanos -> span.setAttribute("gen_ai.response.time_to_first_chunk", nanos / 1e9));
        if (failure != null) {
            Throwable cause = failure.getCause() instanceof ApiException error ? error : failure;
            String type = cause instanceof ApiException error ? error.type().orElse("" + error.status()) : null;
            span.setAttribute("error.type", type == null ? cause.getClass().getName() : type);
            span.setStatus(StatusCode.ERROR);
        } else if (call.isCancelled()) {
            span.setAttribute("test.cancelled", true);
        }
        span.end();
    }
}
