package io.github.claude4j.codegen.write;

import io.github.claude4j.codegen.spec.Names;
import io.github.claude4j.codegen.spec.Type;
import java.util.List;

/** Writes the class of an enum, and the one of constants. */
final class EnumWriter {
    private EnumWriter() {}

    static JavaFile words(Type.EnumType type, JavaFile file) {
        String name = type.name();
        StringBuilder constants = new StringBuilder();
        StringBuilder cases = new StringBuilder();
        for (String value : type.values()) {
            String constant = Names.constant(value, name);
            constants.append(note(type.betas().get(value)));
            constants.append("public static final %1$s %2$s = new %1$s(%3$s);\n"
                    .formatted(name, constant, JavaFile.quote(value)));
            cases.append("case %s -> %s;\n".formatted(JavaFile.quote(value), constant));
        }
        file.add(Javadoc.of(type, "Words of the API."));
        file.add("public final class %s extends %s {\n".formatted(name, file.use("io.github.claude4j.ApiEnum")));
        file.add(1, constants.toString());
        return file.add("\n")
                .add(1, """
                private %1$s(String value) {
                    super(value);
                }

                /** The word that the API spells like this, known or not. */
                @%2$s
                public static %1$s of(String value) {
                    return switch (value) {
                %3$s        default -> new %1$s(value);
                    };
                }
                """.formatted(
                                name,
                                file.use("com.fasterxml.jackson.annotation.JsonCreator"),
                                cases.toString().indent(8)))
                .add("}\n");
    }

    private static String note(String beta) {
        return beta == null
                ? ""
                : Javadoc.comment(
                        List.of("Beta: needs the header {@code " + beta + "}, which the client sends by itself."));
    }

    static JavaFile constants(Type.ConstantsType type, JavaFile file) {
        StringBuilder constants = new StringBuilder();
        for (String value : type.values()) {
            constants.append("public static final String %s = %s;\n"
                    .formatted(Names.constant(value, type.name()), JavaFile.quote(value)));
        }
        return file.add(Javadoc.of(type, "Text that the API knows."))
                .add("public final class %s {\n".formatted(type.name()))
                .add(1, constants.toString())
                .add("\n")
                .add(1, "private %s() {}".formatted(type.name()))
                .add("}\n");
    }
}
