package io.github.claude4j.codegen.spec;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The whole API. Areas come in the order of their ids. */
public final class Spec {
    private final List<Area> areas;
    private final Map<TypeExpr.Ref, Type> types = new HashMap<>();

    Spec(List<Area> areas) {
        this.areas = areas;
        areas.forEach(area -> area.types().forEach(type -> types.put(type.ref(), type)));
    }

    public List<Area> areas() {
        return areas;
    }

    public List<Area> areas(boolean organization) {
        return areas.stream()
                .filter(area -> area.organization() == organization)
                .toList();
    }

    public Stream<Type> types() {
        return areas.stream().flatMap(area -> area.types().stream());
    }

    public Stream<Operation> operations() {
        return areas.stream().flatMap(area -> area.operations().stream());
    }

    /** The type as it is written there, an alias too; null where there is none. */
    public Type declared(TypeExpr.Ref ref) {
        return types.get(ref);
    }

    /** The type that this name stands for; null where it leads nowhere. */
    public Type find(TypeExpr.Ref ref) {
        Type type = types.get(ref);
        for (int steps = 0; type instanceof Type.Alias alias; steps++) {
            type = steps < types.size() ? types.get(alias.target()) : null;
        }
        return type;
    }

    /** The type that this name stands for, where it is known to be of that kind. */
    public <T extends Type> T find(TypeExpr.Ref ref, Class<T> kind) {
        return kind.cast(find(ref));
    }

    /** The named type in this expression, null where it names none. */
    public Type named(TypeExpr expr) {
        return expr instanceof TypeExpr.Ref ref ? find(ref) : null;
    }

    /** The same with aliases followed, and text of known values as plain text. */
    public TypeExpr plain(TypeExpr expr) {
        Type type = named(expr);
        if (type == null) {
            return expr;
        }
        return type instanceof Type.ConstantsType ? TypeExpr.Scalar.STRING : type.ref();
    }

    /** Objects that are a variant: in the order of the union, aliases followed. */
    public List<Type.ObjectType> variants(Type.TaggedUnion union) {
        return Stream.concat(union.variants().stream(), Stream.ofNullable(union.otherwise()))
                .map(this::find)
                .filter(Type.ObjectType.class::isInstance)
                .map(Type.ObjectType.class::cast)
                .distinct()
                .toList();
    }
}
