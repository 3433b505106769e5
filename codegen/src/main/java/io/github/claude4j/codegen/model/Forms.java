package io.github.claude4j.codegen.model;

import io.github.claude4j.codegen.spec.Spec;
import io.github.claude4j.codegen.spec.Type;
import io.github.claude4j.codegen.spec.TypeExpr;
import java.util.ArrayList;
import java.util.List;

/**
 * What a union told apart by shape may be.
 *
 * @param words enums among its forms; text too in JSON
 * @param items what its list holds; null where it is no list
 * @param object the one kind of object, or a union of objects; null where it is none
 * @param problem why its forms can't be told apart, or null
 */
public record Forms(
        boolean text,
        boolean flag,
        boolean integer,
        boolean decimal,
        List<Type.EnumType> words,
        TypeExpr items,
        Type object,
        String problem) {
    public static Forms of(Spec spec, Type.ShapeUnion union) {
        List<TypeExpr> forms = union.forms().stream().map(spec::plain).toList();
        List<TypeExpr> lists = new ArrayList<>();
        List<Type> objects = new ArrayList<>();
        List<Type.EnumType> words = new ArrayList<>();
        boolean text = false;
        String problem = null;
        for (TypeExpr form : forms) {
            Type named = spec.named(form);
            if (form instanceof TypeExpr.ListOf list) {
                lists.add(list.of());
            } else if (named instanceof Type.EnumType word) {
                words.add(word);
            } else if (named instanceof Type.ObjectType || named instanceof Type.TaggedUnion) {
                objects.add(named);
            } else if (form == TypeExpr.Scalar.STRING || form instanceof TypeExpr.Constant) {
                text = true;
            } else if (!List.of(TypeExpr.Scalar.BOOLEAN, TypeExpr.Scalar.LONG, TypeExpr.Scalar.DOUBLE)
                    .contains(form)) {
                problem = "a form " + form + " can't be told apart by shape: say any";
            }
        }
        if (lists.size() > 1 || objects.size() > 1) {
            problem = "more than one kind of list or object can't be told apart by shape: make the objects"
                    + " a union by a field, or say any";
        }
        return new Forms(
                text || !words.isEmpty(),
                forms.contains(TypeExpr.Scalar.BOOLEAN),
                forms.contains(TypeExpr.Scalar.LONG),
                forms.contains(TypeExpr.Scalar.DOUBLE),
                words,
                lists.isEmpty() ? null : spec.plain(lists.get(0)),
                objects.isEmpty() ? null : objects.get(0),
                problem);
    }

    /** Text or a list of blocks, where text alone stands for one text block: the one kind of block, else null. */
    public static Type blocks(Spec spec, TypeExpr expr) {
        if (!(spec.named(expr) instanceof Type.ShapeUnion union)
                || union.forms().size() != 2) {
            return null;
        }
        Forms forms = of(spec, union);
        boolean plain = union.forms().contains(TypeExpr.Scalar.STRING) && forms.items() != null;
        Type block = plain ? spec.named(forms.items()) : null;
        return block instanceof Type.ObjectType || block instanceof Type.TaggedUnion ? block : null;
    }
}
