package io.github.claude4j.codegen.model;

import io.github.claude4j.codegen.spec.Beta;
import io.github.claude4j.codegen.spec.Field;
import io.github.claude4j.codegen.spec.Problems;
import io.github.claude4j.codegen.spec.Spec;
import io.github.claude4j.codegen.spec.Type;
import io.github.claude4j.codegen.spec.TypeExpr;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds what in a request asks for a beta header, and what an API version refuses.
 *
 * <p>A rule is {@code path=header}, where the header begins after the last {@code =}, or {@code path<version}. A path is
 * names of members between dots. After a name, {@code []} means every element of a list, {@code [tag=value]} those
 * elements, or the object itself, whose {@code tag} is that text, and <code>{value}</code>, at the end only, that the member
 * is that text. The rule holds when anything but null is there.
 */
public final class FieldRules {
    private final Spec spec;
    private final Problems problems;

    /**
     * The rules of a spec.
     *
     * @param problems where to complain about what no path can say
     */
    public FieldRules(Spec spec, Problems problems) {
        this.spec = spec;
        this.problems = problems;
    }

    public FieldRules(Spec spec) {
        this(spec, new Problems());
    }

    /** The rules of these params, but for those whose header is sent anyway. */
    public List<String> of(TypeExpr.Ref params, List<String> always) {
        Type type = spec.find(params);
        return type instanceof Type.ObjectType object
                ? new Walk()
                        .fields(object, always).stream()
                                .map(rule -> rule.substring(1))
                                .toList()
                : List.of();
    }

    /** Rules are relative to where the walk stands: each begins with a dot, a bracket, or the header's equals sign. */
    private final class Walk {
        private final Set<TypeExpr.Ref> inside = new HashSet<>();

        private List<String> fields(Type.ObjectType object, List<String> implied) {
            List<String> rules = new ArrayList<>();
            if (!inside.add(object.ref())) {
                return rules;
            }
            for (Field field : object.fields()) {
                List<String> below = headers(field.beta(), implied);
                if (field.until() != null) {
                    below.add("<" + field.until());
                }
                below.addAll(value(field.type(), with(implied, field.beta())));
                below.forEach(rule -> rules.add("." + field.wire() + rule));
            }
            inside.remove(object.ref());
            return rules;
        }

        private List<String> value(TypeExpr expr, List<String> implied) {
            if (expr instanceof TypeExpr.ListOf list) {
                return list(list, implied);
            }
            if (expr instanceof TypeExpr.MapOf map) {
                List<String> rules = value(map.of(), implied);
                refuse(!rules.isEmpty(), map.of(), "a map");
                return List.of();
            }
            Type type = spec.named(expr);
            if (type == null) {
                return List.of();
            }
            List<String> rules = headers(type.header().beta(), implied);
            rules.addAll(below(type, with(implied, type.header().beta())));
            return rules;
        }

        private List<String> list(TypeExpr.ListOf list, List<String> implied) {
            List<String> rules = new ArrayList<>();
            for (String rule : value(list.of(), implied)) {
                refuse(rule.startsWith("{"), list.of(), "a list");
                rules.add(rule.startsWith("[") ? rule : "[]" + rule);
            }
            return rules;
        }

        private List<String> below(Type type, List<String> implied) {
            if (type instanceof Type.ObjectType object) {
                return fields(object, implied);
            }
            if (type instanceof Type.TaggedUnion union) {
                return variants(union, implied);
            }
            List<String> rules = new ArrayList<>();
            if (type instanceof Type.ShapeUnion union) {
                union.forms().forEach(form -> rules.addAll(shape(form, implied)));
            } else if (type instanceof Type.EnumType words) {
                words.betas()
                        .forEach((value, header) -> headers(new Beta(List.of(header), false), implied)
                                .forEach(rule -> rules.add("{" + value + "}" + rule)));
            }
            return rules;
        }

        /** What several variants have in common is said once, for all of them. */
        private List<String> variants(Type.TaggedUnion union, List<String> implied) {
            Map<String, List<String>> filters = new LinkedHashMap<>();
            for (Tags.Case each : Tags.of(spec, union).cases()) {
                for (String rule : value(each.variant().ref(), implied)) {
                    refuse(union.by().size() > 1, each.variant().ref(), "a union by several fields");
                    filters.computeIfAbsent(rule, key -> new ArrayList<>())
                            .add("[%s=%s]"
                                    .formatted(union.by().get(0), each.values().get(0)));
                }
            }
            List<String> rules = new ArrayList<>();
            filters.forEach((rule, variants) -> {
                boolean common = rule.startsWith(".") && variants.size() > 1;
                (common ? List.of("[]") : variants).forEach(filter -> rules.add(filter + rule));
            });
            return rules;
        }

        /** Text in the place of an object doesn't count, so the rule looks for a field that the object must have. */
        private List<String> shape(TypeExpr form, List<String> implied) {
            if (!(spec.named(form) instanceof Type.ObjectType object)) {
                return value(form, implied);
            }
            String field = object.fields().stream()
                    .filter(Field::present)
                    .findFirst()
                    .map(Field::wire)
                    .orElse("type");
            Beta beta = object.header().beta();
            List<String> rules = new ArrayList<>();
            headers(beta, implied).forEach(rule -> rules.add("." + field + rule));
            rules.addAll(fields(object, with(implied, beta)));
            return rules;
        }
    }

    private static List<String> headers(Beta beta, List<String> implied) {
        return beta.headers().stream()
                .filter(header -> !implied.contains(header))
                .map(header -> "=" + header)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static List<String> with(List<String> implied, Beta beta) {
        return Stream.concat(implied.stream(), beta.headers().stream()).toList();
    }

    private void refuse(boolean wrong, TypeExpr expr, String where) {
        Type type = spec.named(expr);
        if (wrong && type != null) {
            problems.add(type.mark(), type.name() + " asks for a header inside " + where + ": no rule can say that");
        }
    }
}
