package io.github.claude4j.opentelemetry;

import io.github.claude4j.http.Call;
import io.github.claude4j.http.CallListener;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.Response;
import io.github.claude4j.json.JsonObject;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes a span of each call; what belongs to one is noted on the call. */
final class CallSpans implements CallListener {
    private static final AtomicLong COUNT = new AtomicLong();

    /** Two telemetries of one client do not meet. */
    private final String key = "claude4j opentelemetry " + COUNT.incrementAndGet();

    private final Tracer tracer;
    private final Metrics metrics;
    private final @Nullable Content content;
    private final TextMapPropagator propagator;

    CallSpans(Tracer tracer, Metrics metrics, @Nullable Content content, TextMapPropagator propagator) {
        this.tracer = tracer;
        this.metrics = metrics;
        this.content = content;
        this.propagator = propagator;
    }

    private void of(Call call, Consumer<CallSpan> what) {
        if (call.attribute(key) instanceof CallSpan span) {
            what.accept(span);
        }
    }

    @Override
    public void onStart(Call call) {
        call.attribute(key, new CallSpan(call, tracer, metrics, content));
    }

    @Override
    public <T> Supplier<T> carry(Supplier<T> call) {
        return Context.current().wrapSupplier(call);
    }

    @Override
    public Headers headers(Call call) {
        Headers.Builder headers = Headers.builder();
        of(call, span -> propagator.inject(span.context(), headers, CallSpans::add));
        return headers.build();
    }

    /** Baggage is the application's own: it may name customers. */
    private static void add(Headers.@Nullable Builder headers, String name, String value) {
        if (headers != null && !name.equalsIgnoreCase("baggage")) {
            headers.set(name, value);
        }
    }

    @Override
    public void onAttempt(Call call, Request request) {
        of(call, span -> span.sent(request));
    }

    @Override
    public void onHead(Call call, Response response) {
        of(call, span -> span.head(response));
    }

    @Override
    public void onEvent(Call call, JsonObject event) {
        if (call.attribute(key) instanceof CallSpan span) {
            span.event(event);
        }
    }

    @Override
    public void onAnswer(Call call, JsonObject answer) {
        of(call, span -> span.answer(answer));
    }

    @Override
    public void onEnd(Call call, @Nullable Throwable failure) {
        of(call, span -> span.end(failure));
    }
}
