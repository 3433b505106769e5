package io.github.claude4j.testkit.internal.spec;

/** What a field of the spec may hold. */
public sealed interface TypeExpr {
    /** One of the notation's own types: string, boolean, long, double, date-time, date, any, file, binary. */
    record Primitive(String name) implements TypeExpr {}

    /** Exactly this text. */
    record Constant(String value) implements TypeExpr {}

    record ListOf(TypeExpr item) implements TypeExpr {}

    /**
     * A map by string.
     *
     * @param nullable whether null takes an entry out
     */
    record MapOf(TypeExpr value, boolean nullable) implements TypeExpr {}

    /** A type that the spec describes. */
    record Named(String name) implements TypeExpr {}

    /** How a map says that null takes an entry out. */
    String OR_NULL = " | null";

    static TypeExpr parse(String text) {
        char first = text.charAt(0);
        String inside = text.substring(1, text.length() - 1);
        if (first == '[') {
            return new ListOf(parse(inside));
        }
        if (first == '{') {
            boolean nullable = inside.endsWith(OR_NULL);
            return new MapOf(
                    parse(nullable ? inside.substring(0, inside.length() - OR_NULL.length()) : inside), nullable);
        }
        if (first == '"') {
            return new Constant(inside);
        }
        return text.indexOf('.') < 0 ? new Primitive(text) : new Named(text);
    }
}
