package io.github.claude4j.client;

import io.github.claude4j.http.Operation;
import io.github.claude4j.internal.failover.Health;
import io.github.claude4j.json.JsonObject;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
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

    /** In the order in which they are, as far as they are equally well. */
    static List<Target> healthiestFirst(List<Target> targets) {
        Map<Target, Long> illness = new IdentityHashMap<>();
        targets.forEach(target -> illness.put(target, target.health().illness()));
        return targets.stream().sorted(Comparator.comparing(illness::get)).toList();
    }

    JsonObject params(JsonObject params) {
        return params.get("model") instanceof String model ? params.with("model", models.apply(model)) : params;
    }
}
