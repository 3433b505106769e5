package io.github.claude4j.opentelemetry;

import io.github.claude4j.http.Call;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Operation;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.Response;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.MessageAccumulator;
import io.github.claude4j.messages.MessageStreamEvent;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The span of one call, over all its attempts and to the end of its stream. A call to the model is measured, too. */
final class CallSpan {
    private final Call call;
    private final Metrics metrics;
    private final boolean chat;
    private final Span span;
    private final Context context;
    private final long begun = System.nanoTime();
    private final @Nullable Content content;
    private final @Nullable MessageAccumulator said;

    private @Nullable String responseModel;
    private @Nullable String address;
    private long port;
    private @Nullable Attributes measured;
    private long lastChunk;

    CallSpan(Call call, Tracer tracer, Metrics metrics, @Nullable Content content) {
        this.call = call;
        this.metrics = metrics;
        chat = isChat(call.operation());
        Context parent = Context.current();
        if (chat) {
            RunSpan.asked(parent);
        }
        span = begin(tracer, call, chat, parent);
        context = parent.with(span);
        boolean writes = chat && content != null && span.isRecording();
        this.content = writes ? content : null;
        said = writes && call.streaming() ? new MessageAccumulator() : null;
        if (span.isRecording()) {
            describe(parent);
        }
    }

    /** By its route, so that a request of the user's own making counts too. */
    private static boolean isChat(Operation operation) {
        return operation.route().equals("/v1/messages") && operation.method().equals("POST");
    }

    private static Span begin(Tracer tracer, Call call, boolean chat, Context parent) {
        Operation operation = call.operation();
        String model = chat ? text(call.params(), "model") : null;
        String name =
                chat ? Names.CHAT + (model == null ? "" : " " + model) : operation.method() + " " + operation.route();
        SpanBuilder builder =
                tracer.spanBuilder(name).setSpanKind(SpanKind.CLIENT).setParent(parent);
        if (chat) {
            builder.setAttribute(Names.OPERATION, Names.CHAT);
        }
        if (model != null) {
            builder.setAttribute(Names.REQUEST_MODEL, model);
        }
        return builder.setAttribute(Names.PROVIDER, call.provider()).startSpan();
    }

    private void describe(Context parent) {
        Operation operation = call.operation();
        span.setAttribute(Names.HTTP_METHOD, operation.method())
                .setAttribute(Names.URL_TEMPLATE, operation.route())
                .setAttribute(Names.API_OPERATION, operation.name());
        set(Names.CONVERSATION, ClaudeTelemetry.conversation(parent));
        if (chat) {
            describeRequest(call.params());
        }
    }

    private void describeRequest(JsonObject params) {
        params.optLong("max_tokens").ifPresent(most -> span.setAttribute(Names.REQUEST_MAX_TOKENS, most));
        if (call.streaming()) {
            span.setAttribute(Names.REQUEST_STREAM, true);
        }
        params.optDouble("temperature").ifPresent(value -> span.setAttribute(Names.REQUEST_TEMPERATURE, value));
        params.optDouble("top_p").ifPresent(value -> span.setAttribute(Names.REQUEST_TOP_P, value));
        params.optLong("top_k").ifPresent(value -> span.setAttribute(Names.REQUEST_TOP_K, value));
        if (params.get("stop_sequences") instanceof JsonArray stops) {
            span.setAttribute(Names.REQUEST_STOP, stops.strings());
        }
        if (params.get("output_config") instanceof JsonObject output) {
            set(Names.REQUEST_REASONING, text(output, "effort"));
            set(Names.OUTPUT_TYPE, output.has("format") ? "json" : null);
        }
        if (params.get("thinking") instanceof JsonObject thinking) {
            set(Names.THINKING, text(thinking, "type"));
        }
        set(Names.SERVICE_TIER, text(params, "service_tier"));
        if (content != null) {
            content.request(span, params);
        }
    }

    /** With the span, for what is sent along. */
    Context context() {
        return context;
    }

    void sent(Request request) {
        URI url = request.url();
        address = url.getHost();
        port = url.getPort() >= 0 ? url.getPort() : "http".equals(url.getScheme()) ? 80 : 443;
        set(Names.SERVER_ADDRESS, address);
        span.setAttribute(Names.SERVER_PORT, port);
        if (call.attempt() > 1) {
            span.setAttribute(Names.HTTP_RESENDS, call.attempt() - 1L);
        }
    }

