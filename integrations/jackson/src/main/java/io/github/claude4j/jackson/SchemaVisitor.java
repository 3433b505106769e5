package io.github.claude4j.jackson;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.jsonFormatVisitors.JsonAnyFormatVisitor;
import tools.jackson.databind.jsonFormatVisitors.JsonArrayFormatVisitor;
import tools.jackson.databind.jsonFormatVisitors.JsonBooleanFormatVisitor;
import tools.jackson.databind.jsonFormatVisitors.JsonFormatTypes;
import tools.jackson.databind.jsonFormatVisitors.JsonFormatVisitable;
import tools.jackson.databind.jsonFormatVisitors.JsonFormatVisitorWrapper;
import tools.jackson.databind.jsonFormatVisitors.JsonIntegerFormatVisitor;
import tools.jackson.databind.jsonFormatVisitors.JsonMapFormatVisitor;
import tools.jackson.databind.jsonFormatVisitors.JsonNumberFormatVisitor;
import tools.jackson.databind.jsonFormatVisitors.JsonObjectFormatVisitor;
import tools.jackson.databind.jsonFormatVisitors.JsonStringFormatVisitor;
import tools.jackson.databind.jsonFormatVisitors.JsonValueFormat;

/** Writes down what Jackson says of one type. */
final class SchemaVisitor extends JsonFormatVisitorWrapper.Base {
    private static final Set<String> FORMATS = Set.of("date-time", "time", "date", "email", "uri", "ipv6", "uuid");

    private final JacksonSchema schemas;
    private final JsonObject.Builder schema = JsonObject.builder();
    private final JsonObject.Builder properties = JsonObject.builder();
    private final JsonArray.Builder required = JsonArray.builder();

    SchemaVisitor(JacksonSchema schemas) {
        this.schemas = schemas;
    }

    JsonObject schema() {
        if (schema.has("properties")) {
            schema.put("properties", properties.build());
            schema.put("required", required.build());
        }
        return schema.build();
    }

    @Override
    public JsonObjectFormatVisitor expectObjectFormat(JavaType type) {
        schema.put("type", "object");
        schema.put("properties", JsonObject.of());
        schema.put("required", JsonArray.of());
        schema.put("additionalProperties", false);
        return new JsonObjectFormatVisitor.Base(getContext()) {
            @Override
            public void property(BeanProperty property) {
                add(property);
            }

            @Override
            public void optionalProperty(BeanProperty property) {
                add(property);
            }

            @Override
            public void property(String name, JsonFormatVisitable handler, JavaType hint) {
                properties.put(name, schemas.of(hint));
                required.add(name);
            }

            @Override
            public void optionalProperty(String name, JsonFormatVisitable handler, JavaType hint) {
                properties.put(name, schemas.of(hint));
            }
        };
    }

    private void add(BeanProperty property) {
        JsonObject part = schemas.of(property.getType());
        properties.put(property.getName(), JacksonSchema.described(part, JacksonSchema.description(property)));
        if (!JacksonSchema.isOptional(property)) {
            required.add(property.getName());
        }
    }

    @Override
    public JsonArrayFormatVisitor expectArrayFormat(JavaType type) {
        schema.put("type", "array");
        JavaType content = type.getContentType();
        schema.put("items", content == null ? JsonObject.of() : schemas.of(content));
        return new JsonArrayFormatVisitor.Base(getContext()) {
            @Override
            public void itemsFormat(JsonFormatTypes format) {
                schema.put("items", JsonObject.of("type", format.value()));
            }
        };
    }

    @Override
    public JsonMapFormatVisitor expectMapFormat(JavaType type) {
        schemas.notStrict = "a map: use a list of a class with a property for the key and one for the value";
        schema.put("type", "object");
        JavaType content = type.getContentType();
        schema.put("additionalProperties", content == null ? JsonObject.of() : schemas.of(content));
        return new JsonMapFormatVisitor.Base(getContext());
    }

    @Override
    public JsonStringFormatVisitor expectStringFormat(JavaType type) {
        schema.put("type", "string");
        return new JsonStringFormatVisitor.Base() {
            @Override
            public void format(JsonValueFormat format) {
                if (FORMATS.contains(format.toString())) {
                    schema.put("format", format.toString());
                }
            }

            @Override
            public void enumTypes(@Nullable Set<String> constants) {
                if (constants != null && !constants.isEmpty()) {
                    schema.put("enum", JsonArray.of(constants));
                }
            }
        };
    }

    @Override
    public JsonNumberFormatVisitor expectNumberFormat(JavaType type) {
        schema.put("type", "number");
        return new JsonNumberFormatVisitor.Base();
    }

    @Override
    public JsonIntegerFormatVisitor expectIntegerFormat(JavaType type) {
        schema.put("type", "integer");
        return new JsonIntegerFormatVisitor.Base();
    }

    @Override
    public JsonBooleanFormatVisitor expectBooleanFormat(JavaType type) {
        schema.put("type", "boolean");
        return new JsonBooleanFormatVisitor.Base();
    }

    @Override
    public JsonAnyFormatVisitor expectAnyFormat(JavaType type) {
        schemas.notStrict = "JSON of any shape: say its shape with a class";
        return new JsonAnyFormatVisitor.Base();
    }
}
