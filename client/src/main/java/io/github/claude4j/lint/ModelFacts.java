package io.github.claude4j.lint;

import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a family of models takes and refuses, as data: gathered from public programs on {@link #DAY}, so that the API may know
 * better. Give {@link Lint#of(io.github.claude4j.messages.MessageCreateParams, List)} others where they are out of date.
 *
 * @param model how the names of these models begin; the longest beginning counts
 * @param maxOutput the most output tokens of an answer
 * @param refused what requests to them may not have
 */
public record ModelFacts(String model, long maxOutput, Set<Feature> refused) {
    /** The day of these facts. */
    public static final LocalDate DAY = LocalDate.of(2026, 11, 29);

    /** What not every model takes. */
    public enum Feature {
        /** {@code temperature}, {@code top_p}, {@code top_k}. */
        SAMPLING,
        /** Thinking that is turned off. */
        THINKING_DISABLED,
        /** Thinking that is turned off beside effort {@code xhigh} or {@code max}. */
        THINKING_DISABLED_AT_HIGH_EFFORT,
        /** Thinking with a fixed budget. */
        THINKING_BUDGET,
        /** Thinking that the model decides about. */
        THINKING_ADAPTIVE,
        /** Tools that have to be used: a tool choice of {@code any} or {@code tool}. */
        FORCED_TOOLS,
        /** An effort. */
        EFFORT,
        /** Effort {@code xhigh}. */
        EFFORT_XHIGH
    }

    private static final long SMALL = 32_000;
    private static final long MEDIUM = 64_000;
    private static final long LARGE = 128_000;

    private static final List<ModelFacts> KNOWN = List.of(
            refusing(
                    "claude-sonnet-5-5",
                    LARGE,
                    Feature.SAMPLING,
                    Feature.THINKING_DISABLED,
                    Feature.THINKING_BUDGET,
                    Feature.FORCED_TOOLS),
            refusing(
                    "claude-opus-5-5",
                    LARGE,
                    Feature.SAMPLING,
                    Feature.THINKING_DISABLED,
                    Feature.THINKING_BUDGET,
                    Feature.FORCED_TOOLS),
            refusing(
                    "claude-haiku-5-5",
                    LARGE,
                    Feature.SAMPLING,
                    Feature.THINKING_DISABLED_AT_HIGH_EFFORT,
                    Feature.THINKING_BUDGET),
            refusing("claude-opus-5", LARGE, Feature.SAMPLING, Feature.THINKING_DISABLED_AT_HIGH_EFFORT),
            refusing(
                    "claude-fable-5-1",
                    LARGE,
                    Feature.SAMPLING,
                    Feature.THINKING_DISABLED,
                    Feature.THINKING_BUDGET,
                    Feature.FORCED_TOOLS),
            refusing("claude-fable-5", LARGE, Feature.SAMPLING, Feature.THINKING_DISABLED, Feature.THINKING_BUDGET),
            refusing("claude-opus-4-8", LARGE, Feature.SAMPLING),
            refusing("claude-opus-4-7", LARGE, Feature.SAMPLING),
            refusing("claude-sonnet-5", LARGE, Feature.SAMPLING),
            refusing("claude-opus-4-6", LARGE, Feature.EFFORT_XHIGH),
            refusing("claude-sonnet-4-6", LARGE),
            refusing("claude-opus-4-5", MEDIUM),
            refusing("claude-sonnet-4-5", MEDIUM),
            refusing("claude-haiku-4-5", MEDIUM, Feature.EFFORT, Feature.THINKING_ADAPTIVE),
            refusing("claude-opus-4-1", SMALL));

    public ModelFacts {
        Objects.requireNonNull(model, "model");
        refused = Set.copyOf(Objects.requireNonNull(refused, "refused"));
    }

    private static ModelFacts refusing(String model, long maxOutput, Feature... refused) {
        Set<Feature> features = EnumSet.noneOf(Feature.class);
        features.addAll(List.of(refused));
        return new ModelFacts(model, maxOutput, features);
    }

    /** The facts that this version has. */
    public static List<ModelFacts> known() {
        return KNOWN;
    }

    /** The facts on this model; empty where none of them begins its name, which then is unknown. */
    static Optional<ModelFacts> of(String model, List<ModelFacts> all) {
        ModelFacts best = null;
        for (ModelFacts facts : all) {
            boolean fits = model.equals(facts.model) || model.startsWith(facts.model + "-");
            if (fits && (best == null || facts.model.length() > best.model.length())) {
                best = facts;
            }
        }
        return Optional.ofNullable(best);
    }
}
