package io.github.claude4j.opentelemetry;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.metrics.LongCounter;
import io.opentelemetry.api.metrics.LongHistogram;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.context.Context;
import java.util.List;

/** How tokens are counted, by one or the other generation of the conventions. */
interface TokenMetrics {
    List<Double> BUCKETS = Metrics.powers(1, 4, 14);

    /**
     * Counts the tokens of a call.
     *
     * @param withError the attributes and, of a call that failed, why
     */
    void record(Tokens tokens, Attributes attributes, Attributes withError, Context context);

    private static LongHistogram histogram(Meter meter, String name, String description) {
        return meter.histogramBuilder(name)
                .setUnit("{token}")
                .setDescription(description)
                .setExplicitBucketBoundariesAdvice(BUCKETS)
                .ofLongs()
                .build();
    }

    /** By the conventions' own first release: counters of all, and how many a call. */
    final class Newer implements TokenMetrics {
        private final LongCounter input;
        private final LongCounter output;
        private final LongCounter cacheRead;
        private final LongCounter cacheWrite;
        private final LongCounter reasoning;
        private final LongHistogram inputOfCall;
        private final LongHistogram outputOfCall;

        Newer(Meter meter) {
            input = counter(meter, Names.USED_INPUT, "Tokens that went in, those of the cache included.");
            output = counter(meter, Names.USED_OUTPUT, "Tokens that came out, thinking included.");
            cacheRead = counter(meter, Names.USED_CACHE_READ, "Tokens that were read from the cache.");
            cacheWrite = counter(meter, Names.USED_CACHE_WRITE, "Tokens that were written to the cache.");
            reasoning = counter(meter, Names.USED_REASONING, "Tokens of thinking.");
            inputOfCall = histogram(meter, Names.INPUT_A_CALL, "How many tokens went into a call.");
            outputOfCall = histogram(meter, Names.OUTPUT_A_CALL, "How many tokens came out of a call.");
        }

        private static LongCounter counter(Meter meter, String name, String description) {
            return meter.counterBuilder(name)
                    .setUnit("{token}")
                    .setDescription(description)
                    .build();
        }

        @Override
        public void record(Tokens tokens, Attributes attributes, Attributes withError, Context context) {
            // The API does not tell text from images that went in; what comes out is text.
            Attributes unknown =
                    attributes.toBuilder().put(Names.TOKEN_MODALITY, "unknown").build();
            Attributes text = tokens.known()
                    ? attributes.toBuilder().put(Names.TOKEN_MODALITY, "text").build()
                    : unknown;
            input.add(tokens.input(), unknown, context);
            output.add(tokens.output(), text, context);
            cacheRead.add(tokens.cacheRead(), unknown, context);
            cacheWrite.add(tokens.cacheWrite(), unknown, context);
            reasoning.add(tokens.reasoning(), text, context);
            inputOfCall.record(tokens.input(), withError, context);
            outputOfCall.record(tokens.output(), withError, context);
        }
    }

    /** As it was before: one histogram by type. */
    final class Older implements TokenMetrics {
        private final LongHistogram usage;

        Older(Meter meter) {
            usage = histogram(meter, Names.OLDER_TOKENS, "How many tokens went into and came out of calls.");
        }

        @Override
        public void record(Tokens tokens, Attributes attributes, Attributes withError, Context context) {
            if (tokens.known()) {
                usage.record(tokens.input(), with(attributes, "input"), context);
                usage.record(tokens.output(), with(attributes, "output"), context);
            }
        }

        private static Attributes with(Attributes attributes, String type) {
            return attributes.toBuilder().put(Names.TOKEN_TYPE, type).build();
        }
    }
}
