package io.github.claude4j.testkit.internal.spec;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What follows from the routes of the spec alone: which operation creates what, and which ids can be unknown. */
public final class Routes {
    /** For each operation that creates something, by its route, the one that fetches it. */
    private final Map<String, SpecOperation> items = new HashMap<>();

    /** The routes of the things that can be created. */
    private final Map<String, SpecOperation> creatable = new HashMap<>();

    public Routes(Spec spec) {
        Map<String, SpecOperation> fetching = new HashMap<>();
        for (SpecOperation operation : spec.operations()) {
            if (operation.method().equals("GET") && operation.onItem()) {
                String route = operation.route();
                fetching.putIfAbsent(route.substring(0, route.lastIndexOf('/')), operation);
            }
        }
        for (SpecOperation operation : spec.operations()) {
            SpecOperation item = fetching.get(operation.route());
            if (item != null && operation.method().equals("POST") && operation.returns() != null) {
                items.put(operation.route(), item);
                creatable.put(item.route(), operation);
            }
        }
    }

    /** The operation that fetches one of what this one creates; null when it creates nothing. */
    @Nullable
    public SpecOperation itemOf(SpecOperation operation) {
        return operation.method().equals("POST") ? items.get(operation.route()) : null;
    }

    /** Whether the API can create what an operation's route leads to up to this segment. */
    public boolean creatable(SpecOperation operation, int segment) {
        List<String> segments = operation.segments().subList(0, segment + 1);
        String route = "/" + String.join("/", segments);
        if (creatable.containsKey(route)) {
            return true;
        }
        // Two operations may call the same parameter by different names.
        return SpecOperation.isParameter(segments.get(segment))
                && creatable.keySet().stream().anyMatch(other -> same(SpecOperation.segments(other), segments));
    }

    private static boolean same(List<String> one, List<String> other) {
        boolean same = one.size() == other.size();
        for (int i = 0; same && i < one.size(); i++) {
            same = SpecOperation.isParameter(one.get(i))
                    ? SpecOperation.isParameter(other.get(i))
                    : one.get(i).equals(other.get(i));
        }
        return same;
    }
}
