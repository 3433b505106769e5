package io.github.claude4j.lint;

import static io.github.claude4j.lint.ModelFacts.Feature.EFFORT;
import static io.github.claude4j.lint.ModelFacts.Feature.EFFORT_XHIGH;
import static io.github.claude4j.lint.ModelFacts.Feature.FORCED_TOOLS;
import static io.github.claude4j.lint.ModelFacts.Feature.PREFILL;
import static io.github.claude4j.lint.ModelFacts.Feature.SAMPLING;
import static io.github.claude4j.lint.ModelFacts.Feature.THINKING_ADAPTIVE;
import static io.github.claude4j.lint.ModelFacts.Feature.THINKING_BUDGET;
import static io.github.claude4j.lint.ModelFacts.Feature.THINKING_DISABLED;
import static io.github.claude4j.lint.ModelFacts.Feature.THINKING_DISABLED_AT_HIGH_EFFORT;

import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What a family of models takes and refuses, as data: gathered from public programs on {@link #DAY}, so that the API may know
 * better. Give {@link Lint#of(io.github.claude4j.messages.MessageCreateParams, List)} others where they are out of date.
 *
 * @param model the name of the model, or how its names begin before a date or a word; the longest beginning counts
 * @param maxOutput the most output tokens of an answer
 * @param refused what the API is known to refuse in requests to them
 * @param doubted what some sources say it refuses, and others that it takes; finding it is an advice
 */
public record ModelFacts(String model, long maxOutput, Set<Feature> refused, Set<Feature> doubted) {
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
        EFFORT_XHIGH,
        /** Text of the assistant at the end, which the answer is to go on with. */
        PREFILL
    }

    private static final long SMALL = 32_000;
    private static final long MEDIUM = 64_000;
    private static final long LARGE = 128_000;

    private static final List<ModelFacts> KNOWN = List.of(
            facts("claude-sonnet-5-5", LARGE)
                    .refusing(SAMPLING, THINKING_DISABLED, THINKING_BUDGET, FORCED_TOOLS)
                    .doubting(PREFILL),
            facts("claude-opus-5-5", LARGE)
                    .refusing(SAMPLING, THINKING_DISABLED, THINKING_BUDGET, FORCED_TOOLS)
                    .doubting(PREFILL),
            facts("claude-haiku-5-5", LARGE)
                    .refusing(SAMPLING, THINKING_DISABLED_AT_HIGH_EFFORT, THINKING_BUDGET)
                    .doubting(PREFILL),
            facts("claude-opus-5", LARGE)
                    .refusing(SAMPLING, THINKING_DISABLED_AT_HIGH_EFFORT, PREFILL)
                    .doubting(THINKING_BUDGET),
            facts("claude-fable-5-1", LARGE)
                    .refusing(SAMPLING, THINKING_DISABLED, THINKING_BUDGET, FORCED_TOOLS)
                    .doubting(PREFILL),
            facts("claude-fable-5", LARGE).refusing(SAMPLING, THINKING_DISABLED, THINKING_BUDGET, PREFILL),
            facts("claude-opus-4-8", LARGE).refusing(SAMPLING, PREFILL).doubting(THINKING_BUDGET),
            facts("claude-opus-4-7", LARGE).refusing(SAMPLING, PREFILL).doubting(THINKING_BUDGET),
            facts("claude-sonnet-5", LARGE).refusing(SAMPLING, PREFILL).doubting(THINKING_BUDGET),
            facts("claude-opus-4-6", LARGE).refusing(EFFORT_XHIGH, PREFILL).doubting(THINKING_BUDGET),
            facts("claude-sonnet-4-6", LARGE).refusing(PREFILL).doubting(EFFORT_XHIGH),
            facts("claude-opus-4-5", MEDIUM).doubting(EFFORT_XHIGH),
            facts("claude-sonnet-4-5", MEDIUM).doubting(EFFORT),
            facts("claude-haiku-4-5", MEDIUM).refusing(EFFORT, THINKING_ADAPTIVE),
            facts("claude-opus-4-1", SMALL));

    public ModelFacts {
        Objects.requireNonNull(model, "model");
        refused = Set.copyOf(Objects.requireNonNull(refused, "refused"));
        doubted = Set.copyOf(Objects.requireNonNull(doubted, "doubted"));
    }

    private static ModelFacts facts(String model, long maxOutput) {
        return new ModelFacts(model, maxOutput, Set.of(), Set.of());
    }

    private ModelFacts refusing(Feature... features) {
        return new ModelFacts(model, maxOutput, Set.of(features), doubted);
    }

    private ModelFacts doubting(Feature... features) {
        return new ModelFacts(model, maxOutput, refused, Set.of(features));
    }

    /** The facts that this version has. */
    public static List<ModelFacts> known() {
        return KNOWN;
    }

    /** The facts on this model; empty where none of them begins its name, which then is unknown. */
    static Optional<ModelFacts> of(String model, List<ModelFacts> all) {
        ModelFacts best = null;
        for (ModelFacts facts : all) {
            if (facts.fits(model) && (best == null || facts.model.length() > best.model.length())) {
                best = facts;
            }
        }
        return Optional.ofNullable(best);
    }

    /** A date may follow, or a word. A short number is another version, of which nothing is known from this one. */
    private boolean fits(String name) {
        if (!name.startsWith(model)) {
            return false;
        }
        int digits = 0;
        for (int i = model.length() + 1; i < name.length() && Character.isDigit(name.charAt(i)); i++) {
            digits++;
        }
        return name.length() == model.length()
                || ("-@:".indexOf(name.charAt(model.length())) >= 0 && (digits == 0 || digits > 2));
    }
}
