package io.github.claude4j.codegen.write;

import io.github.claude4j.codegen.model.Forms;
import io.github.claude4j.codegen.spec.Spec;
import io.github.claude4j.codegen.spec.Type;
import io.github.claude4j.codegen.spec.TypeExpr;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which unions a type is a variant of, and which types null may clear. */
final class Interfaces {
    private static final Set<String> CLEARING = Set.of("update", "set");

    private final Map<TypeExpr.Ref, List<TypeExpr.Ref>> unions = new HashMap<>();
    private final Set<TypeExpr.Ref> clearable = new HashSet<>();

    Interfaces(Spec spec) {
        spec.types().forEach(type -> {
            if (type instanceof Type.TaggedUnion union) {
                spec.variants(union).forEach(variant -> add(variant, union));
            }
            if (type instanceof Type.ShapeUnion union && Forms.blocks(spec, type.ref()) == null) {
                Type object = Forms.of(spec, union).object();
                if (object != null) {
                    add(object, type);
                }
            }
        });
        unions.values().forEach(list -> list.sort(Comparator.comparing(TypeExpr.Ref::toString)));
        spec.operations()
                .filter(operation -> operation.params() != null && CLEARING.contains(operation.action()))
                .forEach(
                        operation -> clearable.add(spec.find(operation.params()).ref()));
    }

    private void add(Type variant, Type union) {
        unions.computeIfAbsent(variant.ref(), ref -> new ArrayList<>()).add(union.ref());
    }

    /** The interfaces of the class of this type, as this file calls them: unions first, then the hand-written ones. */
    List<String> of(Type type, JavaFile file) {
        List<String> names = new ArrayList<>();
        unions.getOrDefault(type.ref(), List.of()).forEach(union -> names.add(file.use(union)));
        type.header().interfaces().forEach(name -> names.add(name));
        return names;
    }

    /** Whether null in an object of this type tells the API to clear a field. */
    boolean clearable(Type type) {
        return clearable.contains(type.ref());
    }
}
