package io.github.claude4j.prices;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Adds up what one usage costs: every call behind an answer by the model that it was made to. */
final class Bill {
    /** These say that the model ran as it does for the plain price. */
    private static final Set<String> PLAIN = Set.of("standard", "global", "not_available");

    private static final String[] WAYS = {"service_tier", "speed", "inference_geo"};

    private final Prices prices;
    private final JsonObject usage;
    private final List<String> uses = new ArrayList<>();
    private Cost cost = Cost.zero();

    private Bill(Prices prices, JsonObject usage) {
        this.prices = prices;
        this.usage = usage;
        for (String way : WAYS) {
            if (usage.get(way) instanceof String use && !PLAIN.contains(use)) {
                uses.add(use);
            }
        }
    }

    /**
     * What this usage costs.
     *
     * @param model the one that answered
     * @param refused whether nothing but a refusal was answered
     */
    static Cost of(Prices prices, String model, JsonObject usage, boolean refused) {
        Bill bill = new Bill(prices, usage);
        List<JsonObject> calls = calls(usage);
        if (calls.isEmpty() && !refused) {
            bill.add(model, usage);
        }
        String asked = asked(calls, model);
        for (int i = 0; i < calls.size(); i++) {
            JsonObject call = calls.get(i);
            String type = type(call);
            boolean last = i + 1 == calls.size();
            boolean declined = last ? refused : type(calls.get(i + 1)).equals("fallback_message");
            // The API charges nothing for a refusal before any output.
            if (!declined || call.optLong("output_tokens").orElse(0) > 0) {
                bill.add(call.optString("model").orElse(type.equals("compaction") ? asked : model), call);
            }
        }
        bill.addServerTools();
        return bill.cost;
    }

    private static List<JsonObject> calls(JsonObject usage) {
        return usage.get("iterations") instanceof JsonArray given ? given.objects() : List.of();
    }

    /** The model of the request, which makes the compactions too. */
    private static String asked(List<JsonObject> calls, String answered) {
        for (JsonObject call : calls) {
            Optional<String> model = call.optString("model");
            if (type(call).equals("message") && model.isPresent()) {
                return model.get();
            }
        }
        return answered;
    }

    private static String type(JsonObject call) {
        return call.get("type") instanceof String type ? type : "";
    }

    private void add(String model, JsonObject counts) {
        Tokens tokens = Tokens.of(counts);
        if (tokens.none()) {
            return;
        }
        Optional<ModelPrice> price = prices.find(model);
        if (price.isEmpty()) {
            cost = cost.plus(Cost.unknown(model.isBlank() ? "a model without a name" : model));
            return;
        }
        BigDecimal amount = price.get().cost(tokens);
        for (String use : uses) {
            Optional<BigDecimal> factor = price.get().factor(use);
            if (factor.isEmpty()) {
                cost = cost.plus(Cost.unknown(model + " (" + use + ")"));
                return;
            }
            amount = amount.multiply(factor.get());
        }
        cost = cost.plus(Cost.of(amount));
    }

    private void addServerTools() {
        if (usage.get("server_tool_use") instanceof JsonObject tools) {
            for (String counter : tools.names()) {
                long times = tools.get(counter) instanceof Long count ? count : 0;
                if (times > 0) {
                    cost = cost.plus(prices.serverTool(counter)
                            .map(price -> Cost.of(price.multiply(BigDecimal.valueOf(times))))
                            .orElseGet(() -> Cost.unknown(counter)));
                }
            }
        }
    }
}
