package io.github.claude4j.testkit;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What follows from the routes of the spec alone: which operation creates what, and which ids can be unknown. */
final class Routes {
    /** For each operation that creates something, by its route, the one that fetches it. */
    private final Map<String, Operation> items = new HashMap<>();

    /** The routes of the things that can be created. */
    private final Map<String, Operation> creatable = new HashMap<>();

    Routes(Spec spec) {
        Map<String, Operation> fetching = new HashMap<>();
        for (Operation operation : spec.operations()) {
            if (operation.method().equals("GET") && operation.onItem()) {
                String route = operation.route();
                fetching.putIfAbsent(route.substring(0, route.lastIndexOf('/')), operation);
            }
        }
        for (Operation operation : spec.operations()) {
            Operation item = fetching.get(operation.route());
            if (item != null && operation.method().equals("POST") && operation.returns() != null) {
                items.put(operation.route(), item);
                creatable.put(item.route(), operation);
            }
        }
    }

    /** The operation that fetches one of what this one creates; null when it creates nothing. */
    @Nullable
    Operation itemOf(Operation operation) {
        return operation.method().equals("POST") ? items.get(operation.route()) : null;
    }

    /** Whether the API can create what an operation's route leads to up to this segment. */
    boolean creatable(Operation operation, int segment) {
        List<String> segments = operation.segments().subList(0, segment + 1);
        String route = "/" + String.join("/", segments);
        if (creatable.containsKey(route)) {
            return true;
        }
        // Two operations may call the same parameter by different names.
        return Operation.isParameter(segments.get(segment))
                && creatable.keySet().stream().anyMatch(other -> same(Operation.segments(other), segments));
    }

    private static boolean same(List<String> one, List<String> other) {
        boolean same = one.size() == other.size();
        for (int i = 0; same && i < one.size(); i++) {
            same = Operation.isParameter(one.get(i))
                    ? Operation.isParameter(other.get(i))
                    : one.get(i).equals(other.get(i));
        }
        return same;
    }
}
