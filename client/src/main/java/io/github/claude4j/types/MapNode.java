package io.github.claude4j.types;

import io.github.claude4j.json.JsonObject;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A map whose keys are text in JSON, as an object of any names. */
final class MapNode extends Node {
    private final Node key;
    private final Node value;

    MapNode(Node key, Node value) {
        this.key = key;
        this.value = value;
    }

    @Override
    Object absent() {
        return Collections.emptyMap();
    }

    @Override
    void schema(JsonObject.Builder schema, Schemas schemas) {
        schemas.notStrict("a map: use a list of a record with a component for the key and one for the value");
        schema.put("type", "object");
        schema.put("additionalProperties", OptionalNode.orNull(value, schemas.part(value, "*")));
    }

    @Override
    @Nullable
    Object read(@Nullable Object json, Reading reading) {
        JsonObject object = RecordNode.object(json, reading);
        if (object == null) {
            return reading.expected("an object", json);
        }
        Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
        boolean good = true;
        for (int i = 0; i < object.size() && !reading.isFull(); i++) {
            Object name = reading.part(object.name(i), 0, key, object.name(i), false);
            Object read = reading.part(object.name(i), 0, value, object.value(i), i + 1 < object.size());
            if (!Reading.isFailed(name) && !Reading.isFailed(read)) {
                map.put(name, read);
            } else {
                good &= reading.partial;
            }
        }
        return good ? Collections.unmodifiableMap(map) : Reading.FAILED;
    }

    @Override
    @Nullable
    Object write(@Nullable Object map) {
        if (map == null) {
            return null;
        }
        JsonObject.Builder object = JsonObject.builder();
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) map).entrySet()) {
            object.put(String.valueOf(key.write(entry.getKey())), value.write(entry.getValue()));
        }
        return object.build();
    }
}
