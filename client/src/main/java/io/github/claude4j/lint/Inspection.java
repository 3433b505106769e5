package io.github.claude4j.lint;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.lint.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One look at a request: what it says, read leniently, and what was found in it. */
final class Inspection {
    private final JsonObject request;
    private final List<Finding> findings = new ArrayList<>();

    Inspection(JsonObject request) {
        this.request = request;
    }

    List<Finding> findings() {
        return List.copyOf(findings);
    }

    void refused(String path, String reason, String fix, String apiMessage) {
        findings.add(new Finding(Severity.REFUSED, path, reason, fix, apiMessage));
    }

    void advice(String path, String reason, String fix) {
        findings.add(new Finding(Severity.ADVICE, path, reason, fix, ""));
    }

    boolean has(String name) {
        return request.get(name) != null;
    }

    @Nullable
    Object get(String name) {
        return request.get(name);
    }

    /** The member of a member; null where there is none. */
    @Nullable
    Object get(String name, String inside) {
        return request.get(name) instanceof JsonObject object ? object.get(inside) : null;
    }

    /** The text of a member of a member; empty where there is none. */
    String text(String name, String inside) {
        return get(name, inside) instanceof String text ? text : "";
    }

    List<JsonObject> messages() {
        return objects(request.get("messages"));
    }

    List<JsonObject> tools() {
        return objects(request.get("tools"));
    }

    /** The schema that the answer has to follow; null where there is none. */
    @Nullable
    JsonObject outputSchema() {
        Object format = get("output_config", "format");
        format = format == null ? request.get("output_format") : format;
        return format instanceof JsonObject object && object.get("schema") instanceof JsonObject schema ? schema : null;
    }

    /** Where {@link #outputSchema()} is. */
    String outputSchemaPath() {
        return get("output_config", "format") != null ? "output_config.format.schema" : "output_format.schema";
    }

    /** The objects of an array at their places; what is none is empty, and there are none where it is no array. */
    static List<JsonObject> objects(@Nullable Object array) {
        List<JsonObject> objects = new ArrayList<>();
        if (array instanceof JsonArray values) {
            for (Object value : values) {
                objects.add(value instanceof JsonObject object ? object : JsonObject.of());
            }
        }
        return objects;
    }

    /** The text of a member; empty where there is none. */
    static String text(JsonObject object, String name) {
        return object.get(name) instanceof String text ? text : "";
    }

    static String at(String path, int index) {
        return path + "[" + index + "]";
    }

    /** A path as the API writes it. */
    static String apiPath(String path) {
        return path.replace("[", ".").replace("]", "");
    }
}
