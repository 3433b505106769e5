package io.github.claude4j.codegen.model;

import io.github.claude4j.codegen.spec.Field;
import io.github.claude4j.codegen.spec.Spec;
import io.github.claude4j.codegen.spec.Type;
import io.github.claude4j.codegen.spec.TypeExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How the variants of a union are told apart.
 *
 * @param cases one for every combination of values, in the order of the variants
 * @param fallbacks variants that lack one of the fields: taken when the others match and no case does
 * @param absent the variant for objects without the field; null if there is none
 * @param problems why they can't be told apart
 */
public record Tags(List<Case> cases, List<Case> fallbacks, Type.ObjectType absent, List<String> problems) {
    /**
     * What a variant is told by.
     *
     * @param values one for every field of the union; null in a fallback where the variant lacks the field
     */
    public record Case(List<String> values, Type.ObjectType variant) {}

    public static Tags of(Spec spec, Type.TaggedUnion union) {
        Tags tags = new Tags(new ArrayList<>(), new ArrayList<>(), absent(spec, union), new ArrayList<>());
        for (Type.ObjectType variant : spec.variants(union)) {
            List<List<String>> values = List.of(List.of());
            for (String by : union.by()) {
                values = combine(values, values(spec, variant.field(by)));
            }
            for (List<String> each : values) {
                tags.add(new Case(each, variant), union);
            }
        }
        if (union.otherwise() == null && optional(spec, union).size() > 1) {
            tags.problems.add(
                    union.by().get(0) + " may be absent in more than one variant: say else, or given: server");
        }
        return tags;
    }

    private void add(Case added, Type.TaggedUnion union) {
        boolean complete = !added.values().contains(null);
        List<Case> rivals = complete ? cases : fallbacks;
        if (!complete && union.by().size() == 1) {
            if (!added.variant().equals(absent)) {
                problems.add(added.variant().name() + " has no constant in "
                        + union.by().get(0));
            }
            return;
        }
        for (Case rival : rivals) {
            if (rival.values().equals(added.values())) {
                problems.add("%s and %s both have %s"
                        .formatted(
                                rival.variant().name(), added.variant().name(), describe(union.by(), added.values())));
            }
        }
        rivals.add(added);
    }

    private static String describe(List<String> by, List<String> values) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < by.size(); i++) {
            if (values.get(i) != null) {
                parts.add(by.get(i) + ": " + values.get(i));
            }
        }
        return parts.isEmpty() ? "no constant" : String.join(", ", parts);
    }

    /** The variant to take where the field is absent: the one named for it, else the only one that may lack it. */
    private static Type.ObjectType absent(Spec spec, Type.TaggedUnion union) {
        if (union.otherwise() != null) {
            return spec.find(union.otherwise()) instanceof Type.ObjectType object ? object : null;
        }
        List<Type.ObjectType> optional = optional(spec, union);
        return optional.size() == 1 ? optional.get(0) : null;
    }

    private static List<Type.ObjectType> optional(Spec spec, Type.TaggedUnion union) {
        return spec.variants(union).stream()
                .filter(variant -> {
                    Field field = variant.field(union.by().get(0));
                    return union.by().size() == 1 && field != null && field.constant() && !field.present();
                })
                .toList();
    }

    /** The values that a field may have as a tag; one null where it is none. */
    static List<String> values(Spec spec, Field field) {
        List<String> none = new ArrayList<>();
        none.add(null);
        if (field == null) {
            return none;
        }
        if (field.type() instanceof TypeExpr.Constant constant) {
            return List.of(constant.value());
        }
        return spec.named(field.type()) instanceof Type.EnumType words ? words.values() : none;
    }

    private static List<List<String>> combine(List<List<String>> heads, List<String> tails) {
        List<List<String>> all = new ArrayList<>();
        for (List<String> head : heads) {
            for (String tail : tails) {
                List<String> next = new ArrayList<>(head);
                next.add(tail);
                all.add(next);
            }
        }
        return all;
    }

    /** The values of a case as one key, the way the generated switch joins them. */
    public static String key(Case each) {
        return each.values().stream().collect(Collectors.joining("|"));
    }
}
