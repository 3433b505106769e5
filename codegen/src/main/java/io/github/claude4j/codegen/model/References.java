package io.github.claude4j.codegen.model;

import io.github.claude4j.codegen.spec.Area;
import io.github.claude4j.codegen.spec.Mark;
import io.github.claude4j.codegen.spec.Problems;
import io.github.claude4j.codegen.spec.Spec;
import io.github.claude4j.codegen.spec.Type;
import io.github.claude4j.codegen.spec.TypeExpr;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Who names whom: nothing may be named that is not there, and nothing be there that is not named. */
public final class References {
    private final Spec spec;
    private final Problems problems;

    public References(Spec spec, Problems problems) {
        this.spec = spec;
        this.problems = problems;
    }

    public void check() {
        spec.operations().forEach(operation -> operation.types().forEach(ref -> exists(operation.mark(), ref)));
        spec.areas()
                .forEach(area -> area.types()
                        .forEach(type -> references(type).forEach(named -> {
                            exists(named.at(), named.ref());
                            if (!area.organization()
                                    && Area.organization(named.ref().area())) {
                                problems.add(
                                        named.at(),
                                        "the client can't refer to a type of the organization: " + named.ref());
                            }
                        })));
        reachable();
    }

    private void exists(Mark at, TypeExpr.Ref ref) {
        if (spec.find(ref) == null) {
            problems.add(at, "there is no type " + ref);
        }
    }

    private void reachable() {
        Set<TypeExpr.Ref> seen = closure(
                spec,
                Stream.concat(
                        spec.operations().flatMap(operation -> operation.types().stream()),
                        spec.types().filter(type -> type.header().root()).map(Type::ref)));
        spec.types()
                .filter(type -> !seen.contains(type.ref()))
                .forEach(type ->
                        problems.add(type.mark(), "nothing leads to " + type.name() + ": remove it or say root: true"));
    }

    /** These types and all that they lead to. */
    public static Set<TypeExpr.Ref> closure(Spec spec, Stream<TypeExpr.Ref> from) {
        Set<TypeExpr.Ref> seen = new HashSet<>();
        Deque<TypeExpr.Ref> next = new ArrayDeque<>();
        from.forEach(next::add);
        while (!next.isEmpty()) {
            TypeExpr.Ref ref = next.remove();
            Type type = spec.declared(ref);
            if (type != null && seen.add(ref)) {
                next.addAll(named(type));
            }
        }
        return seen;
    }

    /** The types that this one names. */
    public static List<TypeExpr.Ref> named(Type type) {
        return references(type).stream().map(Named::ref).toList();
    }

    private record Named(Mark at, TypeExpr.Ref ref) {}

    private static List<Named> references(Type type) {
        List<Named> found = new ArrayList<>();
        if (type instanceof Type.ObjectType object) {
            object.fields().forEach(field -> collect(field.mark(), field.type(), found));
        } else if (type instanceof Type.TaggedUnion union) {
            Stream.concat(union.variants().stream(), Stream.ofNullable(union.otherwise()))
                    .forEach(ref -> found.add(new Named(type.mark(), ref)));
        } else if (type instanceof Type.ShapeUnion union) {
            union.forms().forEach(form -> collect(type.mark(), form, found));
        } else if (type instanceof Type.Alias alias) {
            found.add(new Named(type.mark(), alias.target()));
        }
        return found;
    }

    private static void collect(Mark at, TypeExpr expr, List<Named> found) {
        if (expr instanceof TypeExpr.Ref ref) {
            found.add(new Named(at, ref));
        } else if (expr instanceof TypeExpr.ListOf list) {
            collect(at, list.of(), found);
        } else if (expr instanceof TypeExpr.MapOf map) {
            collect(at, map.of(), found);
        }
    }
}
