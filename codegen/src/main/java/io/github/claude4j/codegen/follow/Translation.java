package io.github.claude4j.codegen.follow;

import io.github.claude4j.codegen.official.Official;
import io.github.claude4j.codegen.official.TsType;
import io.github.claude4j.codegen.official.TsType.Member;
import io.github.claude4j.codegen.official.TsType.Named;
import io.github.claude4j.codegen.spec.Names;
import io.github.claude4j.codegen.spec.Spec;
import io.github.claude4j.codegen.spec.TypeExpr;
import io.github.claude4j.codegen.spec.TypeExpr.Scalar;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Says in the notation of the spec what a type of the clients is, and writes the types that this needs. */
final class Translation {
    static final String DOC = "'?'";
    private static final String OR_NULL = " | null";

    private final Spec spec;
    private final Official official;
    private final Findings findings;
    private final Proposals proposals;
    private final Map<Named, TypeExpr.Ref> written = new HashMap<>();

    Translation(Spec spec, Official official, Findings findings, Proposals proposals) {
        this.spec = spec;
        this.official = official;
        this.findings = findings;
        this.proposals = proposals;
    }

    /**
     * The expression for what a field holds, with {@code | null} where it may.
     *
     * @param area the area that it is written in
     * @param owner the name that the clients have for the type with the field; it names what has no name itself
     */
    String expression(TsType type, String area, String owner, String wire) {
        List<TsType> all = official.forms(type);
        List<TsType> forms = all.stream().filter(form -> !Walk.isNothing(form)).toList();
        boolean nullable = forms.size() < all.size() && !wire.equals(Walk.FIRST_WHEN_NULL);
        return single(type, forms, area, owner, wire) + (nullable ? OR_NULL : "");
    }

    private String single(TsType type, List<TsType> forms, String area, String owner, String wire) {
        TypeExpr.Ref known = known(type);
        if (known != null) {
            return name(known, area);
        }
        boolean words = forms.stream().allMatch(form -> form instanceof TsType.Literal || isText(form))
                && forms.stream().filter(TsType.Literal.class::isInstance).count() > (isText(forms.get(0)) ? 0 : 1);
        boolean flag = forms.stream().allMatch(form -> form instanceof TsType.Literal literal && !literal.text());
        if (forms.isEmpty()) {
            return "any";
        }
        if (flag) {
            return "boolean";
        }
        if (words || forms.size() > 1) {
            String name = type instanceof Named named ? named.name() : owner + Names.pascal(wire);
            return name(declare(type, forms, name, area), area);
        }
        TsType form = forms.get(0);
        if (form instanceof TsType.Literal literal) {
            return '"' + literal.value() + '"';
        }
        if (form instanceof TsType.ListOf list) {
            return "[" + expression(list.of(), area, owner, wire) + "]";
        }
        if (form instanceof TsType.MapOf map) {
            return "{" + expression(map.of(), area, owner, wire) + "}";
        }
        if (form instanceof TsType.Plain plain) {
            return scalar(plain.name(), owner, wire);
        }
        Official.Declared declared = official.resolve(form, owner + Names.pascal(wire));
        if (declared.type() instanceof TsType.ObjectOf) {
            return name(declare(form, forms, declared.name(), area), area);
        }
        return form instanceof Named named && named.name().endsWith("Uploadable") ? "file" : "any";
    }

    private static boolean isText(TsType form) {
        return form instanceof TsType.Plain plain && plain.name().equals("string");
    }

    private String scalar(String plain, String owner, String wire) {
        Scalar told = official.kind(owner, wire);
        if (plain.equals("number")) {
            if (told != Scalar.LONG && told != Scalar.DOUBLE) {
                proposals.decide("`" + shortName(owner) + "." + wire + "`: a whole number (long) or not (double)?");
                return "long";
            }
            return told.toString();
        }
        if (plain.equals("string")) {
            return told == Scalar.DATE || told == Scalar.DATE_TIME ? told.toString() : "string";
        }
        return plain.equals("boolean") ? "boolean" : "any";
    }

    private TypeExpr.Ref known(TsType type) {
        Named declared = official.declared(type);
        TypeExpr.Ref ref = written.get(declared);
        return ref != null || declared == null ? ref : findings.match(declared);
    }

    private static String name(TypeExpr.Ref ref, String area) {
        String file = ref.area().substring(ref.area().lastIndexOf('/') + 1);
        return ref.area().equals(area) ? ref.name() : file + "." + ref.name();
    }

    /** Writes a type that the spec does not have, unless one of that name is there already. */
    private TypeExpr.Ref declare(TsType type, List<TsType> forms, String name, String area) {
        TypeExpr.Ref ref = new TypeExpr.Ref(area, shortName(name));
        Named declared = official.declared(type);
        if (declared != null) {
            written.put(declared, ref);
        }
        if (spec.declared(ref) != null) {
            proposals.decide("`" + ref + "` is taken for the clients' " + name + ": is it the same?");
            return ref;
        }
        TypeExpr.Ref same = proposals.type(ref, body(forms, name, area));
        if (declared != null) {
            written.put(declared, same);
        }
        return same;
    }

