package io.github.claude4j.codegen.diff;

import io.github.claude4j.codegen.model.References;
import io.github.claude4j.codegen.spec.Field;
import io.github.claude4j.codegen.spec.Operation;
import io.github.claude4j.codegen.spec.Spec;
import io.github.claude4j.codegen.spec.Type;
import io.github.claude4j.codegen.spec.TypeExpr;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What has another name in the new spec, where that is certain: an operation with the verb and the route of one that is gone; a
 * type that says the same as one that is gone, as no other does, and has the same tag or is used in the same places.
 */
final class Renames {
    private static final TypeExpr.Ref ITSELF = new TypeExpr.Ref("", "itself");

    private final Spec before;
    private final Spec after;
    private final Map<String, String> operations;
    private final Map<TypeExpr.Ref, TypeExpr.Ref> types = new HashMap<>();

    Renames(Spec before, Spec after) {
        this.before = before;
        this.after = after;
        this.operations = pairs(
                gone(
                        before.operations().map(Operation::name),
                        after.operations().map(Operation::name)),
                gone(
                        after.operations().map(Operation::name),
                        before.operations().map(Operation::name)),
                routes(before),
                routes(after));
        // One that is found may make another one certain.
        while (findTypes()) {}
    }

    String operation(String name) {
        return operations.getOrDefault(name, name);
    }

    TypeExpr.Ref type(TypeExpr.Ref ref) {
        return types.getOrDefault(ref, ref);
    }

    /** A signature of before with the new names of types. */
    String signature(String signature) {
        String renamed = signature;
        for (Map.Entry<TypeExpr.Ref, TypeExpr.Ref> type : types.entrySet()) {
            String name = "\\b" + Pattern.quote(type.getKey().name()) + "\\b";
            renamed = renamed.replaceAll(name, type.getValue().name());
        }
        return renamed;
    }

    private static Map<String, String> routes(Spec spec) {
        return spec.operations()
                .collect(Collectors.toMap(
                        Operation::name,
                        operation -> operation.verb() + operation.route().replaceAll("\\{\\w+}", "{}"),
                        (first, second) -> first));
    }

    private boolean findTypes() {
        Set<TypeExpr.Ref> removed =
                gone(before.types().map(Type::ref), after.types().map(Type::ref));
        Set<TypeExpr.Ref> added =
                gone(after.types().map(Type::ref), before.types().map(Type::ref));
        removed.removeAll(types.keySet());
        added.removeAll(Set.copyOf(types.values()));
        Function<TypeExpr.Ref, TypeExpr.Ref> none = Function.identity();
        Map<TypeExpr.Ref, TypeExpr.Ref> found =
                pairs(removed, added, prints(before, removed, this::type), prints(after, added, none));
        found.entrySet().removeIf(pair -> {
            Set<String> used = places(before, pair.getKey(), this::operation, this::type);
            Set<String> uses = places(after, pair.getValue(), Function.identity(), none);
            // Where it is used in types that are gone or new themselves tells nothing.
            used.removeAll(names(removed));
            uses.removeAll(names(added));
            return !tagged(after.declared(pair.getValue())) && (used.isEmpty() || !used.equals(uses));
        });
        types.putAll(found);
        return !found.isEmpty();
    }

    private static <T> Set<T> gone(Stream<T> these, Stream<T> those) {
        Set<T> gone = these.collect(Collectors.toSet());
        gone.removeAll(those.collect(Collectors.toSet()));
        return gone;
    }

    /** What is there once on either side with the same print. */
    private static <T> Map<T, T> pairs(Set<T> removed, Set<T> added, Map<T, String> before, Map<T, String> after) {
        Map<String, List<T>> olds = removed.stream().collect(Collectors.groupingBy(before::get));
        Map<String, List<T>> news = added.stream().collect(Collectors.groupingBy(after::get));
        Map<T, T> pairs = new HashMap<>();
        olds.forEach((print, names) -> {
            List<T> others = news.getOrDefault(print, List.of());
            if (names.size() == 1 && others.size() == 1) {
                pairs.put(names.get(0), others.get(0));
            }
        });
        return pairs;
    }

    /** All that a type says, in one text, whatever it is called itself. */
    private static Map<TypeExpr.Ref, String> prints(
            Spec spec, Set<TypeExpr.Ref> refs, Function<TypeExpr.Ref, TypeExpr.Ref> names) {
        Map<TypeExpr.Ref, String> prints = new HashMap<>();
        for (TypeExpr.Ref ref : refs) {
            Type type = spec.declared(ref);
            Notation notation = new Notation("-", other -> other.equals(ref) ? ITSELF : names.apply(other));
            Set<String> fields = new TreeSet<>();
            Notation.fields(type).values().forEach(field -> fields.add(notation.field(field)));
            prints.put(ref, notation.facts(type) + "" + fields);
        }
        return prints;
    }

    private static boolean tagged(Type type) {
        return Notation.fields(type).values().stream().anyMatch(Field::preset);
    }

    private static Set<String> names(Set<TypeExpr.Ref> refs) {
        return refs.stream().map(TypeExpr.Ref::toString).collect(Collectors.toSet());
    }

    /** The operations and types that name this one. */
    private static Set<String> places(
            Spec spec,
            TypeExpr.Ref ref,
            Function<String, String> operations,
            Function<TypeExpr.Ref, TypeExpr.Ref> types) {
        Set<String> places = new HashSet<>();
        spec.operations()
                .filter(operation -> operation.types().contains(ref))
                .forEach(operation -> places.add(operations.apply(operation.name())));
        spec.types()
                .filter(type -> References.named(type).contains(ref))
                .forEach(type -> places.add(types.apply(type.ref()).toString()));
        return places;
    }
}
