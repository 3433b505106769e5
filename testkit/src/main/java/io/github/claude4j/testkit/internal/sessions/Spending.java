package io.github.claude4j.testkit.internal.sessions;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.spec.Refusal;
import java.math.BigDecimal;
import java.util.Locale;

/** What the work of a session costs at list prices, in dollars, and whether its budget is used up. */
final class Spending {
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    private Spending() {}

    /** The usage of a session with that of another request to the model. */
    static JsonObject more(JsonObject usage, String model, long input, long output) {
        BigDecimal cost = cost(usage).add(price(model, input, output));
        return usage.with("input_tokens", usage.optLong("input_tokens").orElse(0) + input)
                .with("output_tokens", usage.optLong("output_tokens").orElse(0) + output)
                .with("list_cost", JsonObject.of("amount", cost.toPlainString(), "currency", "USD"));
    }

    /** A fake needs no more than the order of magnitude: dollars for a million tokens, by the line of the model. */
    private static BigDecimal price(String model, long input, long output) {
        String line = model.toLowerCase(Locale.ROOT);
        long in = line.contains("haiku") ? 1 : line.contains("sonnet") ? 3 : 5;
        BigDecimal million = BigDecimal.valueOf(in * input + 5 * in * output);
        return million.divide(MILLION);
    }

    private static BigDecimal cost(JsonObject usage) {
        return amount(usage.optObject("list_cost").orElse(JsonObject.of()));
    }

    private static BigDecimal amount(JsonObject money) {
        try {
            return new BigDecimal(money.optString("amount").orElse("0"));
        } catch (NumberFormatException e) {
            throw Refusal.invalid(
                    "budget.max_list_cost.amount: expected a decimal number, found '" + money.get("amount") + "'");
        }
    }

    /** Refuses a budget that is no amount of money. */
    static void check(JsonObject params) {
        params.optObject("budget").ifPresent(budget -> amount(budget.object("max_list_cost")));
    }

    static boolean isUsedUp(JsonObject session) {
        return session.get("budget") instanceof JsonObject budget
                && cost(session.object("usage")).compareTo(amount(budget.object("max_list_cost"))) >= 0;
    }

    /** What a session with a budget tells after each request to the model. */
    static JsonObject event(JsonObject session) {
        return JsonObject.of("type", "session.usage", "usage", session.get("usage"), "budget", session.get("budget"));
    }
}
