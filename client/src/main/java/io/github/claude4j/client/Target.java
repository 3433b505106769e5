package io.github.claude4j.client;

import io.github.claude4j.http.Operation;
import io.github.claude4j.internal.failover.Health;
import io.github.claude4j.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * One of several clients that the same is asked.
 *
 * @param name what people call it
 * @param models what it calls a model
 */
record Target(String name, Caller caller, UnaryOperator<String> models, Health health) {
    Target with(Function<Caller, Caller> change) {
        return new Target(name, change.apply(caller), models, health);
    }

    boolean supports(Operation operation) {
        return caller.backend().isEmpty() || caller.backend().get().supports(operation);
    }

    /** What is sorted does not change meanwhile. */
    private record Seen(Target target, long illness) {}

    /** In the order in which they are, as far as they are equally well. */
    static List<Target> healthiestFirst(List<Target> targets) {
        return targets.stream()
                .map(target -> new Seen(target, target.health().illness()))
                .sorted(Comparator.comparingLong(Seen::illness))
                .map(Seen::target)
                .toList();
    }

    JsonObject params(JsonObject params) {
        return params.get("model") instanceof String model ? params.with("model", models.apply(model)) : params;
    }
}
