package io.github.claude4j.testkit;

import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the Claude API takes and gives. It is read once a process, when the first request asks for it. */
final class Spec {
    private static final String RESOURCE = "spec.json";

    private final List<Operation> operations = new ArrayList<>();
    private final JsonObject descriptions;
    private final Map<String, TypeDef> types = new ConcurrentHashMap<>();

    Spec(JsonObject json) {
        json.object("operations").forEach((name, operation) -> {
            if (operation instanceof JsonObject description) {
                operations.add(Operation.of(name, description));
            }
        });
        descriptions = json.object("types");
    }

    static Spec get() {
        return Loaded.SPEC;
    }

    List<Operation> operations() {
        return operations;
    }

    Operation operation(String name) {
        for (Operation operation : operations) {
            if (operation.name().equals(name)) {
                return operation;
            }
        }
        throw new IllegalArgumentException("no operation " + name);
    }

    /** The operation with this verb and path; literal segments win over parameters. Null when there is none. */
    @Nullable
    Operation match(String method, List<String> path) {
        Operation best = null;
        int bestFit = -1;
        for (Operation operation : operations) {
            if (operation.method().equals(method)) {
                int fit = operation.fit(path);
                if (fit > bestFit) {
                    best = operation;
                    bestFit = fit;
                }
            }
        }
        return best;
    }

    /** The verbs that go with this path, separated by commas; empty when there is no such path. */
    String verbs(List<String> path) {
        TreeSet<String> verbs = new TreeSet<>();
        for (Operation operation : operations) {
            if (operation.fit(path) >= 0) {
                verbs.add(operation.method());
            }
        }
        return String.join(", ", verbs);
    }

    TypeDef type(String name) {
        TypeDef known = types.get(name);
        if (known == null) {
            known = TypeDef.parse(descriptions.object(name));
            types.put(name, known);
        }
        return known;
    }

    /** The fields of an object type. */
    TypeDef.ObjectDef object(String name) {
        if (type(name) instanceof TypeDef.ObjectDef object) {
            return object;
        }
        throw new IllegalArgumentException(name + " is no object");
    }

    /** The name of the variant that this object is; null when no tag fits. */
    @Nullable
    String variant(TypeDef.UnionDef union, JsonObject json) {
        String best = null;
        int bestScore = -1;
        for (String variant : union.variants()) {
            int score = score(union, variant, json);
            if (score > bestScore) {
                best = variant;
                bestScore = score;
            }
        }
        return best != null ? best : union.otherwise();
    }

    private int score(TypeDef.UnionDef union, String variant, JsonObject json) {
        int score = 0;
        for (String by : union.by()) {
            List<String> tags = tags(variant, by);
            Object value = json.get(by);
            if (value instanceof String text && tags.contains(text)) {
                score++;
            } else if (!tags.isEmpty() && (value != null || tagIsRequired(variant, by))) {
                return -1;
            }
        }
        return score;
    }

    private boolean tagIsRequired(String variant, String by) {
        TypeDef.Field field = object(variant).fields().get(by);
        return field != null && field.inAnswers();
    }

    /** The values of that field that stand for this variant; none where it may hold anything. */
    List<String> tags(String variant, String by) {
        TypeDef.Field field = object(variant).fields().get(by);
        if (field == null) {
            return List.of();
        }
        if (field.type() instanceof TypeExpr.Constant constant) {
            return List.of(constant.value());
        }
        return field.type() instanceof TypeExpr.Named named && type(named.name()) instanceof TypeDef.EnumDef known
                ? known.values()
                : List.of();
    }

    /** Loads on first use, so that starting a fake costs none of it. */
    private static final class Loaded {
        static final Spec SPEC = load();

        private static Spec load() {
            try (InputStream in = Objects.requireNonNull(
                    Spec.class.getResourceAsStream(RESOURCE), "the test kit was built without its spec")) {
                return new Spec(JsonObject.parse(in.readAllBytes()));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
