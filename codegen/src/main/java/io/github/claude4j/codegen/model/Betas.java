package io.github.claude4j.codegen.model;

import io.github.claude4j.codegen.spec.Beta;
import io.github.claude4j.codegen.spec.Operation;
import io.github.claude4j.codegen.spec.Spec;
import io.github.claude4j.codegen.spec.Type;
import io.github.claude4j.codegen.spec.TypeExpr;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/** How the headers that types and fields need come into a request. */
public final class Betas {
    private final Set<TypeExpr.Ref> requested;

    /** The headers that each operation sends anyway which answers with this type. */
    private final Map<TypeExpr.Ref, Set<String>> sent = new HashMap<>();

    /** Looks at what every operation takes and gives. */
    public Betas(Spec spec) {
        requested = References.closure(
                spec, spec.operations().map(Operation::params).filter(Objects::nonNull));
        spec.operations()
                .forEach(operation -> References.closure(
                                spec, operation.types().stream().filter(ref -> !ref.equals(operation.params())))
                        .forEach(ref -> sent.computeIfAbsent(
                                        ref,
                                        key -> new HashSet<>(operation.beta().headers()))
                                .retainAll(operation.beta().headers())));
    }

    /** Whether a request can hold this type, so that the client knows by itself when to send its headers. */
    public boolean isRequested(Type type) {
        return requested.contains(type.ref());
    }

    /** Whether every operation that answers with this type sends the header anyway. */
    public boolean isSent(Type type, String header) {
        return sent.getOrDefault(type.ref(), Set.of()).contains(header);
    }

    /** Every header that something in the spec needs. */
    public static Set<String> needed(Spec spec) {
        Set<String> needed = new TreeSet<>();
        spec.operations().map(Operation::beta).map(Beta::headers).forEach(needed::addAll);
        spec.types().forEach(type -> {
            needed.addAll(type.header().beta().headers());
            if (type instanceof Type.ObjectType object) {
                object.fields().forEach(field -> needed.addAll(field.beta().headers()));
            } else if (type instanceof Type.EnumType words) {
                needed.addAll(words.betas().values());
            }
        });
        return needed;
    }
}
