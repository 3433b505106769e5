package io.github.claude4j.codegen.write;

import io.github.claude4j.codegen.model.Forms;
import io.github.claude4j.codegen.spec.Spec;
import io.github.claude4j.codegen.spec.Type;
import io.github.claude4j.codegen.spec.TypeExpr;
import io.github.claude4j.codegen.spec.TypeExpr.ListOf;
import io.github.claude4j.codegen.spec.TypeExpr.MapOf;
import io.github.claude4j.codegen.spec.TypeExpr.Ref;
import io.github.claude4j.codegen.spec.TypeExpr.Scalar;
import java.util.ArrayList;
import java.util.List;

/** The Java types that a builder takes for a value, each with the expression for what it writes. */
final class Values {
    /**
     * @param type the Java type of the parameter
     * @param expression the value to write; {@code %s} stands for the parameter
     * @param built the class whose builder the parameter works on, or null
     */
    record Overload(String type, String expression, String built) {
        Overload(String type) {
            this(type, "%s", null);
        }
    }

    private final Spec spec;
    private final JavaFile file;

    Values(Spec spec, JavaFile file) {
        this.spec = spec;
        this.file = file;
    }

    /** Every way to give one value of this type; the plainest comes first. */
    List<Overload> overloads(TypeExpr declared) {
        TypeExpr expr = spec.plain(declared);
        if (expr instanceof Ref ref) {
            return named(spec.find(ref));
        }
        if (expr instanceof ListOf list) {
            return List.of(new Overload(listOf(list.of())));
        }
        if (expr instanceof MapOf map) {
            return map.free() ? free() : List.of(new Overload(mapOf(map.of())));
        }
        if (expr == Scalar.FILE) {
            String binary = binary();
            return List.of(
                    new Overload(binary), new Overload(file.use("java.nio.file.Path"), binary + ".of(%s)", null));
        }
        if (expr == Scalar.BINARY) {
            return List.of(new Overload("byte[]"), new Overload(binary()));
        }
        return List.of(new Overload(scalar(expr)));
    }

    private String binary() {
        return file.use("io.github.claude4j.json.Binary");
    }

    private List<Overload> free() {
        String nullable = file.use("org.jspecify.annotations.Nullable");
        return List.of(
                new Overload(file.use("io.github.claude4j.json.JsonObject")),
                new Overload("%s<String, ? extends @%s Object>".formatted(file.use("java.util.Map"), nullable)));
    }

    private List<Overload> named(Type type) {
        List<Overload> overloads = new ArrayList<>();
        String name = file.use(type.ref());
        Type block = Forms.blocks(spec, type.ref());
        if (block != null) {
            overloads.add(new Overload("String"));
            overloads.add(new Overload(listOf(block.ref())));
            return overloads;
        }
        overloads.add(new Overload(name));
        if (type instanceof Type.EnumType) {
            overloads.add(new Overload("String"));
        }
        if (type instanceof Type.ObjectType) {
            overloads.add(building(type));
        }
        if (type instanceof Type.ShapeUnion union) {
            shape(overloads, Forms.of(spec, union));
        }
        return overloads;
    }

    private Overload building(Type type) {
        String name = file.use(type.ref());
        return new Overload("%s<%s.Builder>".formatted(file.use("java.util.function.Consumer"), name), "%s", name);
    }

    /** The forms beside the view itself. An object is a view, so it needs none of its own. */
    private void shape(List<Overload> overloads, Forms forms) {
        forms.words().forEach(word -> overloads.add(new Overload(file.use(word.ref()))));
        if (forms.text()) {
            overloads.add(new Overload("String"));
        }
        if (forms.flag()) {
            overloads.add(new Overload("boolean"));
        }
        if (forms.integer()) {
            overloads.add(new Overload("long"));
        }
        if (forms.decimal()) {
            overloads.add(new Overload("double"));
        }
        if (forms.items() != null) {
            overloads.add(new Overload(listOf(forms.items())));
        }
        if (forms.object() instanceof Type.ObjectType object) {
            overloads.add(building(object));
        }
    }

    /** A list as a parameter. */
    private String listOf(TypeExpr element) {
        return "%s<%s>".formatted(file.use("java.util.List"), argument(element));
    }

    private String mapOf(TypeExpr value) {
        return "%s<String, %s>".formatted(file.use("java.util.Map"), argument(value));
    }

    private String argument(TypeExpr declared) {
        TypeExpr expr = spec.plain(declared);
        if (expr == Scalar.ANY) {
            return "?";
        }
        return expr instanceof Ref ? "? extends " + boxed(expr) : boxed(expr);
    }

    /** The Java type of one value, as an object. */
    String boxed(TypeExpr declared) {
        TypeExpr expr = spec.plain(declared);
        if (expr instanceof Ref ref) {
            return file.use(ref);
        }
        if (expr instanceof ListOf list) {
            return "%s<%s>".formatted(file.use("java.util.List"), boxed(list.of()));
        }
        if (expr instanceof MapOf map) {
            return map.free()
                    ? file.use("io.github.claude4j.json.JsonObject")
                    : "%s<String, %s>".formatted(file.use("java.util.Map"), boxed(map.of()));
        }
        if (expr == Scalar.FILE) {
            return binary();
        }
        return switch (scalar(expr)) {
            case "boolean" -> "Boolean";
            case "long" -> "Long";
            case "double" -> "Double";
            default -> scalar(expr);
        };
    }

    private String scalar(TypeExpr expr) {
        if (!(expr instanceof Scalar scalar)) {
            return "String";
        }
        return switch (scalar) {
            case BOOLEAN -> "boolean";
            case LONG -> "long";
            case DOUBLE -> "double";
            case DATE_TIME -> file.use("java.time.Instant");
            case DATE -> file.use("java.time.LocalDate");
            case ANY -> "Object";
            case BINARY -> "byte[]";
            case STRING, FILE -> "String";
        };
    }
}
