package io.github.claude4j.client;

import io.github.claude4j.internal.failover.Shares;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** In which order targets are asked. */
final class Order {
    private final boolean byHealth;
    private final @Nullable Shares shares;

    /**
     * An order.
     *
     * @param weights none where the first target is that of all calls
     */
    Order(boolean byHealth, int[] weights) {
        this.byHealth = byHealth;
        this.shares = weights.length == 0 ? null : new Shares(weights);
    }

    /** What is sorted does not change meanwhile. */
    private record Seen(Target target, long illness) {}

    /** Those whose turn it is first; by health, those that are well before that. */
    List<Target> of(List<Target> targets) {
        List<Target> ordered = new ArrayList<>(targets);
        if (shares != null) {
            ordered.add(0, ordered.remove(shares.next()));
        }
        return byHealth
                ? ordered.stream()
                        .map(target -> new Seen(target, target.health().illness()))
                        .sorted(Comparator.comparingLong(Seen::illness))
                        .map(Seen::target)
                        .toList()
                : ordered;
    }
}
