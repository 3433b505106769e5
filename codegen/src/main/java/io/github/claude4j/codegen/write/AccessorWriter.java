package io.github.claude4j.codegen.write;

import io.github.claude4j.codegen.model.Forms;
import io.github.claude4j.codegen.spec.Field;
import io.github.claude4j.codegen.spec.Spec;
import io.github.claude4j.codegen.spec.Type;
import io.github.claude4j.codegen.spec.TypeExpr;
import io.github.claude4j.codegen.spec.TypeExpr.ListOf;
import io.github.claude4j.codegen.spec.TypeExpr.MapOf;
import io.github.claude4j.codegen.spec.TypeExpr.Ref;
import io.github.claude4j.codegen.spec.TypeExpr.Scalar;

/** Writes the methods that read the fields of an object. */
final class AccessorWriter {
    /** What an accessor gives, and how it reads that. */
    private record Read(String type, String expression) {}

    private final Spec spec;
    private final JavaFile file;
    private final Values values;

    AccessorWriter(Spec spec, JavaFile file) {
        this.spec = spec;
        this.file = file;
        this.values = new Values(spec, file);
    }

    String accessor(Field field, String doc) {
        Read read = read(field);
        return doc
                + (field.is(Field.Flag.DEPRECATED) ? "@Deprecated\n" : "")
                + """
                public %s %s() {
                    return %s;
                }
                """.formatted(read.type(), field.java(), read.expression());
    }

    private Read read(Field field) {
        String wire = JavaFile.quote(field.wire());
        TypeExpr expr = spec.plain(field.type());
        Type block = Forms.blocks(spec, expr);
        if (block != null) {
            String name = file.use(block.ref());
            return new Read(listOf(name), "textOrList(%s, %s::of)".formatted(wire, name));
        }
        if (expr instanceof ListOf list) {
            return list(list.of(), wire);
        }
        if (expr instanceof MapOf map && !map.free()) {
            return map(map, wire);
        }
        if (field.present()) {
            return plain(expr, wire);
        }
        if (expr == Scalar.LONG && field.is(Field.Flag.DEFAULT_ZERO)) {
            return new Read("long", "count(%s)".formatted(wire));
        }
        boolean flag = expr == Scalar.BOOLEAN && field.is(Field.Flag.DEFAULT_FALSE);
        return flag ? new Read("boolean", "flag(%s)".formatted(wire)) : optional(expr, wire);
    }

    private Read plain(TypeExpr expr, String wire) {
        if (expr instanceof Ref ref) {
            String name = file.use(ref);
            Type type = spec.find(ref);
            String reader = type instanceof Type.EnumType
                    ? "%2$s.of(string(%1$s))"
                    : type instanceof Type.ShapeUnion ? "value(%s, %s::of)" : "object(%s, %s::of)";
            return new Read(name, reader.formatted(wire, name));
        }
        String reader = expr instanceof MapOf
                ? "object(%s)"
                : expr instanceof Scalar scalar
                        ? switch (scalar) {
                            case BOOLEAN -> "bool(%s)";
                            case LONG -> "number(%s)";
                            case DOUBLE -> "decimal(%s)";
                            case DATE_TIME -> "instant(%s)";
                            case DATE -> "date(%s)";
                            case ANY -> "value(%s, value -> value)";
                            case BINARY -> "bytes(%s)";
                            case STRING, FILE -> "string(%s)";
                        }
                        : "string(%s)";
        return new Read(values.overloads(expr).get(0).type(), reader.formatted(wire));
    }

    private Read optional(TypeExpr expr, String wire) {
        if (expr instanceof Ref ref) {
            String name = file.use(ref);
            Type type = spec.find(ref);
            String reader = type instanceof Type.EnumType
                    ? "optionalString(%s).map(%s::of)"
                    : type instanceof Type.ShapeUnion ? "optionalValue(%s, %s::of)" : "optional(%s, %s::of)";
            return new Read(optionalOf(name), reader.formatted(wire, name));
        }
        if (expr instanceof MapOf) {
            return new Read(optionalOf(values.boxed(expr)), "optionalObject(%s)".formatted(wire));
        }
        Scalar scalar = expr instanceof Scalar known ? known : Scalar.STRING;
        String reader = switch (scalar) {
            case BOOLEAN -> "optionalBool(%s)";
            case LONG -> "optionalNumber(%s)";
            case DOUBLE -> "optionalDecimal(%s)";
            case DATE_TIME -> "optionalInstant(%s)";
            case DATE -> "optionalDate(%s)";
            case ANY -> "optionalValue(%s, value -> value)";
            case BINARY -> "optionalBytes(%s)";
            case STRING, FILE -> "optionalString(%s)";
        };
        String type = switch (scalar) {
            case LONG -> file.use("java.util.OptionalLong");
            case DOUBLE -> file.use("java.util.OptionalDouble");
            default -> optionalOf(values.boxed(expr));
        };
        return new Read(type, reader.formatted(wire));
    }

    private Read list(TypeExpr declared, String wire) {
        TypeExpr element = spec.plain(declared);
        String name = values.boxed(element);
        String reader = "strings(%s)";
        if (element instanceof Ref ref) {
            Type type = spec.find(ref);
            reader = type instanceof Type.EnumType
                    ? "texts(%s, %s::of)"
                    : type instanceof Type.ShapeUnion ? "values(%s, %s::of)" : "list(%s, %s::of)";
        } else if (element instanceof MapOf) {
            reader = "list(%s, object -> object)";
        } else if (element == Scalar.ANY) {
            reader = "values(%s, value -> value)";
        } else if (element == Scalar.LONG) {
            reader = "numbers(%s)";
        }
        return new Read(listOf(name), reader.formatted(wire, name));
    }

    private Read map(MapOf map, String wire) {
        TypeExpr value = spec.plain(map.of());
        String name = values.boxed(value);
        String nulls = map.nullable() ? "WithoutNulls" : "";
        String reader = value instanceof Ref ? "map" + nulls + "(%s, %s::of)" : "stringMap" + nulls + "(%s)";
        return new Read("%s<String, %s>".formatted(file.use("java.util.Map"), name), reader.formatted(wire, name));
    }

    private String listOf(String name) {
        return "%s<%s>".formatted(file.use("java.util.List"), name);
    }

    private String optionalOf(String name) {
        return "%s<%s>".formatted(file.use("java.util.Optional"), name);
    }
}
