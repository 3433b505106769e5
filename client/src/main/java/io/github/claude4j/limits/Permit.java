package io.github.claude4j.limits;

import io.github.claude4j.json.JsonObject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Leave for one attempt, from before it is sent until its answer was read. */
final class Permit {
    final Budget budget;
    final Estimate estimate;
    final double input;
    final double output;

    /** One for each bucket of the budget. */
    List<Bucket.Mark> marks = List.of();

    long sentAt;
    boolean released;

    /** What the answer says; negative until it does. */
    private volatile double usedInput = -1;

    private volatile double usedOutput = -1;

    Permit(Budget budget, Estimate estimate) {
        this.budget = budget;
        this.estimate = estimate;
        this.input = budget.input(estimate);
        this.output = budget.output(estimate);
    }

    double usedInput() {
        return usedInput;
    }

    double usedOutput() {
        return usedOutput;
    }

    /** Nothing was used: the API turned the request away. */
    void usedNothing() {
        usedInput = 0;
        usedOutput = 0;
    }

    /** Takes the usage from an answer, or from an event that has it. */
    void used(@Nullable JsonObject usage, boolean whole) {
        if (usage == null) {
            return;
        }
        if (usage.get("input_tokens") instanceof Long tokens) {
            // What comes from the cache does not count.
            double written = usage.get("cache_creation_input_tokens") instanceof Long cached ? cached : 0;
            usedInput = Math.max(usedInput, tokens + written);
        }
        if (whole && usage.get("output_tokens") instanceof Long tokens) {
            usedOutput = tokens;
        }
    }
}
