package io.github.claude4j.prices;

import io.github.claude4j.json.JsonObject;

/** The tokens of one call of a model, as its price tells them apart. */
record Tokens(long input, long output, long cacheRead, long cacheWrite5m, long cacheWrite1h) {
    static Tokens of(JsonObject usage) {
        JsonObject written = usage.get("cache_creation") instanceof JsonObject given ? given : JsonObject.of();
        long hour = count(written, "ephemeral_1h_input_tokens");
        long minutes = count(written, "ephemeral_5m_input_tokens");
        // A total without its parts was written for five minutes, which is what the API does unless it is told
        // otherwise.
        long rest = count(usage, "cache_creation_input_tokens") - hour - minutes;
        return new Tokens(
                count(usage, "input_tokens"),
                count(usage, "output_tokens"),
                count(usage, "cache_read_input_tokens"),
                minutes + Math.max(0, rest),
                hour);
    }

    /** How long the prompt was. */
    long prompt() {
        return input + cacheRead + cacheWrite5m + cacheWrite1h;
    }

    boolean none() {
        return prompt() + output == 0;
    }

    private static long count(JsonObject usage, String name) {
        return usage.optLong(name).orElse(0);
    }
}
