package io.github.claude4j.types;

import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonNumber;
import io.github.claude4j.json.JsonObject;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Checks JSON against the part of JSON Schema that answers may use, and refuses a schema that goes beyond it. */
final class SchemaCheck {
    private static final Set<String> KNOWN = Set.of(
            "type",
            "description",
            "properties",
            "required",
            "additionalProperties",
            "items",
            "enum",
            "const",
            "anyOf",
            "$ref",
            "$defs",
            "format");
    private static final Set<String> FORMATS = Set.of("date-time", "time", "date", "duration", "uri", "uuid");

    private final JsonObject root;
    private final List<String> problems = new ArrayList<>();

    private SchemaCheck(JsonObject root) {
        this.root = root;
    }

    static List<String> problems(JsonObject schema, Object json) {
        SchemaCheck check = new SchemaCheck(schema);
        check.check(schema, json, "");
        return check.problems;
    }

    private void check(JsonObject schema, Object json, String path) {
        for (String name : schema.names()) {
            require(KNOWN.contains(name), path + ": unknown keyword " + name);
        }
        if (schema.has("$ref")) {
            String name = schema.string("$ref").replace("#/$defs/", "");
            check(root.object("$defs").object(name), json, path);
            return;
        }
        if (schema.has("anyOf")) {
            boolean fits = false;
            for (Object choice : schema.array("anyOf")) {
                SchemaCheck inside = new SchemaCheck(root);
                inside.check((JsonObject) choice, json, path);
                fits |= inside.problems.isEmpty();
            }
            require(fits, path + ": none of anyOf");
            return;
        }
        if (schema.has("const")) {
            require(schema.get("const").equals(json), path + ": const");
        }
        if (schema.has("enum")) {
            require(schema.array("enum").asList().contains(json), path + ": enum");
        }
        require(FORMATS.contains(schema.optString("format").orElse("date")), path + ": format");
        switch (schema.optString("type").orElse("")) {
            case "object" -> object(schema, json, path);
            case "array" -> {
                if (json instanceof JsonArray array) {
                    for (int i = 0; i < array.size(); i++) {
                        check(schema.object("items"), array.get(i), path + "[" + i + "]");
                    }
                } else {
                    problems.add(path + ": array");
                }
            }
            case "string" -> require(json instanceof String, path + ": string");
            case "integer" ->
                require(
                        json instanceof Long
                                || json instanceof BigInteger
                                || (json instanceof JsonNumber number
                                        && number.decimal().stripTrailingZeros().scale() <= 0),
                        path + ": integer");
            case "number" -> require(json instanceof Number, path + ": number");
            case "boolean" -> require(json instanceof Boolean, path + ": boolean");
            case "null" -> require(json == null, path + ": null");
            case "" -> require(schema.isEmpty(), path + ": no type");
            default -> problems.add(path + ": unknown type");
        }
    }

    private void object(JsonObject schema, Object json, String path) {
        if (!(json instanceof JsonObject object)) {
            problems.add(path + ": object, found " + Json.kind(json));
            return;
        }
        JsonObject properties = schema.optObject("properties").orElse(JsonObject.of());
        for (Object name : schema.optArray("required").orElse(JsonArray.of())) {
            require(object.has((String) name), path + ": required " + name);
        }
        for (String name : object.names()) {
            if (properties.has(name)) {
                check(properties.object(name), object.get(name), path + "." + name);
            } else if (schema.get("additionalProperties") instanceof JsonObject other) {
                check(other, object.get(name), path + "." + name);
            } else {
                require(!Boolean.FALSE.equals(schema.get("additionalProperties")), path + ": additional " + name);
            }
        }
    }

    private void require(boolean good, String problem) {
        if (!good) {
            problems.add(problem);
        }
    }
}
