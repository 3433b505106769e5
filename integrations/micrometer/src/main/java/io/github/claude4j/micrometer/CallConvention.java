package io.github.claude4j.micrometer;

import io.github.claude4j.http.Call;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.micrometer.common.KeyValue;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import org.jspecify.annotations.Nullable;

/**
 * Names and keys of calls. Those of calls to the model are Spring AI's, as of 2.1: meters of one name must have the same keys
 * everywhere, so none is added to the low ones.
 */
final class CallConvention implements ObservationConvention<CallContext> {
    static final CallConvention CHAT = new CallConvention("gen_ai.client.operation");
    static final CallConvention OTHER = new CallConvention("claude4j.call");

    private static final String[] REQUEST = {"max_tokens", "temperature", "top_k", "top_p"};

    private final String name;

    private CallConvention(String name) {
        this.name = name;
    }

    @Override
    public String getName() {
        return name;
    }

    @Override
    public boolean supportsContext(Observation.Context context) {
        return context instanceof CallContext;
    }

    @Override
    public String getContextualName(CallContext context) {
        return context.isChat()
                ? context.requestModel().map(model -> "chat " + model).orElse("chat")
                : context.call().operation().name();
    }

    @Override
    public KeyValues getLowCardinalityKeyValues(CallContext context) {
        if (!context.isChat()) {
            return KeyValues.of(
                    KeyValue.of("operation", context.call().operation().name()),
                    KeyValue.of("status", context.status() == 0 ? "none" : String.valueOf(context.status())));
        }
        return KeyValues.of(
                KeyValue.of("gen_ai.operation.name", "chat"),
                KeyValue.of("gen_ai.system", context.call().provider()),
                KeyValue.of("gen_ai.request.model", context.requestModel().orElse(KeyValue.NONE_VALUE)),
                KeyValue.of("gen_ai.response.model", context.responseModel().orElse(KeyValue.NONE_VALUE)));
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(CallContext context) {
        Call call = context.call();
        KeyValues values = KeyValues.empty();
        if (call.attempt() > 1) {
            values = values.and("http.request.resend_count", String.valueOf(call.attempt() - 1));
        }
        return context.isChat() ? answer(request(values, call), context) : values;
    }

    private static KeyValues request(KeyValues given, Call call) {
        JsonObject params = call.params();
        KeyValues values = given;
        for (String field : REQUEST) {
            values = with(values, "gen_ai.request." + field, params.get(field));
        }
        values = with(values, "gen_ai.request.stop_sequences", params.get("stop_sequences"));
        values = with(values, "gen_ai.request.stream", call.streaming() ? true : null);
        if (params.get("tools") instanceof JsonArray tools && !tools.isEmpty()) {
            JsonArray names = JsonArray.of(
                    tools.objects().stream().map(tool -> tool.get("name")).toList());
            values = with(values, "spring.ai.model.request.tool.names", names);
        }
        return values;
    }

    private static KeyValues answer(KeyValues given, CallContext context) {
        KeyValues values = with(
                given,
                "gen_ai.response.finish_reasons",
                context.finishReason().map(JsonArray::of).orElse(null));
        values = with(values, "gen_ai.response.id", context.responseId().orElse(null));
        if (context.call().usage().isPresent()) {
            long input = context.inputTokens();
            long output = context.outputTokens();
            values = with(values, "gen_ai.usage.cache_creation.input_tokens", context.cacheWriteTokens());
            values = with(values, "gen_ai.usage.cache_read.input_tokens", context.cacheReadTokens());
            values = with(values, "gen_ai.usage.input_tokens", input);
            values = with(values, "gen_ai.usage.output_tokens", output);
            values = with(values, "gen_ai.usage.total_tokens", input + output);
        }
        Throwable failure = context.getError();
        return with(
                values,
                "error.type",
                failure == null ? null : failure.getClass().getName());
    }

    private static KeyValues with(KeyValues values, String key, @Nullable Object value) {
        return value == null ? values : values.and(key, value instanceof String text ? text : Json.write(value));
    }
}
