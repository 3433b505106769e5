package io.github.claude4j.codegen.write;

import io.github.claude4j.codegen.model.Tags;
import io.github.claude4j.codegen.spec.Field;
import io.github.claude4j.codegen.spec.Names;
import io.github.claude4j.codegen.spec.Spec;
import io.github.claude4j.codegen.spec.Type;
import io.github.claude4j.codegen.spec.TypeExpr;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the sealed interface of a union told apart by fields. */
final class UnionWriter {
    private final Spec spec;
    private final Interfaces interfaces;
    private final BetaNotes betas;
    private final Type.TaggedUnion type;
    private final JavaFile file;
    private final Tags tags;

    UnionWriter(Spec spec, Interfaces interfaces, BetaNotes betas, Type.TaggedUnion type, JavaFile file) {
        this.spec = spec;
        this.interfaces = interfaces;
        this.betas = betas;
        this.type = type;
        this.file = file;
        this.tags = Tags.of(spec, type);
    }

    JavaFile write() {
        List<String> parents = new ArrayList<>(interfaces.of(type, file));
        parents.add(0, file.use("io.github.claude4j.json.JsonView"));
        List<String> permits = new ArrayList<>();
        spec.variants(type).forEach(variant -> permits.add(file.use(variant.ref())));
        permits.add(type.name() + ".Unknown");
        permits.add(HiddenVariantWriter.NAME);
        file.add(Javadoc.of(
                type, "One of several kinds of object, told apart by " + String.join(", ", type.by()) + ".", betas));
        String head = "public sealed interface %s extends %s".formatted(type.name(), String.join(", ", parents));
        file.add(JavaFile.clause(head, "permits", permits)).add(" {\n");
        file.add(1, of()).add("\n");
        file.add(1, "@Override\n%s json();".formatted(json()));
        for (String tag : readableTags(spec, type)) {
            file.add("\n").add(1, tag(tag));
        }
        return file.add("\n").add(1, unknown()).add("}\n");
    }

    private String json() {
        return file.use("io.github.claude4j.json.JsonObject");
    }

    private String of() {
        boolean single = type.by().size() == 1;
        // A variant may own several tags; the empty one stands for a tag that is absent.
        Map<Type.ObjectType, List<String>> keys = new LinkedHashMap<>();
        tags.cases()
                .forEach(each -> keys.computeIfAbsent(each.variant(), variant -> new ArrayList<>())
                        .add(JavaFile.quote(Tags.key(each))));
        if (single && tags.absent() != null) {
            keys.computeIfAbsent(tags.absent(), variant -> new ArrayList<>()).add("\"\"");
        }
        StringBuilder cases = new StringBuilder();
        keys.forEach((variant, values) -> cases.append(
                "case %s -> %s.of(json);\n".formatted(String.join(", ", values), file.use(variant.ref()))));
        String otherwise = (single ? "" : absent() + fallbacks()) + "new Unknown(json)";
        return """
                /** A view over this JSON, of the class that stands for its kind. */
                @%s
                static %s of(%s json) {
                    return switch (%s) {
                %s        default -> %s;
                    };
                }
                """.formatted(
                        file.use("com.fasterxml.jackson.annotation.JsonCreator"),
                        type.name(),
                        json(),
                        key(),
                        cases.toString().indent(8),
                        otherwise);
    }

    private String key() {
        if (type.by().size() == 1) {
            return "json.get(%s) instanceof String tag ? tag : \"\""
                    .formatted(JavaFile.quote(type.by().get(0)));
        }
        return type.by().stream()
                .map(by -> "json.get(%s)".formatted(JavaFile.quote(by)))
                .collect(Collectors.joining(" + \"|\" + "));
    }

    private String absent() {
        if (tags.absent() == null) {
            return "";
        }
        String test = type.by().stream()
                .map(by -> "json.get(%s) == null".formatted(JavaFile.quote(by)))
                .collect(Collectors.joining(" || "));
        return "%s ? %s.of(json) : ".formatted(test, file.use(tags.absent().ref()));
    }

    private String fallbacks() {
        StringBuilder code = new StringBuilder();
        for (Tags.Case fallback : tags.fallbacks()) {
            List<String> tests = new ArrayList<>();
            for (int i = 0; i < type.by().size(); i++) {
                String value = fallback.values().get(i);
                if (value != null) {
                    tests.add("%s.equals(json.get(%s))"
                            .formatted(
                                    JavaFile.quote(value),
                                    JavaFile.quote(type.by().get(i))));
                }
            }
            code.append("%s ? %s.of(json) : "
                    .formatted(
                            String.join(" && ", tests),
                            file.use(fallback.variant().ref())));
        }
        return code.toString();
    }

    private String tag(String wire) {
        return """
                /** What kind it is: the tag that the variants differ in. */
                default String %s() {
                    return json().string(%s);
                }
                """.formatted(Names.camel(wire), JavaFile.quote(wire));
    }

    /** The tags that every variant gives as plain text, so that the union can give them too. */
    static List<String> readableTags(Spec spec, Type.TaggedUnion union) {
        return union.by().stream()
                .filter(by -> spec.variants(union).stream().allMatch(variant -> {
                    Field field = variant.field(by);
                    boolean text =
                            field != null && (field.constant() || spec.plain(field.type()) == TypeExpr.Scalar.STRING);
                    return text && field.present() && field.java().equals(Names.camel(by));
                }))
                .toList();
    }

    private String unknown() {
        return """
                /** A kind that this version does not know. It keeps everything and goes back unchanged. */
                final class Unknown extends %s implements %s {
                    private Unknown(%s json) {
                        super(json);
                    }
                }
                """.formatted(file.use("io.github.claude4j.ApiObject"), type.name(), json());
    }
}
