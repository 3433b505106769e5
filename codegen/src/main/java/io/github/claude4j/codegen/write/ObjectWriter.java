package io.github.claude4j.codegen.write;

import io.github.claude4j.codegen.spec.Field;
import io.github.claude4j.codegen.spec.Names;
import io.github.claude4j.codegen.spec.Spec;
import io.github.claude4j.codegen.spec.Type;
import io.github.claude4j.codegen.spec.TypeExpr;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the class of an object: a view over its JSON, and the builder. */
final class ObjectWriter {
    private final Interfaces interfaces;
    private final BetaNotes betas;
    private final Type.ObjectType type;
    private final JavaFile file;
    private final AccessorWriter accessors;
    private final SetterWriter setters;
    private final Values values;

    ObjectWriter(Spec spec, Interfaces interfaces, BetaNotes betas, Type.ObjectType type, JavaFile file) {
        this.interfaces = interfaces;
        this.betas = betas;
        this.type = type;
        this.file = file;
        this.accessors = new AccessorWriter(spec, file);
        this.setters = new SetterWriter(spec, file);
        this.values = new Values(spec, file);
    }

    JavaFile write() {
        file.add(Javadoc.of(type, "An object of the API.", betas)).add(head());
        file.add(1, views());
        for (Field field : type.fields()) {
            if (!field.upload() && !field.is(Field.Flag.BY_HAND)) {
                file.add("\n").add(1, accessors.accessor(field, doc(field)));
            }
        }
        file.add("\n")
                .add(1, "/** Builds a {@link %s}. */".formatted(type.name()))
                .add(1, builder());
        return file.add("}\n");
    }

    private String doc(Field field) {
        return Javadoc.of(field, betas.notes(type, field.beta()));
    }

    private String head() {
        String head =
                "public final class %s extends %s".formatted(type.name(), file.use("io.github.claude4j.ApiObject"));
        return JavaFile.clause(head, "implements", interfaces.of(type, file)) + " {\n";
    }

    private String views() {
        String json = file.use("io.github.claude4j.json.JsonObject");
        String creator = file.use("com.fasterxml.jackson.annotation.JsonCreator");
        String presets = presets();
        return """
                private %1$s(%2$s json) {
                    super(json);
                }

                /** A view over this JSON. */
                @%3$s
                public static %1$s of(%2$s json) {
                    return new %1$s(json);
                }
                %4$s
                /** A builder without any field%6$s. */
                public static Builder builder() {
                    return new Builder(%2$s.builder()%5$s);
                }

                /** A builder that begins with the fields of this. */
                public Builder toBuilder() {
                    return new Builder(json().toBuilder());
                }
                """.formatted(
                type.name(), json, creator, factory(), presets, presets.isEmpty() ? "" : " but the constant ones");
    }

    private String presets() {
        return type.fields().stream()
                .filter(Field::preset)
                .map(field -> ".put(%s, %s)".formatted(JavaFile.quote(field.wire()), JavaFile.quote(constant(field))))
                .collect(Collectors.joining());
    }

    private static String constant(Field field) {
        return ((TypeExpr.Constant) field.type()).value();
    }

    /** The factory over the fields that the spec names. JSON alone would be taken for the object itself. */
    private String factory() {
        if (type.factory().isEmpty()) {
            return "";
        }
        List<Field> fields = type.factory().stream().map(type::field).toList();
        String parameters = fields.stream()
                .map(field -> values.overloads(field.type()).get(0).type() + " " + field.java())
                .collect(Collectors.joining(", "));
        boolean json = fields.size() == 1 && fields.get(0).type() instanceof TypeExpr.MapOf map && map.free();
        return """

                /** One with this %5$s. */
                public static %1$s of%4$s(%2$s) {
                    return builder()%3$s.build();
                }
                """.formatted(
                        type.name(),
                        parameters,
                        fields.stream()
                                .map(field -> ".%1$s(%1$s)".formatted(field.java()))
                                .collect(Collectors.joining()),
                        json ? Names.upperFirst(fields.get(0).java()) : "",
                        fields.stream().map(Field::java).collect(Collectors.joining(" and ")));
    }

    private String builder() {
        String json = file.use("io.github.claude4j.json.JsonObject");
        String owner = file.use("io.github.claude4j.ApiObject");
        String required = type.fields().stream()
                .filter(Field::required)
                .map(field -> ", " + JavaFile.quote(field.wire()))
                .collect(Collectors.joining());
        String mixin = type.builder() == null ? "" : " implements " + type.builder() + "<Builder>";
        StringBuilder body = new StringBuilder("""
                private Builder(%s.Builder json) {
                    super(json);
                }
                """.formatted(json));
        for (Field field : type.fields()) {
            if (field.settable()) {
                body.append(setters.setters(field, doc(field), field.nullable() && interfaces.clearable(type)));
            }
        }
        String fields = "build(%s%s)".formatted(JavaFile.quote(type.name()), required);
        body.append("""

                /** The object, once every required field is there%s. */
                public %s build() {
                    return of(%s);
                }
                """.formatted(
                        type.checkedBy() == null ? "" : " and none is certain to be refused",
                        type.name(),
                        type.checkedBy() == null ? fields : "%s.checked(%s)".formatted(type.checkedBy(), fields)));
        return "public static final class Builder extends %s.Builder<Builder>%s {\n".formatted(owner, mixin)
                + body.toString().indent(4) + "}\n";
    }
}
