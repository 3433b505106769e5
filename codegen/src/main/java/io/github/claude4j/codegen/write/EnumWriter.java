package io.github.claude4j.codegen.write;

import io.github.claude4j.codegen.spec.Beta;
import io.github.claude4j.codegen.spec.Names;
import io.github.claude4j.codegen.spec.Type;
import java.util.List;

/** Writes the class of an enum, and the one of constants. */
final class EnumWriter {
    private EnumWriter() {}

    static JavaFile words(Type.EnumType type, BetaNotes betas, JavaFile file) {
        String name = type.name();
        StringBuilder constants = new StringBuilder();
        StringBuilder cases = new StringBuilder();
        for (String value : type.values()) {
            String constant = Names.constant(value, name);
            constants.append(note(type, betas, type.betas().get(value)));
            constants.append("public static final %1$s %2$s = new %1$s(%3$s);\n"
                    .formatted(name, constant, JavaFile.quote(value)));
            cases.append("case %s -> %s;\n".formatted(JavaFile.quote(value), constant));
        }
        file.add(Javadoc.of(type, "Words of the API.", betas));
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
                    return switch (%4$s.requireNonNull(value, "value")) {
                %3$s        default -> new %1$s(value);
                    };
                }
                """.formatted(
                                name,
                                file.use("com.fasterxml.jackson.annotation.JsonCreator"),
                                cases.toString().indent(8),
                                file.use("java.util.Objects")))
                .add(1, retryable(type, file))
                .add("}\n");
    }

    private static String note(Type.EnumType type, BetaNotes betas, String header) {
        return header == null ? "" : Javadoc.comment(betas.notes(type, new Beta(List.of(header), false)));
    }

    private static String retryable(Type.EnumType type, JavaFile file) {
        if (type.retries().isEmpty()) {
            return "";
        }
        String optional = file.use("java.util.Optional");
        StringBuilder cases = new StringBuilder();
        type.retries()
                .forEach((value, again) ->
                        cases.append("case %s -> %s.of(%s);\n".formatted(JavaFile.quote(value), optional, again)));
        return """

                /** Whether a request that failed with it may be sent again; empty where the status decides. */
                public %1$s<Boolean> retryable() {
                    return switch (value()) {
                %2$s        default -> %1$s.empty();
                    };
                }
                """.formatted(optional, cases.toString().indent(8));
    }

    static JavaFile constants(Type.ConstantsType type, BetaNotes betas, JavaFile file) {
        StringBuilder constants = new StringBuilder();
        for (String value : type.values()) {
            constants.append(deprecation(type, value));
            constants.append("public static final String %s = %s;\n"
                    .formatted(Names.constant(value, type.name()), JavaFile.quote(value)));
        }
        return file.add(Javadoc.of(type, "Text that the API knows.", betas))
                .add("public final class %s {\n".formatted(type.name()))
                .add(1, constants.toString())
                .add("\n")
                .add(1, "private %s() {}".formatted(type.name()))
                .add("}\n");
    }

    private static String deprecation(Type.ConstantsType type, String value) {
        Type.Deprecation facts = type.deprecated().get(value);
        if (facts == null) {
            return "";
        }
        String since = facts.since() == null ? "" : "since " + facts.since() + "; ";
        String instead = facts.instead() == null
                ? ""
                : "; use {@link #%s} instead".formatted(Names.constant(facts.instead(), type.name()));
        return Javadoc.comment(List.of(
                        "{@code " + value + "}.", "@deprecated " + since + "the end is " + facts.end() + instead))
                + "@Deprecated\n";
    }
}
