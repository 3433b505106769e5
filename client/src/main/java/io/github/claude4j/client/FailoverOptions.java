package io.github.claude4j.client;

import io.github.claude4j.Claude;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.internal.failover.Health;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;

/**
 * Which clients are asked, and in which order.
 *
 * @param <B> the options themselves
 */
public abstract class FailoverOptions<B extends FailoverOptions<B>> {
    private record Given(Caller caller, UnaryOperator<String> models) {}

    private final List<Given> given = new ArrayList<>();
    private boolean byHealth;
    private int[] weights = {};
    private int failures = 5;
    private Duration pause = Duration.ofSeconds(30);
    private LongSupplier nanos = System::nanoTime;

    protected FailoverOptions() {}

    /** A client to ask when those before it have failed. It stays open when the client of all is closed. */
    public B target(Claude client) {
        return target(client, UnaryOperator.identity());
    }

    /**
     * A client to ask when those before it have failed, where models have other names.
     *
     * <pre>{@code .target(bedrock, model -> "us.anthropic." + model + "-v1:0")}</pre>
     *
     * @param models what a model is called there; given the name in the request
     */
    public B target(Claude client, UnaryOperator<String> models) {
        Claude known = CallOptions.given("client", client);
        given.add(new Given(Caller.of(known.http()), CallOptions.given("models", models)));
        return self();
    }

    /**
     * Asks those first that have failed least lately, and those that are equally well in the order given. Default: the order given
     * alone.
     */
    public B byHealth() {
        this.byHealth = true;
        return self();
    }

    /**
     * Spreads messages over the targets, such as keys of several accounts: each is asked first as often as its weight says, the others in the
     * order given where that one fails. Default: the order given alone.
     *
     * <pre>{@code .target(large).target(small).byWeight(3, 1)}</pre>
     *
     * @param weights one for each target, in their order, from 0, for one that is asked only where others fail, to 1000
     */
    public B byWeight(int... weights) {
        int sum = 0;
        for (int weight : CallOptions.given("weights", weights)) {
            if (weight < 0 || weight > 1000) {
                throw new InvalidParamsException("weights: expected 0 to 1000, found " + weight);
            }
            sum += weight;
        }
        if (sum == 0) {
            throw new InvalidParamsException("weights: expected one at least that is not 0, found none");
        }
        this.weights = weights.clone();
        return self();
    }

    /**
     * When a target is left alone. Default: after 5 failures in a row, for 30 seconds; then one call looks whether it is well again.
     * It is left alone at once for as long as a {@code retry-after} of it says, up to 5 minutes.
     */
    public B leaveAlone(int afterFailures, Duration pause) {
        if (afterFailures < 1) {
            throw new InvalidParamsException("afterFailures: expected 1 or more, found " + afterFailures);
        }
        this.failures = afterFailures;
        this.pause = CallOptions.positive("pause", pause);
        return self();
    }

    /** What time it is. */
    B nanos(LongSupplier clock) {
        this.nanos = clock;
        return self();
    }

    final Caller caller() {
        if (given.isEmpty()) {
            throw new InvalidParamsException("target: expected one client at least, found none");
        }
        if (weights.length > 0 && weights.length != given.size()) {
            throw new InvalidParamsException(
                    "weights: expected one for each of " + given.size() + " targets, found " + weights.length);
        }
        List<Target> targets = new ArrayList<>();
        for (Given each : given) {
            Health health = new Health(failures, pause, nanos);
            targets.add(new Target(name(each.caller(), targets), each.caller(), each.models(), health));
        }
        return new FailoverCaller(List.copyOf(targets), new Order(byHealth, weights));
    }

    /** Who answers there, and which of several that is. */
    private static String name(Caller caller, List<Target> before) {
        String provider = caller.backend().isPresent() ? caller.backend().get().provider() : "anthropic";
        long same = before.stream()
                .filter(target ->
                        target.name().equals(provider) || target.name().startsWith(provider + " "))
                .count();
        return same == 0 ? provider : provider + " " + (same + 1);
    }

    @SuppressWarnings("unchecked")
    private B self() {
        return (B) this;
    }
}