    void head(Response response) {
        Headers headers = response.headers();
        span.setAttribute(Names.HTTP_STATUS, (long) response.status());
        set(Names.REQUEST_ID, headers.first("request-id").orElse(null));
        set(Names.ORGANIZATION_ID, headers.first("anthropic-organization-id").orElse(null));
        set(Names.WORKSPACE_ID, headers.first("anthropic-workspace-id").orElse(null));
    }

    void event(JsonObject event) {
        if (!chat) {
            return;
        }
        Object type = event.get("type");
        if ("content_block_delta".equals(type)) {
            chunk();
        } else if ("message_start".equals(type) && event.get("message") instanceof JsonObject message) {
            describeAnswer(message);
        } else if ("message_delta".equals(type) && event.get("delta") instanceof JsonObject delta) {
            describeAnswer(delta);
        }
        if (said != null) {
            said.add(MessageStreamEvent.of(event));
        }
    }

    private void chunk() {
        if (metrics.wantsChunks()) {
            long now = System.nanoTime();
            if (lastChunk != 0) {
                metrics.chunk(now - lastChunk, measured(), context);
            }
            lastChunk = now;
        }
    }

    void answer(JsonObject answer) {
        if (chat) {
            describeAnswer(answer);
            if (content != null) {
                content.answer(span, answer);
            }
        }
    }

    private void describeAnswer(JsonObject part) {
        set(Names.RESPONSE_ID, text(part, "id"));
        String model = text(part, "model");
        if (model != null) {
            responseModel = model;
            measured = null;
            set(Names.RESPONSE_MODEL, model);
        }
        String reason = text(part, "stop_reason");
        if (reason != null) {
            span.setAttribute(Names.FINISH_REASONS, List.of(reason));
        }
    }

    void end(@Nullable Throwable failure) {
        String error = Failure.type(failure);
        if (chat) {
            JsonObject usage = call.usage().orElse(null);
            describeUsage(usage);
            firstChunk();
            metrics.call((System.nanoTime() - begun) / 1e9, usage, measured(), error, context);
        }
        if (content != null && said != null) {
            said.soFar().ifPresent(message -> content.answer(span, message.json()));
        }
        if (call.isCancelled()) {
            span.setAttribute(Names.CANCELLED, true);
        }
        Failure.describe(span, error);
        span.end();
    }

    private void describeUsage(@Nullable JsonObject usage) {
        if (usage != null && span.isRecording()) {
            Tokens.of(usage).describe(span);
            if (usage.get("cache_creation") instanceof JsonObject kinds) {
                span.setAttribute(Names.CACHE_5M, Tokens.number(kinds, "ephemeral_5m_input_tokens"));
                span.setAttribute(Names.CACHE_1H, Tokens.number(kinds, "ephemeral_1h_input_tokens"));
            }
        }
    }

    private void firstChunk() {
        if (call.streaming()) {
            call.firstByte().map(Duration::toNanos).ifPresent(nanos -> {
                span.setAttribute(Names.FIRST_CHUNK, nanos / 1e9);
                metrics.firstChunk(nanos / 1e9, measured(), context);
            });
        }
    }

    /** By what calls to the model are counted. */
    private Attributes measured() {
        Attributes known = measured;
        if (known == null) {
            AttributesBuilder attributes =
                    Attributes.builder().put(Names.OPERATION, Names.CHAT).put(Names.PROVIDER, call.provider());
            put(attributes, Names.REQUEST_MODEL, text(call.params(), "model"));
            put(attributes, Names.RESPONSE_MODEL, responseModel);
            if (address != null) {
                put(attributes, Names.SERVER_ADDRESS, address);
                attributes.put(Names.SERVER_PORT, port);
            }
            known = attributes.build();
            measured = known;
        }
        return known;
    }

    private static void put(AttributesBuilder attributes, AttributeKey<String> key, @Nullable String value) {
        if (value != null) {
            attributes.put(key, value);
        }
    }

    private void set(AttributeKey<String> key, @Nullable String value) {
        if (value != null) {
            span.setAttribute(key, value);
        }
    }

    private static @Nullable String text(JsonObject json, String name) {
        return json.get(name) instanceof String text ? text : null;
    }
}
