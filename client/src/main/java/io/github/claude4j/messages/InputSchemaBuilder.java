package io.github.claude4j.messages;

import io.github.claude4j.json.JsonObject;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes the schema of a tool's input property by property:
 * {@code s -> s.putProperty("city", JsonObject.of("type", "string")).addRequired("city")}.
 *
 * @param <B> the builder itself
 */
public interface InputSchemaBuilder<B> {
    /** Sets the schemas of all properties. */
    B properties(JsonObject properties);

    /** The JSON of a field as it is now; null where it is absent. */
    @Nullable
    Object get(String name);

    /** Sets the schema of one property. */
    default B putProperty(String name, JsonObject schema) {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(schema, "schema");
        JsonObject properties = get("properties") instanceof JsonObject present ? present : JsonObject.of();
        return properties(properties.with(name, schema));
    }
}
