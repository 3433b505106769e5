package io.github.claude4j.lint;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the API says of schemas that it holds the model to: those of answers and of strict tools. */
final class SchemaRules {
    private static final int MOST_STRICT_TOOLS = 20;
    private static final int MOST_OPTIONAL = 24;
    private static final int MOST_UNIONS = 16;

    private static final Set<String> FORMATS =
            Set.of("date-time", "time", "date", "duration", "email", "hostname", "uri", "ipv4", "ipv6", "uuid");

    /** What says more than the API checks: the model sees it only where it is in the description. */
    private static final Set<String> UNSUPPORTED = Set.of(
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
            "minLength",
            "maxLength",
            "maxItems",
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

    private final JsonObject root;
    private final List<Finding> findings;

    /** References that lead to where the check is, and all that were followed. */
    private final Set<String> open = new HashSet<>();

    private final Set<String> seen = new HashSet<>();
    private int optional;
    private int unions;

    private SchemaRules(JsonObject root, List<Finding> findings) {
        this.root = root;
        this.findings = findings;
    }

    static void check(JsonObject request, List<Finding> findings) {
        int strict = 0;
        int optional = 0;
        int unions = 0;
        JsonArray tools = request.get("tools") instanceof JsonArray given ? given : JsonArray.of();
        for (int i = 0; i < tools.size(); i++) {
            if (tools.get(i) instanceof JsonObject tool
                    && Boolean.TRUE.equals(tool.get("strict"))
                    && tool.get("input_schema") instanceof JsonObject schema) {
                SchemaRules rules = new SchemaRules(schema, findings);
                rules.schema(schema, "tools[" + i + "].input_schema");
                strict++;
                optional += rules.optional;
                unions += rules.unions;
            }
        }
        if (request.get("output_config") instanceof JsonObject output
                && output.get("format") instanceof JsonObject format
                && format.get("schema") instanceof JsonObject schema) {
            SchemaRules rules = new SchemaRules(schema, findings);
            rules.schema(schema, "output_config.format.schema");
            optional += rules.optional;
            unions += rules.unions;
        }
        most(strict, MOST_STRICT_TOOLS, "strict tools", "make those strict that need it most", findings);
        most(optional, MOST_OPTIONAL, "optional members in strict schemas", "make more of them required", findings);
        most(unions, MOST_UNIONS, "members of several types in strict schemas", "split schemas up", findings);
    }

    private static void most(int found, int most, String what, String fix, List<Finding> findings) {
        if (found > most) {
            findings.add(new Finding("tools", "a request has at most " + most + " " + what + ", found " + found, fix));
        }
    }

    private void schema(JsonObject schema, String path) {
        if (schema.get("$ref") instanceof String reference) {
            reference(reference, path);
        }
        for (String name : schema.names()) {
            if (UNSUPPORTED.contains(name)) {
                add(
                        path + "." + name,
                        "strict schemas cannot say it",
                        "say it in the description and check it yourself");
            }
        }
        if (schema.get("minItems") instanceof Long least && least > 1) {
            add(path + ".minItems", "strict schemas know 0 and 1, found " + least, "say it in the description");
        }
        if (schema.get("format") instanceof String format && !FORMATS.contains(format)) {
            add(path + ".format", "strict schemas do not know " + format, "say it in the description");
        }
        if (schema.has("oneOf")) {
            add(path + ".oneOf", "strict schemas do not know it", "use anyOf");
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

    private void part(@Nullable Object part, String path) {
        if (part instanceof JsonObject schema) {
            schema(schema, path);
        }
    }

    private void object(JsonObject schema, String path) {
        if (!Boolean.FALSE.equals(schema.get("additionalProperties"))) {
            add(path + ".additionalProperties", "strict objects allow nothing else", "set it to false");
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
        if (!reference.startsWith("#")) {
            add(path + ".$ref", "references lead into the schema itself", "put the schema under $defs");
        } else if (open.contains(reference)) {
            add(path + ".$ref", "strict schemas cannot contain themselves", "bound the depth, or use lists of ids");
        } else if (seen.add(reference)) {
            open.add(reference);
            if (at(reference) instanceof JsonObject target) {
                schema(target, path);
            } else {
                add(path + ".$ref", "it leads nowhere", "put the schema under $defs");
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

    private void add(String path, String reason, String fix) {
        findings.add(new Finding(path, reason, fix));
    }
}
