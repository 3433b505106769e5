package io.github.claude4j.types;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Writes the schema of a tree of types, with what needs itself under {@code $defs}. */
final class Schemas {
    private final JsonObject.Builder definitions = JsonObject.builder();
    private final Set<String> defined = new HashSet<>();
    private final List<String> path = new ArrayList<>();

    /** What cannot be said in a strict schema, and where. */
    private String notStrict = "";

    /** The schema of the whole. */
    JsonObject root(Node node) {
        JsonObject.Builder schema = JsonObject.builder();
        node.schema(schema, this);
        return finished(schema);
    }

    /** The schema of an object that has the whole in one member. */
    JsonObject wrapped(Node node, String name) {
        JsonObject.Builder schema = JsonObject.builder().put("type", "object");
        schema.put("properties", JsonObject.of(name, OptionalNode.orNull(node, part(node, name))));
        schema.put("required", JsonArray.of(name));
        schema.put("additionalProperties", false);
        return finished(schema);
    }

    private JsonObject finished(JsonObject.Builder schema) {
        JsonObject defs = definitions.build();
        if (!defs.isEmpty()) {
            schema.put("$defs", defs);
        }
        return schema.build();
    }

    String notStrict() {
        return notStrict;
    }

    /** Schema of a part, which may be one that is defined once. */
    JsonObject part(Node node, String step) {
        path.add(step);
        JsonObject.Builder schema = JsonObject.builder();
        String name = node.definition();
        if (name.isEmpty()) {
            node.schema(schema, this);
        } else {
            notStrict("a type that contains itself: bound its depth by a type for each level, or use lists of ids");
            if (defined.add(name)) {
                JsonObject.Builder definition = JsonObject.builder();
                node.schema(definition, this);
                definitions.put(name, definition.build());
            }
            schema.put("$ref", "#/$defs/".concat(name));
        }
        path.remove(path.size() - 1);
        return schema.build();
    }

    void notStrict(String what) {
        if (notStrict.isEmpty()) {
            notStrict = String.join(".", path).concat(": ").concat(what);
        }
    }
}
