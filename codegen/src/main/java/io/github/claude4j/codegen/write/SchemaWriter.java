package io.github.claude4j.codegen.write;

import io.github.claude4j.codegen.model.Forms;
import io.github.claude4j.codegen.spec.Area;
import io.github.claude4j.codegen.spec.Field;
import io.github.claude4j.codegen.spec.Names;
import io.github.claude4j.codegen.spec.Operation;
import io.github.claude4j.codegen.spec.Spec;
import io.github.claude4j.codegen.spec.Type;
import io.github.claude4j.codegen.spec.TypeExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes the spec as one JSON file, a line for each operation and type, with aliases followed. */
public final class SchemaWriter {
    private final Spec spec;

    public SchemaWriter(Spec spec) {
        this.spec = spec;
    }

    public String write() {
        Map<String, String> operations = new TreeMap<>();
        spec.operations().forEach(operation -> operations.put(operation.name(), operation(operation)));
        Map<String, String> types = new TreeMap<>();
        spec.types()
                .filter(type -> !(type instanceof Type.Alias))
                .forEach(type -> types.put(type.ref().toString(), type(type)));
        Map<String, String> betas = new TreeMap<>();
        Map<String, String> ids = new TreeMap<>();
        Map<String, String> older = new TreeMap<>();
        spec.areas().forEach(area -> {
            area.betas().forEach((header, others) -> betas.put(header, array(others)));
            area.ids().forEach((kind, prefix) -> ids.put(kind, json(prefix)));
            area.older().forEach((header, form) -> older.put(header, older(area, form)));
        });
        return "{" + section("operations", operations) + "," + section("types", types) + "," + section("betas", betas)
                + "," + section("ids", ids) + "," + section("older", older) + "\n}\n";
    }

    private static String older(Area area, Area.Older form) {
        Members types = new Members();
        form.types().forEach((type, members) -> types.raw(area.id() + "." + type, object(members)));
        Members members = new Members();
        members.text("until", form.until());
        members.raw("pages", object(form.pages()));
        members.raw("types", types.toString());
        return members.toString();
    }

    private static String object(Map<String, String> texts) {
        Members members = new Members();
        texts.forEach(members::text);
        return members.toString();
    }

    private static String section(String name, Map<String, String> members) {
        return "\n" + json(name) + ":{\n" + lines(members) + "\n}";
    }

    private static String lines(Map<String, String> members) {
        return members.entrySet().stream()
                .map(entry -> json(entry.getKey()) + ":" + entry.getValue())
                .collect(Collectors.joining(",\n"));
    }

    private String operation(Operation operation) {
        Members members = new Members();
        members.text("doc", operation.doc());
        members.text("method", operation.verb());
        members.text("route", operation.route());
        members.text("params", expr(operation.params()));
        members.text("returns", operation.binary() ? "binary" : expr(operation.returns()));
        members.flag("nullable", operation.nullable());
        members.text("streams", expr(operation.streams()));
        members.text("jsonl", expr(operation.jsonl()));
        if (operation.pages() != null) {
            Members pages = new Members();
            pages.text("of", expr(operation.pageOf()));
            pages.text("style", operation.pages());
            members.raw("pages", pages.toString());
        }
        members.flag("multipart", operation.multipart());
        members.flag("safe", operation.safe());
        members.text("safe_unless", operation.safeUnless());
        members.texts("betas", operation.beta().headers());
        members.flag("beta_unknown", operation.beta().unknown());
        members.texts("headers", operation.headers());
        members.texts("error_codes", operation.errorCodes());
        return members.toString();
    }

    private String type(Type type) {
        Members members = new Members();
        if (type instanceof Type.ObjectType object) {
            members.text("kind", "object");
            members.raw(
                    "fields",
                    object.fields().stream()
                            .map(field -> json(field.wire()) + ":" + field(field))
                            .collect(Collectors.joining(",", "{", "}")));
            members.text("open", object.open() ? "any" : null);
        } else if (type instanceof Type.EnumType words) {
            members.text("kind", "enum");
            members.raw("values", array(words.values()));
            if (!words.betas().isEmpty()) {
                Members betas = new Members();
                words.betas().forEach(betas::text);
                members.raw("value_betas", betas.toString());
            }
        } else if (type instanceof Type.ConstantsType constants) {
            members.text("kind", "constants");
            members.raw("values", array(constants.values()));
        } else if (type instanceof Type.TaggedUnion union) {
            members.text("kind", "union");
            members.raw("by", array(union.by()));
            members.raw(
                    "variants", array(union.variants().stream().map(this::expr).toList()));
            members.text("else", expr(union.otherwise()));
        } else if (type instanceof Type.ShapeUnion union) {
            members.text("kind", "shape");
            members.raw("variants", array(union.forms().stream().map(this::expr).toList()));
        }
        members.texts("betas", type.header().beta().headers());
        members.flag("beta_unknown", type.header().beta().unknown());
        boolean java = Forms.blocks(spec, type.ref()) == null;
        members.text("java", java ? Area.javaPackage(type.ref().area()) + "." + type.name() : null);
        return members.toString();
    }

    private String field(Field field) {
        Members members = new Members();
        members.text("type", expr(field.type()));
        // The Java name tells a test where to look; it is here where it can't be derived.
        members.text("name", field.java().equals(Names.camel(field.wire())) ? null : field.java());
        members.flag("required", !field.optional());
        members.flag("nullable", field.nullable());
        members.texts("betas", field.beta().headers());
        members.flag("beta_unknown", field.beta().unknown());
        members.text("until", field.until());
        field.flags().forEach(flag -> members.raw(flag.key(), flag.json()));
        return members.toString();
    }

    /** The expression with full names; aliases stand for what they lead to. */
    private String expr(TypeExpr expr) {
        if (expr instanceof TypeExpr.ListOf list) {
            return "[" + expr(list.of()) + "]";
        }
        if (expr instanceof TypeExpr.MapOf map) {
            return "{" + expr(map.of()) + (map.nullable() ? " | null}" : "}");
        }
        return expr instanceof TypeExpr.Ref ref
                ? spec.find(ref).ref().toString()
                : expr == null ? null : expr.toString();
    }

    private static String array(List<String> values) {
        return values.stream().map(SchemaWriter::json).collect(Collectors.joining(",", "[", "]"));
    }

    private static String json(String text) {
        return JavaFile.quote(text);
    }

    /** The members of one JSON object; what says nothing is left out. */
    private static final class Members {
        private final List<String> members = new ArrayList<>();

        void raw(String name, String value) {
            members.add(json(name) + ":" + value);
        }

        void text(String name, String value) {
            if (value != null) {
                raw(name, json(value));
            }
        }

        void texts(String name, List<String> values) {
            if (!values.isEmpty()) {
                raw(name, array(values));
            }
        }

        void flag(String name, boolean value) {
            if (value) {
                raw(name, "true");
            }
        }

        @Override
        public String toString() {
            return "{" + String.join(",", members) + "}";
        }
    }
}
