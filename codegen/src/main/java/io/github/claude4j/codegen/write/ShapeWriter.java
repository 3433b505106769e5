package io.github.claude4j.codegen.write;

import io.github.claude4j.codegen.model.Forms;
import io.github.claude4j.codegen.spec.Spec;
import io.github.claude4j.codegen.spec.Type;
import io.github.claude4j.codegen.spec.TypeExpr;
import java.util.ArrayList;
import java.util.List;

/** Writes the sealed interface of a union told apart by JSON shape. */
final class ShapeWriter {
    /**
     * A form that is no object.
     *
     * @param name of its class
     * @param type what it holds, in Java
     * @param test whether {@code json} is one, binding {@code value}
     * @param read what its {@code value()} gives
     */
    private record Form(String name, String type, String test, String read) {}

    private final Interfaces interfaces;
    private final BetaNotes betas;
    private final Type.ShapeUnion type;
    private final JavaFile file;
    private final Values values;
    private final Spec spec;
    private final Forms forms;

    ShapeWriter(Spec spec, Interfaces interfaces, BetaNotes betas, Type.ShapeUnion type, JavaFile file) {
        this.spec = spec;
        this.interfaces = interfaces;
        this.betas = betas;
        this.type = type;
        this.file = file;
        this.values = new Values(spec, file);
        this.forms = Forms.of(spec, type);
    }

    JavaFile write() {
        List<Form> scalars = scalars();
        List<String> parents = new ArrayList<>(interfaces.of(type, file));
        parents.add(0, file.use("io.github.claude4j.json.JsonView"));
        List<String> permits = new ArrayList<>();
        if (forms.object() != null) {
            permits.add(file.use(forms.object().ref()));
        }
        scalars.forEach(form -> permits.add(type.name() + "." + form.name()));
        if (forms.items() != null) {
            permits.add(type.name() + ".Items");
        }
        permits.add(type.name() + ".Unknown");
        permits.add(HiddenVariantWriter.NAME);
        file.add(Javadoc.of(type, "One of several forms, told apart by their JSON shape.", betas));
        String head = "public sealed interface %s extends %s".formatted(type.name(), String.join(", ", parents));
        file.add(JavaFile.clause(head, "permits", permits)).add(" {\n");
        file.add(1, decide(scalars));
        scalars.forEach(form -> file.add("\n").add(1, factory(form.type(), form.name())));
        if (forms.items() != null) {
            file.add("\n").add(1, itemsFactory());
        }
        file.add("\n").add(1, "@Override\nObject json();");
        scalars.forEach(form -> file.add("\n").add(1, scalar(form)));
        if (forms.items() != null) {
            file.add("\n").add(1, items());
        }
        return file.add("\n").add(1, unknown()).add("}\n");
    }

    private List<Form> scalars() {
        List<Form> scalars = new ArrayList<>();
        if (forms.text()) {
            scalars.add(new Form("Text", "String", "String value", "(String) json()"));
        }
        if (forms.flag()) {
            scalars.add(new Form("Flag", "boolean", "Boolean value", "(Boolean) json()"));
        }
        if (forms.integer()) {
            scalars.add(new Form("Int", "long", "Long value", "(Long) json()"));
        }
        if (forms.decimal()) {
            scalars.add(new Form("Decimal", "double", "Number value", "((Number) json()).doubleValue()"));
        }
        return scalars;
    }

    private String decide(List<Form> scalars) {
        StringBuilder code = new StringBuilder();
        for (Form form : scalars) {
            code.append("""
                    if (json instanceof %s) {
                        return new %s(%s);
                    }
                    """.formatted(form.test(), form.name(), "value"));
        }
        if (forms.object() != null) {
            code.append("""
                    if (json instanceof %s object) {
                        return %s.of(object);
                    }
                    """.formatted(
                            file.use("io.github.claude4j.json.JsonObject"),
                            file.use(forms.object().ref())));
        }
        if (forms.items() != null) {
            code.append("""
                    if (json instanceof %s array) {
                        return new Items(array);
                    }
                    """.formatted(array()));
        }
        return """
                /** The form that this JSON value has. */
                static %s of(Object json) {
                %s    return new Unknown(json);
                }
                """.formatted(type.name(), code.toString().indent(4));
    }

    private String array() {
        return file.use("io.github.claude4j.json.JsonArray");
    }

    private String factory(String parameter, String form) {
        // A number becomes JSON on its way through an array.
        String json = form.equals("Decimal")
                ? array() + ".of(value).get(0)"
                : form.equals("Text") ? file.use("java.util.Objects") + ".requireNonNull(value, \"value\")" : "value";
        return """
                static %1$s of(%2$s value) {
                    return new %3$s(%4$s);
                }
                """.formatted(type.name(), parameter, form, json);
    }

    private String itemsFactory() {
        return """
                static %s of(%s items) {
                    return new Items(%s.of(%s.requireNonNull(items, "items")));
                }
                """.formatted(
                type.name(),
                values.overloads(new TypeExpr.ListOf(forms.items())).get(0).type(),
                array(),
                file.use("java.util.Objects"));
    }

    private String scalar(Form form) {
        return """
                /** The form that is %5$s. */
                final class %1$s extends %2$s implements %3$s {
                    private %1$s(%6$s value) {
                        super(value);
                    }

                    public %4$s value() {
                        return %7$s;
                    }
                }
                """.formatted(
                        form.name(),
                        file.use("io.github.claude4j.ApiValue"),
                        type.name(),
                        form.type(),
                        describe(form.name()),
                        form.name().equals("Decimal") ? "Object" : form.type(),
                        form.read());
    }

    private static String describe(String form) {
        return switch (form) {
            case "Text" -> "text";
            case "Flag" -> "a boolean";
            case "Int" -> "an integer";
            default -> "a number";
        };
    }

    private String items() {
        Type element = spec.named(forms.items());
        boolean object = element instanceof Type.ObjectType || element instanceof Type.TaggedUnion;
        String json = object
                ? file.use("io.github.claude4j.json.JsonObject")
                : forms.items() == TypeExpr.Scalar.LONG ? "Long" : "String";
        String made = element == null ? "value" : file.use(element.ref()) + ".of(value)";
        return """
                /** The form that is a list. */
                final class Items extends %1$s implements %2$s {
                    private Items(%3$s items) {
                        super(items);
                    }

                    public %4$s<%5$s> items() {
                        %4$s<%5$s> items = new %6$s<>();
                        for (Object item : (%3$s) json()) {
                            if (!(item instanceof %7$s value)) {
                                throw new %8$s("%2$s: expected %9$s, found " + %10$s.kind(item));
                            }
                            items.add(%11$s);
                        }
                        return %4$s.copyOf(items);
                    }
                }
                """.formatted(
                        file.use("io.github.claude4j.ApiValue"),
                        type.name(),
                        array(),
                        file.use("java.util.List"),
                        values.boxed(forms.items()),
                        file.use("java.util.ArrayList"),
                        json,
                        file.use("io.github.claude4j.errors.InvalidDataException"),
                        object ? "objects" : json.equals("Long") ? "integers" : "text",
                        file.use("io.github.claude4j.json.Json"),
                        made);
    }

    private String unknown() {
        return """
                /** A form that this version does not know. It keeps everything and goes back unchanged. */
                final class Unknown extends %s implements %s {
                    private Unknown(Object json) {
                        super(json);
                    }
                }
                """.formatted(file.use("io.github.claude4j.ApiValue"), type.name());
    }
}
