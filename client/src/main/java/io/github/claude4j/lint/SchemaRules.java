package io.github.claude4j.lint;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What the API says of schemas that it holds the model to: those of answers and of strict tools. */
final class SchemaRules {
    private static final int MOST_STRICT_TOOLS = 20;
    private static final int MOST_OPTIONAL = 24;
    private static final int MOST_UNIONS = 16;

    private static final Set<String> FORMATS =
            Set.of("date-time", "time", "date", "duration", "email", "hostname", "uri", "ipv4", "ipv6", "uuid");

    /** What the API refuses, because it cannot check it: the model sees it only where it is in the description. */
    private static final Set<String> REFUSED = Set.of(
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "minLength",
            "maxLength",
            "maxItems");

    /** What it most likely does not check. */
    private static final Set<String> UNCHECKED = Set.of(
            "uniqueItems",
            "contains",
            "prefixItems",
            "minProperties",
            "maxProperties",
            "patternProperties",
            "propertyNames",
            "not",
            "if",
            "then",
            "else",
            "dependentRequired",
            "dependentSchemas");

    private static final String DESCRIBE = "say it in the description and check it yourself";

    private final Inspection look;
    private final JsonObject root;

    /** Where the API says that the schema is. */
    private final String area;

    /** References that lead to where the check is, and all that were followed. */
    private final Set<String> open = new HashSet<>();

    private final Set<String> seen = new HashSet<>();
    private int optional;
    private int unions;

    private SchemaRules(Inspection look, JsonObject root, String area) {
        this.look = look;
        this.root = root;
        this.area = area;
    }

    static void check(Inspection look) {
        int strict = 0;
        int optional = 0;
        int unions = 0;
        List<JsonObject> tools = look.tools();
        for (int i = 0; i < tools.size(); i++) {
            if (Boolean.TRUE.equals(tools.get(i).get("strict"))
                    && tools.get(i).get("input_schema") instanceof JsonObject schema) {
                SchemaRules rules = new SchemaRules(look, schema, "tools." + i + ".custom");
                rules.schema(schema, "tools[" + i + "].input_schema");
                strict++;
                optional += rules.optional;
                unions += rules.unions;
            }
        }
        JsonObject schema = look.outputSchema();
        if (schema != null) {
            SchemaRules rules = new SchemaRules(look, schema, look.outputSchemaPath());
            rules.schema(schema, look.outputSchemaPath());
            optional += rules.optional;
            unions += rules.unions;
        }
        sums(look, strict, optional, unions);
    }

    /** The API counts over all schemas of a request. */
    private static void sums(Inspection look, int strict, int optional, int unions) {
        if (strict > MOST_STRICT_TOOLS) {
            look.refused(
                    "tools",
                    "a request has at most " + MOST_STRICT_TOOLS + " strict tools, found " + strict,
                    "make those strict that need it most",
                    "Too many strict tools (" + strict + "). The maximum number of strict tools supported is "
                            + MOST_STRICT_TOOLS + ". Try reducing the number of tools marked as strict.");
        }
        if (optional > MOST_OPTIONAL) {
            look.refused(
                    "tools",
                    "a request has at most " + MOST_OPTIONAL + " optional members in strict schemas, found " + optional,
                    "make more of them required",
                    "Schemas contains too many optional parameters (" + optional
                            + "), which would make grammar compilation inefficient. Reduce the number of optional"
                            + " parameters in your tool schemas (limit: " + MOST_OPTIONAL + ").");
        }
        if (unions > MOST_UNIONS) {
            look.refused(
                    "tools",
                    "a request has at most " + MOST_UNIONS + " members of several types in strict schemas, found "
                            + unions,
                    "split schemas up",
                    "Schemas contains too many parameters with union types (" + unions
                            + " parameters with type arrays or anyOf). This causes exponential compilation cost. Reduce"
                            + " the number of nullable or union-typed parameters (limit: " + MOST_UNIONS
                            + " parameters with unions).");
        }
    }

