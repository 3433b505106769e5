package io.github.claude4j.micrometer;

import io.github.claude4j.http.Call;
import io.github.claude4j.http.Headers;
import io.github.claude4j.json.JsonObject;
import io.micrometer.observation.transport.Propagator;
import io.micrometer.observation.transport.SenderContext;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What is known of a call that is observed, for conventions, filters and handlers of your own. */
public final class CallContext extends SenderContext<Headers.Builder> {
    private final Call call;
    private final boolean chat;
    private volatile @Nullable String responseId;
    private volatile @Nullable String responseModel;
    private volatile @Nullable String finishReason;
    private volatile int status;

    CallContext(Call call) {
        super(propagator());
        this.call = call;
        chat = call.operation().route().equals("/v1/messages")
                && call.operation().method().equals("POST");
        setCarrier(Headers.builder());
        setRemoteServiceName(call.provider());
    }

    /** Baggage is the application's own: it may name customers. */
    private static Propagator.Setter<Headers.Builder> propagator() {
        return (headers, name, value) -> {
            if (headers != null && !name.equalsIgnoreCase("baggage")) {
                headers.set(name, value);
            }
        };
    }

    /** The call: what is asked for, of whom, what it used. */
    public Call call() {
        return call;
    }

    /** Whether the model is asked. */
    public boolean isChat() {
        return chat;
    }

    /** The model that was asked for; empty where none was. */
    public Optional<String> requestModel() {
        return Optional.ofNullable(text(call.params(), "model"));
    }

    /** The id of the answer; empty before there is one. */
    public Optional<String> responseId() {
        return Optional.ofNullable(responseId);
    }

    /** The model that answered; empty before it did. */
    public Optional<String> responseModel() {
        return Optional.ofNullable(responseModel);
    }

    /** Why the model stopped; empty before it did. */
    public Optional<String> finishReason() {
        return Optional.ofNullable(finishReason);
    }

    /** The status of the last answer; 0 before there is one. */
    public int status() {
        return status;
    }

    /** Tokens that went in, those read from the cache and written to it included; 0 before the answer tells. */
    public long inputTokens() {
        return tokens("input_tokens") + cacheReadTokens() + cacheWriteTokens();
    }

    /** Tokens that came out; 0 before the answer tells. */
    public long outputTokens() {
        return tokens("output_tokens");
    }

    /** Tokens that were read from the cache. */
    public long cacheReadTokens() {
        return tokens("cache_read_input_tokens");
    }

    /** Tokens that were written to the cache. */
    public long cacheWriteTokens() {
        return tokens("cache_creation_input_tokens");
    }

    private long tokens(String name) {
        JsonObject usage = call.usage().orElse(JsonObject.of());
        return usage.get(name) instanceof Long value ? value : 0;
    }

    void status(int code) {
        status = code;
    }

    /** An answer, or a part of one that a stream brings. */
    void told(JsonObject part) {
        responseId = or(text(part, "id"), responseId);
        responseModel = or(text(part, "model"), responseModel);
        finishReason = or(text(part, "stop_reason"), finishReason);
    }

    private static @Nullable String or(@Nullable String now, @Nullable String before) {
        return now == null ? before : now;
    }

    private static @Nullable String text(JsonObject json, String name) {
        return json.get(name) instanceof String text ? text : null;
    }
}
