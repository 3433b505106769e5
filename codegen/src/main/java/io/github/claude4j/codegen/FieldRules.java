package io.github.claude4j.codegen;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds what in a request asks for a beta header, and what an API version refuses.
 *
 * <p>A rule is {@code path=header}, where the header begins after the last {@code =}, or {@code path<version}. A path is
 * names of members between dots. After a name, {@code []} means every element of a list, {@code [tag=value]} those
 * elements, or the object itself, whose {@code tag} is that text, and <code>{value}</code>, at the end only, that the member
 * is that text. The rule holds when anything but null is there.
 */
final class FieldRules {
    private final Spec spec;
    private final Problems problems;

    /**
     * @param problems where to complain about what no path can say
     */
    FieldRules(Spec spec, Problems problems) {
        this.spec = spec;
        this.problems = problems;
    }

    FieldRules(Spec spec) {
        this(spec, new Problems());
    }

    /** The rules of these params, but for those whose header is sent anyway. */
    List<String> of(TypeExpr.Ref params, List<String> always) {
        Walk walk = new Walk();
        if (spec.find(params) instanceof Type.ObjectType object) {
            walk.fields(object, "", List.copyOf(always));
        }
        return List.copyOf(walk.rules);
    }

    private final class Walk {
        private final Set<String> rules = new LinkedHashSet<>();
        private final Set<TypeExpr.Ref> inside = new HashSet<>();

        private void fields(Type.ObjectType object, String path, List<String> implied) {
            if (!inside.add(object.ref())) {
                return;
            }
            for (Field field : object.fields()) {
                String at = (path.isEmpty() ? "" : path + ".") + field.wire();
                if (field.until() != null) {
                    rules.add(at + "<" + field.until());
                }
                value(field.type(), at, rule(at, field.beta().headers(), implied));
            }
            inside.remove(object.ref());
        }

        /** Adds the rules for a value of this type that stands at this path, where these headers are implied. */
        private void value(TypeExpr expr, String path, List<String> implied) {
            if (expr instanceof TypeExpr.ListOf list) {
                value(list.of(), path.endsWith("[]") ? path : path + "[]", implied);
            } else if (expr instanceof TypeExpr.MapOf map) {
                map(map, path, implied);
            } else if (spec.named(expr) != null) {
                Type type = spec.named(expr);
                List<String> now = rule(path, type.header().beta().headers(), implied);
                named(type, path, now);
            }
        }

        private void named(Type type, String path, List<String> implied) {
            if (type instanceof Type.ObjectType object) {
                fields(object, path, implied);
            } else if (type instanceof Type.TaggedUnion union) {
                variants(union, path, implied);
            } else if (type instanceof Type.ShapeUnion union) {
                union.forms().forEach(form -> shape(form, path, implied));
            } else if (type instanceof Type.EnumType words) {
                words.betas().forEach((value, header) -> {
                    refuse(path.endsWith("[]"), words, "a list");
                    rule(path + "{" + value + "}", List.of(header), implied);
                });
            }
        }

        /** No path leads into a map, so nothing there may need a header of its own. */
        private void map(TypeExpr.MapOf map, String path, List<String> implied) {
            Set<String> before = Set.copyOf(rules);
            value(map.of(), path, implied);
            Type type = spec.named(map.of());
            refuse(!rules.equals(before), type, "a map");
        }

        private void refuse(boolean wrong, Type type, String where) {
            if (wrong) {
                problems.add(type.mark(), type.name() + " has a beta of its own inside " + where + ": no rule can say that");
            }
        }

        private void variants(Type.TaggedUnion union, String path, List<String> implied) {
            if (union.by().size() > 1) {
                spec.variants(union)
                        .forEach(variant -> refuse(!variant.header().beta().headers().isEmpty(), variant, "several tags"));
                return;
            }
            for (Tags.Case each : Tags.of(spec, union).cases()) {
                String at = (path.endsWith("[]") ? path.substring(0, path.length() - 2) : path)
                        + "[%s=%s]".formatted(union.by().get(0), each.values().get(0));
                List<String> now = rule(at, each.variant().header().beta().headers(), implied);
                fields(each.variant(), at, now);
            }
        }

        private void shape(TypeExpr form, String path, List<String> implied) {
            boolean object = spec.named(form) instanceof Type.ObjectType;
            List<String> headers = object ? spec.named(form).header().beta().headers() : List.of();
            if (headers.isEmpty() || implied.containsAll(headers)) {
                value(form, path, implied);
                return;
            }
            // Text at the same place doesn't count, so the rule looks for a field that the object must have.
            Type.ObjectType found = (Type.ObjectType) spec.named(form);
            String field = found.fields().stream().filter(Field::present).findFirst().map(Field::wire).orElse("type");
            fields(found, path, rule(path + "." + field, headers, implied));
        }

        /** Adds a rule unless the header is implied; returns what is implied from there on. */
        private List<String> rule(String path, List<String> headers, List<String> implied) {
            List<String> now = new ArrayList<>(implied);
            for (String header : headers) {
                if (!now.contains(header)) {
                    rules.add(path + "=" + header);
                    now.add(header);
                }
            }
            return now;
        }
    }
}