    /** The type for a variant of a union. */
    TypeExpr.Ref variant(TsType form, String name, String area) {
        TypeExpr.Ref known = known(form);
        return known != null ? known : declare(form, List.of(form), name, area);
    }

    /** The type for the params of an operation, but for these members; the name of it, or null where nothing is left. */
    String params(TsType type, String area, Set<String> without, Set<String> query) {
        Official.Declared declared = official.resolve(type, "Params");
        if (!(declared.type() instanceof TsType.ObjectOf object)) {
            return null;
        }
        Map<String, Member> members = official.members(object);
        members.values().removeIf(member -> without.contains(member.name()) || member.header());
        if (members.isEmpty()) {
            return null;
        }
        String name = shortName(declared.name());
        List<String> lines = new ArrayList<>(List.of("doc: " + DOC, "fields:"));
        members.values().forEach(member -> lines.add("  " + field(member, area, declared.name(), query)));
        return proposals.type(new TypeExpr.Ref(area, name), lines).name();
    }

    private List<String> body(List<TsType> forms, String name, String area) {
        List<String> lines = new ArrayList<>(List.of("doc: " + DOC));
        boolean words = forms.stream().allMatch(form -> form instanceof TsType.Literal || isText(form));
        if (words) {
            List<String> values = forms.stream()
                    .filter(TsType.Literal.class::isInstance)
                    .map(form -> Text.quoted(((TsType.Literal) form).value()))
                    .toList();
            lines.add("enum: [" + String.join(", ", values) + "]");
        } else if (forms.size() == 1 && official.resolve(forms.get(0), name).type() instanceof TsType.ObjectOf object) {
            lines.add("fields:");
            official.members(object).values().stream()
                    .filter(member -> !member.header())
                    .forEach(member -> lines.add("  " + field(member, area, name, Set.of())));
            if (object.rest() != null) {
                lines.add("  \"*\": any");
            }
        } else {
            lines.addAll(union(forms, name, area));
        }
        return lines;
    }

    private List<String> union(List<TsType> forms, String name, String area) {
        List<String> lines = new ArrayList<>();
        String by = tag(forms);
        if (by != null) {
            lines.add("by: " + by);
        } else if (forms.stream()
                        .filter(form -> official.resolve(form, "").type() instanceof TsType.ObjectOf)
                        .count()
                > 1) {
            proposals.decide("`" + shortName(name) + "`: how are its forms told apart?");
        }
        List<String> names = new ArrayList<>();
        for (TsType form : forms) {
            Official.Declared declared = official.resolve(form, name);
            names.add(
                    declared.type() instanceof TsType.ObjectOf
                            ? name(variant(form, declared.name(), area), area)
                            : Text.quoted(single(form, List.of(form), area, name, "item")));
        }
        lines.add("union: [" + String.join(", ", names) + "]");
        return lines;
    }

    /** The member that is another constant in each of these objects; null where there is none. */
    private String tag(List<TsType> forms) {
        for (String candidate : List.of("type", "error_code", "kind", "name")) {
            boolean all = forms.stream()
                    .allMatch(form -> official.resolve(form, "").type() instanceof TsType.ObjectOf object
                            && object.members().stream()
                                    .anyMatch(member -> member.name().equals(candidate)
                                            && official.forms(member.type()).stream()
                                                    .allMatch(TsType.Literal.class::isInstance)));
            if (all) {
                return candidate;
            }
        }
        return null;
    }

    /** A line for a field. */
    String field(Member member, String area, String owner, Set<String> query) {
        String type = Text.quoted(expression(member.type(), area, owner, member.name()));
        String name = Text.quoted(member.name() + (member.optional() ? "?" : "")) + ": ";
        if (type.startsWith("'\"")) {
            return name + type;
        }
        String comparison = Names.comparison(member.name());
        return name + "{type: " + type + (member.deprecated() ? ", deprecated: true" : "")
                + (query.contains(member.name()) ? ", in: query" : "")
                + (comparison == null ? "" : ", name: " + comparison)
                + ", doc: " + DOC + "}";
    }

    /** The name that the spec would have: without prefixes, and abbreviations as words. */
    static String shortName(String official) {
        String name = official.replaceFirst("^.*API\\.", "").replace(".", "").replaceFirst("^Beta", "");
        name = name.replaceFirst("^ManagedAgents(?=[A-Z])", "");
        StringBuilder words = new StringBuilder();
        for (int i = 0; i < name.length(); i++) {
            boolean inside = i > 0 && Character.isUpperCase(name.charAt(i - 1));
            boolean last = i + 1 == name.length() || !Character.isLowerCase(name.charAt(i + 1));
            words.append(inside && last ? Character.toLowerCase(name.charAt(i)) : name.charAt(i));
        }
        return words.toString();
    }
}
