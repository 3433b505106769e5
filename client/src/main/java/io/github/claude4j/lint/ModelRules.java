package io.github.claude4j.lint;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.lint.ModelFacts.Feature;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the request's model refuses, and what any model refuses together. */
final class ModelRules {
    private static final String[] SAMPLING = {"temperature", "top_p", "top_k"};
    private static final double LEAST_TOP_P = 0.95;

    private static final ModelFacts UNKNOWN = new ModelFacts("", Long.MAX_VALUE, Set.of(), Set.of());

    private final Inspection look;
    private final String model;
    private final ModelFacts facts;
    private final String thinking;
    private final String effort;
    private final boolean forced;

    private ModelRules(Inspection look, List<ModelFacts> models) {
        this.look = look;
        model = look.get("model") instanceof String name ? name : "";
        facts = ModelFacts.of(model, models).orElse(UNKNOWN);
        thinking = look.text("thinking", "type");
        effort = look.text("output_config", "effort");
        String choice = look.text("tool_choice", "type");
        forced = choice.equals("any") || choice.equals("tool");
    }

    static void check(Inspection look, List<ModelFacts> models) {
        ModelRules rules = new ModelRules(look, models);
        rules.output();
        rules.sampling();
        rules.thinking();
        rules.tools();
        rules.effort();
        rules.prefill();
    }

    private void output() {
        if (look.get("max_tokens") instanceof Long most && most > facts.maxOutput()) {
            look.refused(
                    "max_tokens",
                    model + " writes at most " + facts.maxOutput() + " tokens, found " + most,
                    "ask for fewer",
                    "max_tokens: " + most + " > " + facts.maxOutput()
                            + ", which is the maximum allowed number of output tokens for " + model);
        }
    }

    private void sampling() {
        for (String name : SAMPLING) {
            if (look.has(name)
                    && !found(Feature.SAMPLING, name, "leave it out", "`" + name + "` is deprecated for this model.")) {
                besideThinking(name);
            }
        }
    }

    private void besideThinking(String name) {
        double value = look.get(name) instanceof Number number ? number.doubleValue() : 1;
        boolean takes = switch (name) {
            case "temperature" -> value == 1;
            case "top_p" -> value >= LEAST_TOP_P;
            default -> false;
        };
        if (takes || !(thinking.equals("enabled") || thinking.equals("adaptive"))) {
            return;
        }
        String said = switch (name) {
            case "temperature" -> "may only be set to 1";
            case "top_p" -> "must be greater than or equal to 0.95 or unset";
            default -> "must be unset";
        };
        look.refused(
                name,
                "the API refuses it beside thinking",
                "leave one of them out",
                "`" + name + "` " + said + " when thinking is enabled or in adaptive mode.");
    }

    private void thinking() {
        switch (thinking) {
            case "disabled" -> disabled();
            case "enabled" ->
                found(
                        Feature.THINKING_BUDGET,
                        "thinking",
                        "use thinkingAdaptive()",
                        "\"thinking.type.enabled\" is not supported for this model. Use \"thinking.type.adaptive\" and"
                                + " \"output_config.effort\" to control thinking behavior.");
            case "adaptive" ->
                found(
                        Feature.THINKING_ADAPTIVE,
                        "thinking",
                        "use thinkingEnabled(budget)",
                        "adaptive thinking is not supported on this model");
            default -> {
                // Nothing said, or something that is not known here.
            }
        }
    }

    private void disabled() {
        boolean refused = found(
                Feature.THINKING_DISABLED,
                "thinking",
                "leave it out, and lower the effort",
                "\"thinking.type.disabled\" is not supported for this model. Use \"thinking.type.adaptive\" and"
                        + " \"output_config.effort\" to control thinking behavior.");
        if (!refused && (effort.equals("xhigh") || effort.equals("max"))) {
            found(
                    Feature.THINKING_DISABLED_AT_HIGH_EFFORT,
                    "thinking",
                    "leave it out, or lower the effort",
                    "output_config.effort '" + effort
                            + "' is not supported when thinking is disabled on this model. Use"
                            + " effort 'high' or below, or enable thinking.");
        }
    }

    private void tools() {
        if (!forced) {
            return;
        }
        boolean refused = found(
                Feature.FORCED_TOOLS,
                "tool_choice",
                "let the model decide, and ask for the tool in words",
                "tool_choice: type \"tool\" and \"any\" are not supported for this model.");
        String reason = "the API does not force tools beside thinking";
        if (!refused && thinking.equals("enabled")) {
            look.refused(
                    "tool_choice",
                    reason,
                    "let the model decide",
                    "Thinking may not be enabled when tool_choice forces tool use.");
        } else if (!refused && thinking.equals("adaptive")) {
            look.advice("tool_choice", reason + ", by some sources", "let the model decide");
        }
    }

    private void effort() {
        if (!effort.isEmpty()
                && !found(
                        Feature.EFFORT,
                        "output_config.effort",
                        "leave it out",
                        "This model does not support the effort parameter.")
                && effort.equals("xhigh")) {
            found(
                    Feature.EFFORT_XHIGH,
                    "output_config.effort",
                    "use high or max",
                    "This model does not support effort level 'xhigh'. Supported levels: high, low, max, medium.");
        }
    }

    /** A turn that ends with anything but text was paused, and goes on. */
    private void prefill() {
        List<JsonObject> messages = look.messages();
        int last = messages.size() - 1;
        if (last < 0 || !Inspection.text(messages.get(last), "role").equals("assistant")) {
            return;
        }
        String text = lastText(messages.get(last).get("content"));
        if (text == null) {
            return;
        }
        String path = Inspection.at("messages", last);
        String fix = "end with a turn of the user, which may say how the answer begins";
        boolean found = found(
                Feature.PREFILL,
                path,
                fix,
                "This model does not support assistant message prefill. The conversation must end with a user"
                        + " message.");
        if (!facts.refused().contains(Feature.PREFILL) && !text.equals(text.stripTrailing())) {
            look.refused(
                    path + ".content",
                    "the API does not go on with text that ends in white space",
                    "strip it",
                    "messages: final assistant content cannot end with trailing whitespace");
        } else if (!found && look.outputSchema() != null) {
            look.advice(path, "the API does not go on with an answer that follows a schema", fix);
        }
    }

    /** The text that a turn ends with; null when it ends with anything else. */
    private static @Nullable String lastText(@Nullable Object content) {
        Object last =
                content instanceof JsonArray blocks && !blocks.isEmpty() ? blocks.get(blocks.size() - 1) : content;
        Object text = last instanceof JsonObject block
                        && Inspection.text(block, "type").equals("text")
                ? block.get("text")
                : last;
        return text instanceof String said ? said : null;
    }

    /** Whether the model refuses this, which then is a finding. */
    private boolean found(Feature feature, String path, String fix, String apiMessage) {
        String what = feature.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        if (facts.refused().contains(feature)) {
            look.refused(path, model + " refuses " + what, fix, apiMessage);
            return true;
        }
        if (facts.doubted().contains(feature)) {
            look.advice(path, model + " refuses " + what + ", by some sources", fix);
            return true;
        }
        return false;
    }
}
