package io.github.claude4j.testkit.internal.spec;

import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What the Claude API takes and gives. It is read once a process, when the first request asks for it. */
public final class Spec {
    private static final String RESOURCE = "spec.json";

    /** An operation as it was written, which is read when it is called. */
    private static final class Line {
        private final String name;
        private final String json;
        private final String method;
        private final List<String> segments;
        private volatile @Nullable SpecOperation operation;

        Line(String name, String json) {
            this.name = name;
            this.json = json;
            method = text("\"method\":\"");
            segments = SpecOperation.segments(text("\"route\":\""));
        }

        private String text(String before) {
            int from = json.indexOf(before) + before.length();
            return json.substring(from, json.indexOf('"', from));
        }

        SpecOperation operation() {
            SpecOperation ready = operation;
            if (ready == null) {
                ready = SpecOperation.of(name, JsonObject.parse(json));
                operation = ready;
            }
            return ready;
        }
    }

    private final List<Line> operations = new ArrayList<>();

    /** Most requests need few of the many types, so each is read when it is asked for: its line, as it was written. */
    private final Map<String, String> descriptions = new HashMap<>();

    /** Other headers that open the same, as JSON, by header. */
    private final Map<String, String> alternatives = new HashMap<>();

    private final Map<String, String> ids = new HashMap<>();

    /** Forms that older headers ask for, as JSON, by header. */
    private final Map<String, String> older = new LinkedHashMap<>();

    private final Map<String, TypeDef> types = new ConcurrentHashMap<>();

    /** Reads the spec as it is written for the test kit: each operation and each type in a line of its own. */
    private Spec(String text) {
        String section = "";
        int from = 0;
        for (int to = text.indexOf('\n'); to > 0; to = text.indexOf('\n', from)) {
            if (text.charAt(to - 1) == '{') {
                section = to - from > 3 ? text.substring(from + 1, to - 3) : "";
            } else if (text.charAt(from) == '"') {
                int colon = text.indexOf("\":", from);
                int end = text.charAt(to - 1) == ',' ? to - 1 : to;
                member(section, text.substring(from + 1, colon), text.substring(colon + 2, end));
            }
            from = to + 1;
        }
    }

    private void member(String section, String name, String json) {
        switch (section) {
            case "operations" -> operations.add(new Line(name, json));
            case "types" -> descriptions.put(name, json);
            case "betas" -> alternatives.put(name, json);
            case "older" -> older.put(name, json);
            default -> ids.put(name, json.substring(1, json.length() - 1));
        }
    }

    public static Spec get() {
        return Loaded.SPEC;
    }

    /** What the ids of this kind of thing begin with. */
    String idPrefix(String kind) {
        return ids.getOrDefault(kind, kind);
    }

    /** The form that this header asks for; null when it asks for none. */
    @Nullable
    OlderForm older(String header) {
        String form = older.get(header);
        return form == null ? null : new OlderForm(JsonObject.parse(form));
    }

    /** The headers that ask for an older form. */
    Collection<String> olderHeaders() {
        return older.keySet();
    }

    /** Whether these beta headers open what needs this one. */
    public boolean isOpen(String header, Collection<String> sent) {
        String others = alternatives.getOrDefault(header, "");
        return sent.stream().anyMatch(one -> one.equals(header) || others.contains('"' + one + '"'));
    }

    public List<SpecOperation> operations() {
        List<SpecOperation> all = new ArrayList<>(operations.size());
        for (Line line : operations) {
            all.add(line.operation());
        }
        return all;
    }

    /**
     * The operation of this name.
     *
     * @throws IllegalArgumentException when there is none; its message names those that are like it
     */
    public SpecOperation operation(String name) {
        for (Line line : operations) {
            if (line.name.equals(name)) {
                return line.operation();
            }
        }
        throw new IllegalArgumentException("operation: expected one of the API, found " + name + likeIt(name));
    }

    /** The operations of the same thing, or else those whose last word is the same. */
    private String likeIt(String name) {
        String thing = name.substring(0, name.lastIndexOf('.') + 1);
        String verb = "." + name.substring(name.lastIndexOf('.') + 1);
        List<String> same = named(other -> !thing.isEmpty() && other.startsWith(thing));
        List<String> like = same.isEmpty() ? named(other -> other.endsWith(verb)) : same;
        return like.isEmpty() ? "" : "; there are " + String.join(", ", like);
    }

    private List<String> named(Predicate<String> wanted) {
        return operations.stream().map(line -> line.name).filter(wanted).toList();
    }

    /** The operation with this verb and path; literal segments win over parameters. Null when there is none. */
    @Nullable
    public SpecOperation match(String method, List<String> path) {
        Line best = null;
        int bestFit = -1;
        for (Line line : operations) {
            if (line.method.equals(method)) {
                int fit = SpecOperation.fit(line.segments, path);
                if (fit > bestFit) {
                    best = line;
                    bestFit = fit;
                }
            }
        }
        return best == null ? null : best.operation();
    }

    /** The verbs that go with this path, separated by commas; empty when there is no such path. */
    public String verbs(List<String> path) {
        TreeSet<String> verbs = new TreeSet<>();
        for (Line line : operations) {
            if (SpecOperation.fit(line.segments, path) >= 0) {
                verbs.add(line.method);
            }
        }
        return String.join(", ", verbs);
    }

    public TypeDef type(String name) {
        TypeDef known = types.get(name);
        if (known == null) {
            String description = descriptions.get(name);
            if (description == null) {
                throw new IllegalArgumentException("no type " + name);
            }
            known = TypeDef.parse(JsonObject.parse(description));
            types.put(name, known);
        }
        return known;
    }

    /** The fields of an object type. */
    public TypeDef.ObjectDef object(String name) {
        if (type(name) instanceof TypeDef.ObjectDef object) {
            return object;
        }
        throw new IllegalArgumentException(name + " is no object");
    }

    /** The name of the variant that this object is; null when no tag fits. */
    @Nullable
    public String variant(TypeDef.UnionDef union, JsonObject json) {
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
                return new Spec(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
