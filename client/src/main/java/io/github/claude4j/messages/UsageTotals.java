package io.github.claude4j.messages;

import java.util.OptionalLong;

/** Sums over the counters of a usage. */
public interface UsageTotals {
    /** Input tokens that were neither read from nor written to the cache. */
    long inputTokens();

    /** Input tokens written to the cache. */
    OptionalLong cacheCreationInputTokens();

    /** Input tokens read from the cache. */
    OptionalLong cacheReadInputTokens();

    /** Output tokens, thinking included. */
    long outputTokens();

    /** All input tokens: fresh, written to the cache and read from it. */
    default long totalInputTokens() {
        return inputTokens()
                + cacheCreationInputTokens().orElse(0)
                + cacheReadInputTokens().orElse(0);
    }

    /** All tokens, in and out. */
    default long totalTokens() {
        return totalInputTokens() + outputTokens();
    }

    /** The share of the input that was read from the cache, from 0 to 1; 0 where there was no input. */
    default double cacheHitRate() {
        long all = totalInputTokens();
        return all == 0 ? 0 : (double) cacheReadInputTokens().orElse(0) / all;
    }
}
