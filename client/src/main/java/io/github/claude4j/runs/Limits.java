package io.github.claude4j.runs;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.internal.run.RunState;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Usage;
import io.github.claude4j.prices.Cost;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What a run may take before it is to stop. All but a limit of the whole life count from what was said last. */
final class Limits {
    private final RunnerOptions options;
    private final LongSupplier clock;
    private long mark;

    /** How many answers are counted already. */
    private int counted;

    private long tokens;
    private Cost cost = Cost.zero();
    private Cost totalCost = Cost.zero();

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
        if (options.maxCost != null || options.maxTotalCost != null) {
            checkKnown(state.params().optString("model").orElse(""));
            if (options.fallback != null) {
                checkKnown(options.fallback);
            }
        }
        count(state);
        if (options.maxTotalTokens > 0 && tokens >= options.maxTotalTokens) {
            return Optional.of(Conversation.Limit.TOKENS);
        }
        if (isReached(options.maxCost, cost) || isReached(options.maxTotalCost, totalCost)) {
            return Optional.of(Conversation.Limit.COST);
        }
        long millis = state.millis() + (clock.getAsLong() - mark) / 1_000_000;
        if (options.maxTime != null && millis >= options.maxTime.toMillis()) {
            return Optional.of(Conversation.Limit.TIME);
        }
        return Optional.empty();
    }

    /** Adds the answers that have come since this was asked for before. */
    private void count(RunState state) {
        boolean money = options.maxCost != null || options.maxTotalCost != null;
        for (; counted < state.spent().size(); counted++) {
            JsonObject answer = state.spent().object(counted);
            boolean now = counted >= state.since();
            JsonObject usage = answer.optObject("usage").orElse(JsonObject.of());
            tokens += now && usage.has("input_tokens") ? Usage.of(usage).totalTokens() : 0;
            if (money) {
                Cost its = options.knownPrices().cost(answer);
                totalCost = totalCost.plus(its);
                cost = now ? cost.plus(its) : cost;
            }
        }
    }

    private static boolean isReached(@Nullable BigDecimal most, Cost cost) {
        return most != null && cost.atLeast().compareTo(most) >= 0;
    }

    private void checkKnown(String model) {
        if (options.knownPrices().find(model).isEmpty()) {
            throw new InvalidParamsException("maxCost: expected a model whose price is known, found " + model
                    + ": give its price with prices(…)");
        }
    }
}
