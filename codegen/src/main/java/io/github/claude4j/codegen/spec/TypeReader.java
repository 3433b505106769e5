package io.github.claude4j.codegen.spec;

import io.github.claude4j.codegen.spec.Field.Flag;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the types of a file. */
final class TypeReader {
    private static final Set<String> KEYS = Set.of(
            "doc",
            "beta",
            "betas",
            "root",
            "of",
            "implements",
            "builder",
            "checked_by",
            "fields",
            "enum",
            "constants",
            "deprecated",
            "adaptive",
            "retry",
            "by",
            "union",
            "else",
            "same-as");
    private static final Set<String> FIELD_KEYS = Set.of(
            "type",
            "doc",
            "default",
            "given",
            "nulls",
            "needed",
            "beta",
            "until",
            "hidden",
            "secret",
            "in",
            "deprecated",
            "by_hand",
            "name");

    private final RefReader refs;

    TypeReader(RefReader refs) {
        this.refs = refs;
    }

    Type type(String name, Yaml yaml) {
        Map<String, Yaml> keys = yaml.map(KEYS);
        Type.Header header = new Type.Header(
                yaml.mark(),
                new TypeExpr.Ref(refs.area(), name),
                SpecReader.doc(keys),
                SpecReader.beta(keys),
                SpecReader.flag(keys, "root"),
                SpecReader.texts(keys, "implements"));
        if (keys.containsKey("fields")) {
            return object(header, keys);
        }
        if (keys.containsKey("enum")) {
            return new Type.EnumType(
                    header, keys.get("enum").texts(), SpecReader.names(keys.get("betas")), retries(keys));
        }
        if (keys.containsKey("constants")) {
            List<String> adaptive =
                    keys.containsKey("adaptive") ? keys.get("adaptive").texts() : List.of();
            return new Type.ConstantsType(header, keys.get("constants").texts(), deprecated(keys), adaptive);
        }
        if (keys.containsKey("union")) {
            return union(header, keys);
        }
        if (keys.containsKey("same-as")) {
            Yaml target = keys.get("same-as");
            return new Type.Alias(header, refs.ref(target, target.text()));
        }
        yaml.problem(name + " has none of fields, enum, constants, union, same-as");
        return new Type.ConstantsType(header, List.of(), Map.of(), List.of());
    }

    /** Whether what failed with these words may be repeated. */
    private static Map<String, Boolean> retries(Map<String, Yaml> keys) {
        Map<String, Boolean> retries = new LinkedHashMap<>();
        if (keys.containsKey("retry")) {
            keys.get("retry").map().forEach((value, yaml) -> {
                String word = yaml.text();
                if (!word.equals("always") && !word.equals("never")) {
                    yaml.problem("retry of a value is \"always\" or \"never\"");
                }
                retries.put(value, word.equals("always"));
            });
        }
        return retries;
    }

    private static Map<String, Type.Deprecation> deprecated(Map<String, Yaml> keys) {
        Map<String, Type.Deprecation> deprecated = new LinkedHashMap<>();
        if (keys.containsKey("deprecated")) {
            keys.get("deprecated").map().forEach((value, yaml) -> {
                Map<String, Yaml> facts = yaml.map(Set.of("since", "end", "instead"));
                if (!facts.containsKey("end")) {
                    yaml.problem("expected {since: DATE, end: DATE, instead: VALUE}, where only end is needed");
                }
                deprecated.put(
                        value,
                        new Type.Deprecation(
                                date(facts.get("since")), date(facts.get("end")), SpecReader.text(facts, "instead")));
            });
        }
        return deprecated;
    }

    private static String date(Yaml yaml) {
        if (yaml == null) {
            return null;
        }
        if (!yaml.text().matches("\\d{4}-\\d{2}-\\d{2}")) {
            yaml.problem("\"" + yaml.text() + "\" is no date: expected YYYY-MM-DD");
        }
        return yaml.text();
    }

    private Type union(Type.Header header, Map<String, Yaml> keys) {
        List<Yaml> forms = keys.get("union").list();
        if (!keys.containsKey("by")) {
            return new Type.ShapeUnion(
                    header,
                    forms.stream().map(form -> refs.expr(form, form.text())).toList());
        }
        Yaml otherwise = keys.get("else");
        return new Type.TaggedUnion(
                header,
                SpecReader.texts(keys, "by"),
                forms.stream().map(form -> refs.ref(form, form.text())).toList(),
                otherwise == null ? null : refs.ref(otherwise, otherwise.text()));
    }

    private Type object(Type.Header header, Map<String, Yaml> keys) {
        List<Field> fields = new ArrayList<>();
        Map<String, Yaml> members = keys.get("fields").map();
        members.forEach((name, yaml) -> {
            if (!name.equals("*")) {
                fields.add(field(name, yaml));
            }
        });
        return new Type.ObjectType(
                header,
                fields,
                members.containsKey("*"),
                SpecReader.texts(keys, "of"),
                SpecReader.text(keys, "builder"),
                SpecReader.text(keys, "checked_by"));
    }

    private Field field(String key, Yaml yaml) {
        boolean optional = key.endsWith("?");
        String wire = optional ? key.substring(0, key.length() - 1) : key;
        if (!wire.matches("\\w+(\\[\\w+])?")) {
            yaml.problem("\"" + key + "\" is no field name");
        }
        Map<String, Yaml> keys = yaml.isMap() ? yaml.map(FIELD_KEYS) : Map.of("type", yaml);
        if (!keys.containsKey("type")) {
            yaml.problem("field " + wire + " has no type");
        }
        String type = keys.containsKey("type") ? keys.get("type").text() : "any";
        boolean nullable = type.endsWith(RefReader.OR_NULL);
        String name = SpecReader.text(keys, "name");
        String comparison = Names.comparison(wire);
        if (name == null && comparison != null) {
            yaml.problem("\"" + wire + "\" needs a Java name: say name: " + comparison);
        }
        return new Field(
                yaml.mark(),
                wire,
                name != null ? name : Names.camel(wire),
                refs.expr(yaml, nullable ? type.substring(0, type.length() - RefReader.OR_NULL.length()) : type),
                optional,
                nullable,
                SpecReader.doc(keys),
                SpecReader.beta(keys),
                SpecReader.text(keys, "until"),
                flags(keys));
    }

    private static Set<Flag> flags(Map<String, Yaml> keys) {
        Set<Flag> flags = EnumSet.noneOf(Flag.class);
        Map<String, String> expected = new LinkedHashMap<>();
        for (Flag flag : Flag.values()) {
            Yaml yaml = keys.get(flag.key());
            if (yaml != null && yaml.text().equals(flag.value())) {
                flags.add(flag);
            } else if (yaml != null) {
                expected.merge(flag.key(), flag.key() + ": " + flag.value(), (one, other) -> one + "\" or \"" + other);
            }
        }
        flags.forEach(flag -> expected.remove(flag.key()));
        expected.forEach((key, words) -> keys.get(key).problem("expected \"" + words + "\""));
        return flags;
    }
}
