package io.github.claude4j.opentelemetry;

import io.github.claude4j.json.JsonObject;
import io.opentelemetry.api.trace.Span;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of an answer, as the conventions count them: what was read from the cache and written to it is input too.
 *
 * @param known whether the answer told any
 */
record Tokens(boolean known, long input, long output, long cacheRead, long cacheWrite, long reasoning) {
    static Tokens of(@Nullable JsonObject usage) {
        if (usage == null) {
            return new Tokens(false, 0, 0, 0, 0, 0);
        }
        long read = number(usage, "cache_read_input_tokens");
        long written = number(usage, "cache_creation_input_tokens");
        long reasoning = usage.get("output_tokens_details") instanceof JsonObject details
                ? number(details, "thinking_tokens")
                : 0;
        return new Tokens(
                true,
                number(usage, "input_tokens") + read + written,
                number(usage, "output_tokens"),
                read,
                written,
                reasoning);
    }

    /** What came since these others, of a count that goes on. */
    Tokens since(Tokens before) {
        return new Tokens(
                known,
                input - before.input,
                output - before.output,
                cacheRead - before.cacheRead,
                cacheWrite - before.cacheWrite,
                reasoning - before.reasoning);
    }

    void describe(Span span) {
        span.setAttribute(Names.INPUT_TOKENS, input)
                .setAttribute(Names.OUTPUT_TOKENS, output)
                .setAttribute(Names.CACHE_READ_TOKENS, cacheRead)
                .setAttribute(Names.CACHE_WRITE_TOKENS, cacheWrite);
        if (reasoning > 0) {
            span.setAttribute(Names.REASONING_TOKENS, reasoning);
        }
    }

    /** 0 where it is absent, or no number. */
    static long number(JsonObject json, String name) {
        return json.get(name) instanceof Long value ? value : 0;
    }
}
