package io.github.claude4j.cli.chat;

import io.github.claude4j.Claude;
import io.github.claude4j.errors.ClaudeException;
import io.github.claude4j.messages.Message;
import io.github.claude4j.prices.Cost;
import io.github.claude4j.prices.Prices;
import io.github.claude4j.runs.Conversation;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;

/** What a conversation has cost so far, and how much of the model's context window is left. */
final class Meter {
    /** Longer than this nobody waits for a number that is nice to have. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final int DIGITS = 4;

    private final Claude claude;
    private final Map<String, OptionalLong> windows = new HashMap<>();

    Meter(Claude claude) {
        this.claude = claude.with(o -> o.timeout(PATIENCE).maxRetries(0));
    }

    /** Both, as far as they are known. */
    String read(Conversation conversation) {
        String cost = cost(conversation.cost(Prices.standard()));
        Message last = conversation.message().orElse(null);
        OptionalLong window = last == null ? OptionalLong.empty() : windows.computeIfAbsent(last.model(), this::window);
        if (last == null || window.isEmpty() || !last.json().has("usage")) {
            return cost;
        }
        long left = Math.max(0, window.getAsLong() - last.usage().totalTokens());
        return cost + String.format(Locale.ROOT, "; %,d of %,d tokens left", left, window.getAsLong());
    }

    private static String cost(Cost cost) {
        BigDecimal dollars = cost.atLeast();
        String rounded = dollars.setScale(DIGITS, RoundingMode.HALF_UP).toPlainString() + " USD so far";
        return cost.unknown().isEmpty()
                ? rounded
                : "at least " + rounded + " (no price for " + String.join(", ", cost.unknown()) + ")";
    }

    /** Servers other than the API's may know nothing of models. */
    private OptionalLong window(String model) {
        try {
            return claude.models().catalog().get(model).maxInputTokens();
        } catch (ClaudeException e) {
            return OptionalLong.empty();
        }
    }
}
