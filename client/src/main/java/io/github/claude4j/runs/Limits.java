package io.github.claude4j.runs;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.internal.run.RunState;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Usage;
import io.github.claude4j.prices.Cost;
import io.github.claude4j.prices.Prices;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What a run may take before it is to stop. All but a limit of the whole life count from what was said last. */
final class Limits {
    private final RunnerOptions options;
    private final LongSupplier clock;
    private long mark;

    Limits(RunnerOptions options) {
        this.options = options;
        clock = options.clock;
        mark = clock.getAsLong();
    }

    /** The milliseconds since this was asked for before. */
    long lap() {
        long now = clock.getAsLong();
        long passed = (now - mark) / 1_000_000;
        mark += passed * 1_000_000;
        return passed;
    }

    /** The limit that keeps the model from being asked again; empty where none does. */
    Optional<Conversation.Limit> reached(RunState state) {
        if (state.turns() >= options.maxTurns) {
            return Optional.of(Conversation.Limit.TURNS);
        }
        if (options.maxTotalTokens > 0 && tokens(state) >= options.maxTotalTokens) {
            return Optional.of(Conversation.Limit.TOKENS);
        }
        if (isReached(options.maxCost, state, state.since()) || isReached(options.maxTotalCost, state, 0)) {
            return Optional.of(Conversation.Limit.COST);
        }
        long millis = state.millis() + (clock.getAsLong() - mark) / 1_000_000;
        if (options.maxTime != null && millis >= options.maxTime.toMillis()) {
            return Optional.of(Conversation.Limit.TIME);
        }
        return Optional.empty();
    }

    private boolean isReached(@Nullable BigDecimal most, RunState state, int from) {
        if (most == null) {
            return false;
        }
        Prices prices = options.knownPrices();
        checkKnown(prices, state.params().optString("model").orElse(""));
        if (options.fallback != null) {
            checkKnown(prices, options.fallback);
        }
        Cost cost = Cost.zero();
        for (int i = from; i < state.spent().size(); i++) {
            cost = cost.plus(prices.cost(state.spent().object(i)));
        }
        return cost.atLeast().compareTo(most) >= 0;
    }

    private static void checkKnown(Prices prices, String model) {
        if (prices.find(model).isEmpty()) {
            throw new InvalidParamsException("maxCost: expected a model whose price is known, found " + model
                    + ": give its price with prices(…)");
        }
    }

    private static long tokens(RunState state) {
        long tokens = 0;
        for (int i = state.since(); i < state.spent().size(); i++) {
            JsonObject usage = state.spent().object(i).optObject("usage").orElse(JsonObject.of());
            tokens += usage.has("input_tokens") ? Usage.of(usage).totalTokens() : 0;
        }
        return tokens;
    }
}
