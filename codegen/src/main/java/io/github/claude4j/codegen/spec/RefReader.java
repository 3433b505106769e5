package io.github.claude4j.codegen.spec;

import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Reads type expressions, as seen from one area. */
final class RefReader {
    private static final Map<String, TypeExpr.Scalar> SCALARS = Arrays.stream(TypeExpr.Scalar.values())
            .collect(Collectors.toMap(TypeExpr.Scalar::toString, Function.identity()));

    static final String OR_NULL = " | null";

    private final String area;
    private final Set<String> areas;

    RefReader(String area, Set<String> areas) {
        this.area = area;
        this.areas = areas;
    }

    String area() {
        return area;
    }

    /** What {@code [T]}, {@code {T}}, {@code {T | null}}, {@code "x"}, {@code string} and {@code area.Name} stand for. */
    TypeExpr expr(Yaml at, String text) {
        String inner = text.length() < 2 ? "" : text.substring(1, text.length() - 1);
        if (text.startsWith("[") && text.endsWith("]")) {
            return new TypeExpr.ListOf(expr(at, inner));
        }
        if (text.startsWith("{") && text.endsWith("}")) {
            boolean nullable = inner.endsWith(OR_NULL);
            return new TypeExpr.MapOf(
                    expr(at, nullable ? inner.substring(0, inner.length() - OR_NULL.length()) : inner), nullable);
        }
        if (text.length() > 2 && text.startsWith("\"") && text.endsWith("\"")) {
            return new TypeExpr.Constant(inner);
        }
        TypeExpr.Scalar scalar = SCALARS.get(text);
        return scalar != null ? scalar : ref(at, text);
    }

    /** A type by its name, or by area and name; areas of the organization come first there. */
    TypeExpr.Ref ref(Yaml at, String text) {
        if (!text.matches("([a-z]+\\.)?[A-Z]\\w*")) {
            at.problem("\"" + text + "\" is no type");
        }
        int dot = text.indexOf('.');
        if (dot < 0) {
            return new TypeExpr.Ref(area, text);
        }
        String other = text.substring(0, dot);
        String organization = Area.ORGANIZATION + other;
        boolean inside = Area.organization(area) && areas.contains(organization);
        return new TypeExpr.Ref(inside ? organization : other, text.substring(dot + 1));
    }
}
