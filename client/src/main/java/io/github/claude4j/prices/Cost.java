package io.github.claude4j.prices;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What something cost, in US dollars; exact, not rounded. Costs add up with {@link #plus}:
 * {@code messages.stream().map(m -> m.cost(prices)).reduce(Cost.zero(), Cost::plus)}. What has no price makes the sum unknown, and
 * is named.
 */
public final class Cost {
    private static final Cost ZERO = new Cost(BigDecimal.ZERO, Set.of());

    private final BigDecimal known;
    private final Set<String> unknown;

    private Cost(BigDecimal known, Set<String> unknown) {
        BigDecimal plain = known.stripTrailingZeros();
        this.known = plain.scale() < 0 ? plain.setScale(0) : plain;
        this.unknown = unknown;
    }

    /** Nothing; where sums begin. */
    public static Cost zero() {
        return ZERO;
    }

    /** So many US dollars. */
    public static Cost of(BigDecimal dollars) {
        return new Cost(Objects.requireNonNull(dollars, "dollars"), Set.of());
    }

    /** The cost of something that has no price, such as a model that is not listed. */
    public static Cost unknown(String what) {
        return new Cost(BigDecimal.ZERO, Set.of(Objects.requireNonNull(what, "what")));
    }

    /** US dollars; empty where a part of it has no price. */
    public Optional<BigDecimal> amount() {
        return unknown.isEmpty() ? Optional.of(known) : Optional.empty();
    }

    /** US dollars for the part that has prices: it cost this at least. */
    public BigDecimal atLeast() {
        return known;
    }

    /** What has no price: models, with the kind of use where it is that; empty where all is known. */
    public Set<String> unknown() {
        return unknown;
    }

    /** Both together. */
    public Cost plus(Cost other) {
        if (Objects.requireNonNull(other, "other").unknown.isEmpty() || unknown.equals(other.unknown)) {
            return new Cost(known.add(other.known), unknown);
        }
        Set<String> both = new LinkedHashSet<>(unknown);
        both.addAll(other.unknown);
        return new Cost(known.add(other.known), Collections.unmodifiableSet(both));
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Cost that && known.equals(that.known) && unknown.equals(that.unknown);
    }

    @Override
    public int hashCode() {
        return Objects.hash(known, unknown);
    }

    /** {@code 0.0125 USD}, or {@code at least 0.0125 USD; no price for claude-x}. */
    @Override
    public String toString() {
        String dollars = known.toPlainString() + " USD";
        return unknown.isEmpty() ? dollars : "at least " + dollars + "; no price for " + String.join(", ", unknown);
    }
}
