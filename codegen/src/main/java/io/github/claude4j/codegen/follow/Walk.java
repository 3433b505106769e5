package io.github.claude4j.codegen.follow;

import io.github.claude4j.codegen.follow.Finding.Kind;
import io.github.claude4j.codegen.model.Forms;
import io.github.claude4j.codegen.model.Tags;
import io.github.claude4j.codegen.official.Official;
import io.github.claude4j.codegen.official.TsType;
import io.github.claude4j.codegen.official.TsType.Member;
import io.github.claude4j.codegen.spec.Field;
import io.github.claude4j.codegen.spec.Spec;
import io.github.claude4j.codegen.spec.Type;
import io.github.claude4j.codegen.spec.TypeExpr;
import io.github.claude4j.codegen.spec.TypeExpr.Scalar;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Goes through a type of the clients and the type of the spec that stands for it side by side. */
final class Walk {
    private static final Set<Scalar> TOLD_BY_JAVA =
            Set.of(Scalar.LONG, Scalar.DOUBLE, Scalar.DATE_TIME, Scalar.DATE, Scalar.STRING);

    /** The parameter for which null says the same as leaving it out, whatever the clients allow. */
    static final String FIRST_WHEN_NULL = "page";

    /** Where the walk stands: in the spec, and by the names that the clients have. */
    private record Place(String spec, String owner, String wire) {}

    private record Pair(TsType official, Type type) {}

    private final Spec spec;
    private final Official official;
    private final Findings findings;
    private final Set<Pair> done = new HashSet<>();

    Walk(Spec spec, Official official, Findings findings) {
        this.spec = spec;
        this.official = official;
        this.findings = findings;
    }

    /** Compares what is no field of anything: what an operation takes or gives, but for these members. */
    void compare(TsType theirs, TypeExpr.Ref ours, Set<String> without, String place) {
        Type type = spec.find(ours);
        Official.Declared declared = official.resolve(theirs, "");
        if (declared.type() instanceof TsType.ObjectOf object && type instanceof Type.ObjectType target) {
            object(declared.name(), object, target, without);
        } else {
            value(theirs, ours, new Place(place, declared.name(), ""));
        }
    }

    private void value(TsType theirs, TypeExpr ours, Place place) {
        List<TsType> forms =
                official.forms(theirs).stream().filter(form -> !isNothing(form)).toList();
        if (ours instanceof TypeExpr.Ref ref) {
            named(theirs, forms, spec.find(ref), place);
        } else if (ours instanceof TypeExpr.ListOf list) {
            forms.forEach(form -> {
                if (form instanceof TsType.ListOf each) {
                    value(each.of(), list.of(), place);
                }
            });
        } else if (ours instanceof TypeExpr.MapOf map && !map.free()) {
            forms.forEach(form -> {
                if (form instanceof TsType.MapOf each) {
                    boolean nullable = official.forms(each.of()).stream().anyMatch(Walk::isNothing);
                    look(nullable && !map.nullable(), place.spec(), "takes null for an entry that is to go");
                    value(each.of(), map.of(), place);
                }
            });
        } else if (ours instanceof TypeExpr.Constant constant) {
            forms.stream()
                    .filter(form -> form instanceof TsType.Literal literal
                            && literal.text()
                            && !literal.value().equals(constant.value()))
                    .forEach(form -> findings.add(Finding.look(
                            place.spec(), "is " + ours + ", and \"" + ((TsType.Literal) form).value() + "\" too")));
        } else if (TOLD_BY_JAVA.contains(ours) && forms.size() == 1 && forms.get(0) instanceof TsType.Plain) {
            Scalar told = official.kind(place.owner(), place.wire());
            if (told != null && told != ours) {
                findings.add(Finding.look(place.spec(), "is " + ours + ", which the Java client has as " + told));
            }
        }
    }

    private void named(TsType theirs, List<TsType> forms, Type type, Place place) {
        if (!done.add(new Pair(theirs, type))) {
            return;
        }
        findings.matched(official.declared(theirs), type.ref());
        if (type instanceof Type.ObjectType target) {
            forms.forEach(form -> {
                Official.Declared declared = official.resolve(form, place.owner());
                if (declared.type() instanceof TsType.ObjectOf object) {
                    object(declared.name(), object, target, Set.of());
                }
            });
        } else if (type instanceof Type.EnumType words) {
            words(forms, type, words.values());
        } else if (type instanceof Type.ConstantsType constants) {
            words(forms, type, constants.values());
        } else if (type instanceof Type.TaggedUnion union) {
            forms.forEach(form -> variant(form, union, place));
        } else if (type instanceof Type.ShapeUnion union) {
            shape(forms, union, place);
        }
    }

