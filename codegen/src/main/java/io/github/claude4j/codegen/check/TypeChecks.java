package io.github.claude4j.codegen.check;

import io.github.claude4j.codegen.model.Forms;
import io.github.claude4j.codegen.model.References;
import io.github.claude4j.codegen.model.Tags;
import io.github.claude4j.codegen.spec.Area;
import io.github.claude4j.codegen.spec.Field;
import io.github.claude4j.codegen.spec.Field.Flag;
import io.github.claude4j.codegen.spec.Mark;
import io.github.claude4j.codegen.spec.Names;
import io.github.claude4j.codegen.spec.Problems;
import io.github.claude4j.codegen.spec.Spec;
import io.github.claude4j.codegen.spec.Type;
import io.github.claude4j.codegen.spec.TypeExpr;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What types may not be. */
final class TypeChecks {
    private final Spec spec;
    private final Problems problems;

    TypeChecks(Spec spec, Problems problems) {
        this.spec = spec;
        this.problems = problems;
    }

    void check(Type type) {
        if (!type.name().matches("[A-Z]\\w*")) {
            problems.add(type.mark(), type.name() + " is no type name");
        }
        refuse(type.mark(), type instanceof Type.Alias ? null : Names.typeProblem(type.name()));
        if (type instanceof Type.ObjectType object) {
            object(object);
        } else if (type instanceof Type.EnumType words) {
            constants(words, words.values());
            known(words, "betas", words.betas().keySet(), words.values());
            known(words, "retry", words.retries().keySet(), words.values());
        } else if (type instanceof Type.ConstantsType constants) {
            constants(constants, constants.values());
            known(constants, "deprecated", constants.deprecated().keySet(), constants.values());
            List<String> instead = constants.deprecated().values().stream()
                    .map(Type.Deprecation::instead)
                    .filter(Objects::nonNull)
                    .toList();
            known(constants, "instead", instead, constants.values());
            known(constants, "adaptive", constants.adaptive(), constants.values());
        } else if (type instanceof Type.TaggedUnion union) {
            tagged(union);
        } else if (type instanceof Type.ShapeUnion union) {
            if (References.named(union).stream().anyMatch(ref -> spec.find(ref) == null)) {
                return;
            }
            Forms forms = Forms.of(spec, union);
            refuse(union.mark(), forms.problem());
            sameModule(union, forms.object());
        }
    }

    private void known(Type type, String key, Collection<String> named, List<String> values) {
        named.stream()
                .filter(value -> !values.contains(value))
                .forEach(value -> problems.add(type.mark(), key + " names \"" + value + "\", which is no value"));
    }

    private void refuse(Mark at, String problem) {
        if (problem != null) {
            problems.add(at, problem);
        }
    }

    private void object(Type.ObjectType object) {
        Map<String, Field> methods = new HashMap<>();
        for (Field field : object.fields()) {
            refuse(field.mark(), Names.memberProblem(field.java()));
            refuse(field.mark(), unreadable(field.type()));
            method(methods, field.java(), field);
            String one = Names.upperFirst(Names.singular(field.java()));
            TypeExpr expr = spec.plain(field.type());
            if (expr instanceof TypeExpr.ListOf || Forms.blocks(spec, expr) != null) {
                method(methods, "add" + one, field);
            } else if (expr instanceof TypeExpr.MapOf map && !map.free()) {
                method(methods, "put" + one, field);
                if (map.nullable()) {
                    method(methods, "remove" + one, field);
                }
            }
            if (field.is(Flag.DEFAULT_ZERO) && (expr != TypeExpr.Scalar.LONG || !field.optional())) {
                problems.add(field.mark(), "default: 0 is for a long that may be absent");
            }
            if (field.is(Flag.DEFAULT_FALSE) && (expr != TypeExpr.Scalar.BOOLEAN || !field.optional())) {
                problems.add(field.mark(), "default: false is for a boolean that may be absent");
            }
        }
        object.factory().stream()
                .filter(wire ->
                        object.field(wire) == null || !object.field(wire).settable())
                .forEach(wire -> problems.add(object.mark(), "of names \"" + wire + "\", which is no field to set"));
    }

    /** Why no accessor can read this; null where one can. */
    private String unreadable(TypeExpr declared) {
        TypeExpr expr = spec.plain(declared);
        if (expr instanceof TypeExpr.ListOf list) {
            TypeExpr of = spec.plain(list.of());
            boolean known = of instanceof TypeExpr.Ref
                    || of instanceof TypeExpr.Constant
                    || (of instanceof TypeExpr.MapOf map && map.free());
            known |= of == TypeExpr.Scalar.STRING
                    || of == TypeExpr.Scalar.LONG
                    || of == TypeExpr.Scalar.ANY
                    || of == TypeExpr.Scalar.FILE;
            return known && Forms.blocks(spec, of) == null ? null : "nothing reads " + expr;
        }
        if (expr instanceof TypeExpr.MapOf map && !map.free()) {
            TypeExpr of = spec.plain(map.of());
            Type type = spec.named(of);
            boolean known =
                    of == TypeExpr.Scalar.STRING || type instanceof Type.ObjectType || type instanceof Type.TaggedUnion;
            boolean missing = of instanceof TypeExpr.Ref && type == null;
            return known || missing ? null : "nothing reads " + expr;
        }
        return null;
    }

    private void method(Map<String, Field> methods, String name, Field field) {
        Field rival = methods.putIfAbsent(name, field);
        if (rival != null) {
            problems.add(
                    field.mark(),
                    "\"%s\" of %s is taken by %s: give one of them another name with name:"
                            .formatted(name, field.wire(), rival.wire()));
        }
    }

    private void constants(Type type, List<String> values) {
        Set<String> names = new HashSet<>();
        for (String value : values) {
            if (!names.add(Names.constant(value, type.name()))) {
                problems.add(
                        type.mark(),
                        "two values of " + type.name() + " are " + Names.constant(value, type.name()) + " in Java");
            }
        }
    }

    private void tagged(Type.TaggedUnion union) {
        for (TypeExpr.Ref ref : union.variants()) {
            Type variant = spec.find(ref);
            if (variant != null && !(variant instanceof Type.ObjectType)) {
                problems.add(union.mark(), "a variant told apart by fields is an object, and " + ref + " is none");
            }
            sameModule(union, variant);
        }
        Set<Type> seen = new HashSet<>();
        boolean twice =
                union.variants().stream().map(spec::find).anyMatch(variant -> variant != null && !seen.add(variant));
        if (twice) {
            problems.add(union.mark(), "a variant of " + union.name() + " is there twice");
        }
        Tags.of(spec, union).problems().forEach(problem -> problems.add(union.mark(), problem));
    }

    private void sameModule(Type union, Type variant) {
        if (variant != null
                && Area.organization(union.ref().area())
                        != Area.organization(variant.ref().area())) {
            problems.add(
                    union.mark(), variant.ref() + " is of another module and can't be a variant of " + union.name());
        }
    }
}
