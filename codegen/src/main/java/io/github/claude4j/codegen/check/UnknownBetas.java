package io.github.claude4j.codegen.check;

import io.github.claude4j.codegen.spec.Spec;
import io.github.claude4j.codegen.spec.Type;
import java.util.TreeSet;

/** Lists what is beta without our knowing the header, so that one that becomes known gets filled in. */
public final class UnknownBetas {
    private UnknownBetas() {}

    /** Operations, types and fields, one a line. */
    public static String list(Spec spec) {
        TreeSet<String> lines = new TreeSet<>();
        spec.operations()
                .filter(operation -> operation.beta().unknown())
                .forEach(operation -> lines.add(operation.name() + "()"));
        spec.types().forEach(type -> {
            if (type.header().beta().unknown()) {
                lines.add(type.ref().toString());
            }
            if (type instanceof Type.ObjectType object) {
                object.fields().stream()
                        .filter(field -> field.beta().unknown())
                        .forEach(field -> lines.add(type.ref() + "." + field.wire()));
            }
        });
        return String.join("\n", lines) + "\n";
    }
}
