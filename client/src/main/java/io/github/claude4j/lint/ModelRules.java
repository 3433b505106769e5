package io.github.claude4j.lint;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.lint.ModelFacts.Feature;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the request's model refuses, and what any model refuses together. */
final class ModelRules {
    private static final String[] SAMPLING = {"temperature", "top_p", "top_k"};

    private final JsonObject request;
    private final List<Finding> findings;
    private final String thinking;
    private final String effort;
    private final boolean forced;

    private ModelRules(JsonObject request, List<Finding> findings) {
        this.request = request;
        this.findings = findings;
        thinking = in("thinking", "type");
        effort = in("output_config", "effort");
        String choice = in("tool_choice", "type");
        forced = choice.equals("any") || choice.equals("tool");
    }

    static void check(JsonObject request, List<ModelFacts> models, List<Finding> findings) {
        ModelRules rules = new ModelRules(request, findings);
        String model = request.get("model") instanceof String name ? name : "";
        Optional<ModelFacts> facts = ModelFacts.of(model, models);
        if (facts.isPresent()) {
            rules.checkFor(facts.get(), model);
        }
        rules.checkForAny();
    }

    private String in(String field, String name) {
        return request.get(field) instanceof JsonObject object && object.get(name) instanceof String text ? text : "";
    }

    private void checkFor(ModelFacts facts, String model) {
        if (request.get("max_tokens") instanceof Long most && most > facts.maxOutput()) {
            add(
                    "max_tokens",
                    model + " writes at most " + facts.maxOutput() + " tokens, found " + most,
                    "ask for fewer");
        }
        for (String name : SAMPLING) {
            if (request.has(name)) {
                refused(facts, Feature.SAMPLING, model, name, "leave it out");
            }
        }
        switch (thinking) {
            case "disabled" -> {
                refused(facts, Feature.THINKING_DISABLED, model, "thinking", "leave it out, and lower the effort");
                if (effort.equals("xhigh") || effort.equals("max")) {
                    refused(
                            facts,
                            Feature.THINKING_DISABLED_AT_HIGH_EFFORT,
                            model,
                            "thinking",
                            "leave it out, or lower the effort");
                }
            }
            case "enabled" -> refused(facts, Feature.THINKING_BUDGET, model, "thinking", "use thinkingAdaptive()");
            case "adaptive" ->
                refused(facts, Feature.THINKING_ADAPTIVE, model, "thinking", "use thinkingEnabled(budget)");
            default -> {
                // Nothing said, or something that is not known here.
            }
        }
        if (forced) {
            refused(
                    facts,
                    Feature.FORCED_TOOLS,
                    model,
                    "tool_choice",
                    "let the model decide, and ask for the tool in words");
        }
        if (!effort.isEmpty()) {
            refused(facts, Feature.EFFORT, model, "output_config.effort", "leave it out");
        }
        if (effort.equals("xhigh")) {
            refused(facts, Feature.EFFORT_XHIGH, model, "output_config.effort", "use high or max");
        }
    }

    private void checkForAny() {
        boolean thinks = thinking.equals("enabled") || thinking.equals("adaptive");
        for (String name : SAMPLING) {
            boolean neutral = name.equals("temperature")
                    && request.get(name) instanceof Number number
                    && number.doubleValue() == 1;
            if (thinks && request.has(name) && !neutral) {
                add(name, "the API refuses it beside thinking", "leave one of them out");
            }
        }
        if (forced && thinking.equals("enabled")) {
            add("tool_choice", "the API does not force tools beside thinking with a budget", "let the model decide");
        }
    }

    private void refused(ModelFacts facts, Feature feature, String model, String path, String fix) {
        if (facts.refused().contains(feature)) {
            String what = feature.name().toLowerCase(Locale.ROOT).replace('_', ' ');
            add(path, model + " refuses " + what, fix);
        }
    }

    private void add(String path, String reason, String fix) {
        findings.add(new Finding(path, reason, fix));
    }
}
