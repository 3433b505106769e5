package io.github.claude4j.codegen.diff;

import io.github.claude4j.codegen.spec.Beta;
import io.github.claude4j.codegen.spec.Field;
import io.github.claude4j.codegen.spec.Names;
import io.github.claude4j.codegen.spec.Operation;
import io.github.claude4j.codegen.spec.Type;
import io.github.claude4j.codegen.spec.TypeExpr;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What the spec says, as its notation writes it: the words in which two specs are compared and people are told. Docs are not
 * part of it.
 *
 * @param area the area as seen from which types are named; one that is no area gets full names
 * @param names what a type is called
 */
record Notation(String area, UnaryOperator<TypeExpr.Ref> names) {
    String expr(TypeExpr expr) {
        if (expr instanceof TypeExpr.ListOf list) {
            return "[" + expr(list.of()) + "]";
        }
        if (expr instanceof TypeExpr.MapOf map) {
            return "{" + expr(map.of()) + (map.nullable() ? " | null}" : "}");
        }
        if (expr instanceof TypeExpr.Ref ref) {
            TypeExpr.Ref name = names.apply(ref);
            return name.area().equals(area) ? name.name() : name.toString();
        }
        return expr.toString();
    }

    /** A field in one line: {@code note?: string | null, secret: true}. */
    String field(Field field) {
        StringBuilder line = new StringBuilder(field.wire());
        line.append(field.optional() ? "?: " : ": ").append(expr(field.type()));
        line.append(field.nullable() ? " | null" : "");
        field.flags().forEach(flag -> line.append(", " + flag.key() + ": " + flag.value()));
        beta(field.beta()).forEach(beta -> line.append(", beta: " + beta));
        line.append(field.until() == null ? "" : ", until: " + field.until());
        line.append(field.java().equals(Names.camel(field.wire())) ? "" : ", name: " + field.java());
        return line.toString();
    }

    /** What an operation says, by key; what it does not say is left out. */
    Map<String, List<String>> facts(Operation operation) {
        Facts facts = new Facts();
        facts.put("http", operation.verb() + " " + operation.route());
        facts.put("params", ref(operation.params()));
        facts.put("returns", operation.binary() ? "binary" : ref(operation.returns()), operation.nullable());
        facts.put("streams", ref(operation.streams()));
        facts.put("stream_as", operation.streamAs());
        facts.put("jsonl", ref(operation.jsonl()));
        facts.put("pages", operation.pages() == null ? null : operation.pages() + " of " + ref(operation.pageOf()));
        facts.put("multipart", operation.multipart() ? "true" : null);
        String unless = operation.safeUnless() == null ? "safe" : "unless " + operation.safeUnless();
        facts.put("retry", operation.safe() ? unless : null);
        facts.put("beta", beta(operation.beta()));
        facts.put("headers", operation.headers());
        facts.put("error_codes", operation.errorCodes());
        facts.put("implements", operation.interfaces());
        return facts.map;
    }

    /** What a type says but for its fields, by key; what it does not say is left out. */
    Map<String, List<String>> facts(Type type) {
        Facts facts = new Facts();
        facts.put("kind", kind(type));
        if (type instanceof Type.ObjectType object) {
            facts.put("of", String.join(", ", object.factory()));
            facts.put("builder", object.builder());
            facts.put("checked_by", object.checkedBy());
            facts.put("*", object.open() ? "any" : null);
        } else if (type instanceof Type.EnumType words) {
            facts.put("values", words.values());
            facts.put(
                    "betas",
                    words.betas().entrySet().stream()
                            .map(entry -> entry.getKey() + ": " + entry.getValue())
                            .toList());
            facts.put(
                    "retry",
                    words.retries().entrySet().stream()
                            .map(entry -> entry.getKey() + (entry.getValue() ? ": always" : ": never"))
                            .toList());
        } else if (type instanceof Type.ConstantsType constants) {
            facts.put("values", constants.values());
            facts.put(
                    "deprecated",
                    constants.deprecated().entrySet().stream()
                            .map(entry ->
                                    entry.getKey() + ", end " + entry.getValue().end())
                            .toList());
            facts.put("adaptive", constants.adaptive());
        } else if (type instanceof Type.TaggedUnion union) {
            facts.put("by", String.join(", ", union.by()));
            facts.put("variants", union.variants().stream().map(this::expr).toList());
            facts.put("else", ref(union.otherwise()));
        } else if (type instanceof Type.ShapeUnion union) {
            facts.put("forms", union.forms().stream().map(this::expr).toList());
        } else if (type instanceof Type.Alias alias) {
            facts.put("same-as", expr(alias.target()));
        }
        facts.put("beta", beta(type.header().beta()));
        facts.put("implements", type.header().interfaces());
        return facts.map;
    }

    static Map<String, Field> fields(Type type) {
        Map<String, Field> fields = new LinkedHashMap<>();
        if (type instanceof Type.ObjectType object) {
            object.fields().forEach(field -> fields.put(field.wire(), field));
        }
        return fields;
    }

    private static String kind(Type type) {
        if (type instanceof Type.ObjectType) {
            return "object";
        }
        if (type instanceof Type.EnumType) {
            return "enum";
        }
        if (type instanceof Type.ConstantsType) {
            return "constants";
        }
        return type instanceof Type.Alias ? "another name" : "union";
    }

    private String ref(TypeExpr.Ref ref) {
        return ref == null ? null : expr(ref);
    }

    private static List<String> beta(Beta beta) {
        return Stream.concat(beta.headers().stream(), beta.unknown() ? Stream.of("true") : Stream.empty())
                .toList();
    }

    private static final class Facts {
        private final Map<String, List<String>> map = new LinkedHashMap<>();

        void put(String key, String value) {
            put(key, value == null || value.isEmpty() ? List.of() : List.of(value));
        }

        void put(String key, String value, boolean nullable) {
            put(key, value != null && nullable ? value + " | null" : value);
        }

        void put(String key, List<String> values) {
            if (!values.isEmpty()) {
                map.put(key, new ArrayList<>(values));
            }
        }
    }
}