    private void schema(JsonObject schema, String path) {
        if (schema.get("$ref") instanceof String reference) {
            reference(reference, path);
        }
        words(schema, path);
        if (schema.get("minItems") instanceof Long least && least > 1) {
            refused(
                    path + ".minItems",
                    "strict schemas know 0 and 1, found " + least,
                    "say it in the description",
                    "For 'array' type, 'minItems' values other than 0 or 1 are not supported");
        }
        if (schema.get("format") instanceof String format && !FORMATS.contains(format)) {
            look.advice(path + ".format", "strict schemas do not know " + format, "say it in the description");
        }
        if (schema.has("oneOf")) {
            look.advice(path + ".oneOf", "strict schemas do not know it", "use anyOf");
        }
        if (schema.has("anyOf") || schema.get("type") instanceof JsonArray) {
            unions++;
        }
        for (String choice : new String[] {"anyOf", "oneOf", "allOf"}) {
            if (schema.get(choice) instanceof JsonArray parts) {
                for (int i = 0; i < parts.size(); i++) {
                    part(parts.get(i), path + "." + choice + "[" + i + "]");
                }
            }
        }
        part(schema.get("items"), path + ".items");
        if (schema.has("properties") || "object".equals(schema.get("type"))) {
            object(schema, path);
        }
    }

    /** Keywords that have no place in it. */
    private void words(JsonObject schema, String path) {
        Set<String> refused = new TreeSet<>(REFUSED);
        refused.retainAll(schema.names());
        String said = "For '" + schema.get("type") + "' type, "
                + (refused.size() == 1
                        ? "property '" + refused.iterator().next() + "' is"
                        : "properties " + String.join(", ", refused) + " are")
                + " not supported";
        for (String name : schema.names()) {
            if (refused.contains(name)) {
                refused(path + "." + name, "strict schemas cannot say it", DESCRIBE, said);
            } else if (UNCHECKED.contains(name)) {
                look.advice(path + "." + name, "strict schemas cannot say it", DESCRIBE);
            }
        }
    }

    private void part(@Nullable Object part, String path) {
        if (part instanceof JsonObject schema) {
            schema(schema, path);
        } else if (part instanceof Boolean) {
            refused(
                    path,
                    "strict schemas say what a value is, found " + part,
                    "give it a type",
                    "Schema must be an object, found a boolean");
        }
    }

    private void object(JsonObject schema, String path) {
        Object more = schema.get("additionalProperties");
        if (!Boolean.FALSE.equals(more)) {
            String said = more == null
                    ? "'additionalProperties' must be explicitly set to false"
                    : "'additionalProperties: " + (more instanceof JsonObject ? "object" : more)
                            + "' is not supported. Please set 'additionalProperties' to false";
            refused(
                    path + ".additionalProperties",
                    "strict objects allow nothing else",
                    "set it to false",
                    "For 'object' type, " + said);
        }
        Set<Object> required = new HashSet<>();
        if (schema.get("required") instanceof JsonArray names) {
            names.forEach(name -> required.add(String.valueOf(name)));
        }
        if (schema.get("properties") instanceof JsonObject properties) {
            properties.forEach((name, property) -> {
                optional += required.contains(name) ? 0 : 1;
                part(property, path + ".properties." + name);
            });
        }
    }

    private void reference(String reference, String path) {
        String name = reference.substring(reference.lastIndexOf('/') + 1);
        if (!reference.startsWith("#")) {
            look.advice(path + ".$ref", "references lead into the schema itself", "put the schema under $defs");
        } else if (open.contains(reference)) {
            refused(
                    path + ".$ref",
                    "strict schemas cannot contain themselves",
                    "bound the depth, or use lists of ids",
                    "Circular reference detected in schema definitions: " + name + " -> " + name);
        } else if (seen.add(reference)) {
            open.add(reference);
            if (at(reference) instanceof JsonObject target) {
                schema(target, path);
            } else {
                look.advice(path + ".$ref", "it leads nowhere", "put the schema under $defs");
            }
            open.remove(reference);
        }
    }

    private @Nullable Object at(String reference) {
        Object found = root;
        for (String step : reference.substring(1).split("/", -1)) {
            if (!step.isEmpty()) {
                found = found instanceof JsonObject object ? object.get(step) : null;
            }
        }
        return found;
    }

    private void refused(String path, String reason, String fix, String said) {
        look.refused(path, reason, fix, area + ": " + said);
    }
}
