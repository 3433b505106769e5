package io.github.claude4j.codegen.diff;

import io.github.claude4j.codegen.model.References;
import io.github.claude4j.codegen.spec.Area;
import io.github.claude4j.codegen.spec.Operation;
import io.github.claude4j.codegen.spec.Spec;
import io.github.claude4j.codegen.spec.Type;
import io.github.claude4j.codegen.spec.TypeExpr;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What changes from one spec to another, and which of it breaks users of the generated Java. Docs are not compared. */
public final class SpecDiff {
    private final Spec before;
    private final Spec after;
    private final Renames renames;
    private final Surface surfaceBefore;
    private final Surface surfaceAfter;
    private final Set<TypeExpr.Ref> asked;
    private final List<Change> changes = new ArrayList<>();

    private SpecDiff(Spec before, Spec after) {
        this.before = before;
        this.after = after;
        this.renames = new Renames(before, after);
        this.surfaceBefore = new Surface(before);
        this.surfaceAfter = new Surface(after);
        this.asked = References.closure(
                after, after.operations().map(Operation::params).filter(java.util.Objects::nonNull));
    }

    /** Operations first, then types, each by name. Both specs must be in order. */
    public static List<Change> of(Spec before, Spec after) {
        SpecDiff diff = new SpecDiff(before, after);
        diff.operations();
        diff.types();
        return diff.changes;
    }

    private void operations() {
        Map<String, Operation> olds = new HashMap<>();
        before.operations().forEach(operation -> olds.put(renames.operation(operation.name()), operation));
        Map<String, Operation> news = new TreeMap<>();
        after.operations().forEach(operation -> news.put(operation.name(), operation));
        news.forEach((name, operation) -> {
            Operation old = olds.remove(name);
            if (old == null) {
                added(area(after, operation).id(), name + "()", operation.doc());
            } else {
                operation(old, operation);
            }
        });
        new TreeMap<>(olds)
                .forEach((name, operation) -> removed(area(before, operation).id(), name + "()", Change.COMPILED));
    }

    private void operation(Operation old, Operation operation) {
        Area areaBefore = area(before, old);
        Area areaAfter = area(after, operation);
        String name = operation.name() + "()";
        Comparison comparison = new Comparison(renames, areaAfter.id());
        comparison.facts(comparison.before().facts(old), comparison.after().facts(operation));
        comparison.route(old.routeParameters(), operation.routeParameters());
        comparison.java(surfaceBefore.of(old, areaBefore), surfaceAfter.of(operation, areaAfter), Change.COMPILED);
        boolean renamed = !old.name().equals(operation.name());
        add(areaAfter.id(), comparison, name, renamed ? "was `" + old.name() + "()`" : null, renamed);
    }

    private static Area area(Spec spec, Operation operation) {
        return spec.areas().stream()
                .filter(area -> area.operations().contains(operation))
                .findFirst()
                .orElseThrow();
    }

    private void types() {
        Map<TypeExpr.Ref, Type> olds =
                before.types().collect(Collectors.toMap(type -> renames.type(type.ref()), type -> type));
        Map<String, Type> news = new TreeMap<>();
        after.types().forEach(type -> news.put(type.ref().toString(), type));
        news.forEach((name, type) -> {
            Type old = olds.remove(type.ref());
            if (old == null) {
                added(type.ref().area(), name, type.header().doc());
            } else {
                type(old, type);
            }
        });
        olds.values().stream()
                .sorted(java.util.Comparator.comparing(type -> type.ref().toString()))
                .forEach(type -> removed(
                        type.ref().area(),
                        type.ref().toString(),
                        surfaceBefore.of(type).isEmpty() ? Set.of() : Change.COMPILED));
    }

    private void type(Type old, Type type) {
        Comparison comparison = new Comparison(renames, type.ref().area());
        comparison.facts(comparison.before().facts(old), comparison.after().facts(type));
        comparison.fields(Notation.fields(old), Notation.fields(type), asked.contains(type.ref()));
        Set<String> javaBefore = surfaceBefore.of(old);
        // The compiler copies text constants to where they are used.
        boolean copied = old instanceof Type.ConstantsType && type instanceof Type.ConstantsType;
        comparison.java(javaBefore, surfaceAfter.of(type), copied ? Set.of(Effect.SOURCE) : Change.COMPILED);
        boolean renamed = !old.ref().equals(type.ref());
        add(
                type.ref().area(),
                comparison,
                type.ref().toString(),
                renamed ? "was `" + old.ref() + "`" : null,
                renamed && !javaBefore.isEmpty());
    }

    private void add(String area, Comparison comparison, String subject, String news, boolean breaks) {
        Set<Effect> effects = comparison.breaks();
        effects.addAll(breaks ? Change.COMPILED : Set.of());
        if (news != null || !comparison.details().isEmpty()) {
            changes.add(new Change(area, subject, news, effects, false, comparison.details()));
        }
    }

    private void added(String area, String subject, String doc) {
        changes.add(new Change(area, subject, doc, Set.of(), true, List.of()));
    }

    private void removed(String area, String subject, Set<Effect> breaks) {
        changes.add(new Change(area, subject, "removed", breaks, false, List.of()));
    }
}