    private void words(List<TsType> forms, Type type, List<String> known) {
        for (TsType form : forms) {
            if (form instanceof TsType.Literal literal) {
                findings.saw(type, literal.value());
                if (!known.contains(literal.value())) {
                    findings.add(Finding.of(Kind.WORD, type.ref().toString(), literal.value(), type, literal, null));
                }
            }
        }
    }

    private void variant(TsType form, Type.TaggedUnion union, Place place) {
        Official.Declared declared = official.resolve(form, place.owner());
        if (!(declared.type() instanceof TsType.ObjectOf object)) {
            return;
        }
        Type.ObjectType variant = find(official.members(object), union);
        if (variant == null) {
            // Details of an error that say nothing but its code have no type in the spec.
            if (object.members().size() > 1 || !union.by().contains("error_code")) {
                findings.add(
                        Finding.of(Kind.VARIANT, union.ref().toString(), declared.name(), union, form, place.owner()));
            }
            return;
        }
        findings.saw(union, variant.ref().toString());
        findings.matched(official.declared(form), variant.ref());
        object(declared.name(), object, variant, Set.of());
    }

    /** The variant with the tags of these members; where several have them, the first that has no other tags. */
    private Type.ObjectType find(Map<String, Member> members, Type.TaggedUnion union) {
        Tags tags = Tags.of(spec, union);
        for (List<Tags.Case> cases : List.of(tags.cases(), tags.fallbacks())) {
            for (Tags.Case each : cases) {
                boolean fits = true;
                for (int i = 0; i < union.by().size(); i++) {
                    String value = each.values().get(i);
                    Member member = members.get(union.by().get(i));
                    fits &= value == null ? member == null || !tagged(member) : member != null && has(member, value);
                }
                if (fits) {
                    return each.variant();
                }
            }
        }
        return members.containsKey(union.by().get(0)) ? null : tags.absent();
    }

    private boolean tagged(Member member) {
        return official.forms(member.type()).stream().anyMatch(TsType.Literal.class::isInstance);
    }

    private boolean has(Member member, String value) {
        return official.forms(member.type()).stream()
                .anyMatch(form -> form instanceof TsType.Literal literal
                        && literal.value().equals(value));
    }

    private void shape(List<TsType> forms, Type.ShapeUnion union, Place place) {
        Forms known = Forms.of(spec, union);
        for (TsType form : forms) {
            TsType plain = official.resolve(form, "").type();
            if (plain instanceof TsType.Literal literal) {
                known.words().forEach(words -> words(List.of(literal), words, words.values()));
            } else if (plain instanceof TsType.ListOf list && known.items() != null) {
                value(list.of(), known.items(), place);
            } else if (plain instanceof TsType.ObjectOf && known.object() != null) {
                named(form, List.of(form), known.object(), place);
            } else if (plain instanceof TsType.ListOf || plain instanceof TsType.ObjectOf) {
                findings.add(Finding.look(union.ref().toString(), "has a form that the spec does not know"));
            }
        }
    }

    private void object(String name, TsType.ObjectOf object, Type.ObjectType type, Set<String> without) {
        if (!done.add(new Pair(object, type))) {
            return;
        }
        findings.saw(type, "");
        official.members(object).forEach((wire, member) -> {
            if (without.contains(wire) || member.header()) {
                return;
            }
            findings.saw(type, wire);
            Field field = type.field(wire);
            String place = type.ref() + "." + wire;
            if (field == null) {
                findings.add(new Finding(
                        Kind.FIELD, type.ref().toString(), wire, type, member.type(), name, member.optional(), null));
                return;
            }
            boolean nullable = official.forms(member.type()).stream().anyMatch(Walk::isNothing);
            look(member.optional() && !field.optional(), place, "may be absent");
            look(nullable && !field.nullable() && !wire.equals(FIRST_WHEN_NULL), place, "may be null");
            look(member.deprecated() && !field.is(Field.Flag.DEPRECATED), place, "is deprecated");
            value(member.type(), field.type(), new Place(place, name, wire));
        });
    }

    private void look(boolean wrong, String place, String what) {
        if (wrong) {
            findings.add(Finding.look(place, what));
        }
    }

    static boolean isNothing(TsType form) {
        return form instanceof TsType.Plain plain && Set.of("null", "undefined").contains(plain.name());
    }
}
