package io.github.claude4j.codegen.spec;

import java.util.List;
import java.util.Map;

/** A named type of the spec. */
public sealed interface Type {
    Header header();

    default TypeExpr.Ref ref() {
        return header().ref();
    }

    default String name() {
        return header().ref().name();
    }

    default Mark mark() {
        return header().mark();
    }

    /**
     * What every type has.
     *
     * @param root whether it is wanted although nothing refers to it
     */
    record Header(Mark mark, TypeExpr.Ref ref, String doc, Beta beta, boolean root, List<String> interfaces) {}

    /**
     * An object with named fields.
     *
     * @param open whether it takes members beside its fields
     * @param factory the fields that a static factory takes
     * @param builder a hand-written interface for its builder, or null
     * @param checkedBy a hand-written class that looks at what was built, or null
     */
    record ObjectType(
            Header header, List<Field> fields, boolean open, List<String> factory, String builder, String checkedBy)
            implements Type {
        public Field field(String wire) {
            return fields.stream()
                    .filter(field -> field.wire().equals(wire))
                    .findFirst()
                    .orElse(null);
        }
    }

    /**
     * Words of the API; more may come.
     *
     * @param betas the headers that words need
     * @param retries words of errors that decide alone whether a request may be repeated
     */
    record EnumType(Header header, List<String> values, Map<String, String> betas, Map<String, Boolean> retries)
            implements Type {}

    /**
     * Text of which some values are known; in Java a String.
     *
     * @param adaptive the models that should think as much as they find right, and not by a budget
     */
    record ConstantsType(Header header, List<String> values, Map<String, Deprecation> deprecated, List<String> adaptive)
            implements Type {}

    /**
     * How a value goes.
     *
     * @param since the day from which it is deprecated, or null
     * @param end the last day
     * @param instead the value that takes its place, or null
     */
    record Deprecation(String since, String end, String instead) {}

    /** Objects told apart by fields. */
    record TaggedUnion(Header header, List<String> by, List<TypeExpr.Ref> variants, TypeExpr.Ref otherwise)
            implements Type {}

    /** Values told apart by their JSON shape. */
    record ShapeUnion(Header header, List<TypeExpr> forms) implements Type {}

    /** Another name of a type. */
    record Alias(Header header, TypeExpr.Ref target) implements Type {}
}
