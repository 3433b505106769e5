package io.github.claude4j.types;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A sealed interface as the choice of its records, told apart by a tag. */
final class SealedNode extends Node {
    private final String tagName;
    private final String description;
    private final Map<String, RecordNode> byTag = new HashMap<>();
    private final Map<Class<?>, RecordNode> byClass = new HashMap<>();
    private RecordNode[] variants = {};
    String definition = "";

    SealedNode(String tagName, String description) {
        this.tagName = tagName;
        this.description = description;
    }

    void variants(RecordNode[] all) {
        variants = all;
        for (RecordNode variant : all) {
            byTag.put(EnumNode.plain(variant.tag), variant);
            byClass.put(variant.type, variant);
        }
    }

    @Override
    String definition() {
        return definition;
    }

    @Override
    void schema(JsonObject.Builder schema, Schemas schemas) {
        if (!description.isEmpty()) {
            schema.put("description", description);
        }
        JsonArray.Builder choice = JsonArray.builder();
        for (RecordNode variant : variants) {
            choice.add(schemas.part(variant, variant.tag));
        }
        schema.put("anyOf", choice.build());
    }

    @Override
    @Nullable
    Object read(@Nullable Object json, Reading reading) {
        JsonObject object = RecordNode.object(json, reading);
        if (object == null) {
            return reading.expected("an object", json);
        }
        Object tag = object.get(tagName);
        RecordNode variant = tag instanceof String text ? byTag.get(EnumNode.plain(text)) : null;
        return variant != null ? variant.read(object, reading) : untold(tag, reading);
    }

    private Object untold(@Nullable Object tag, Reading reading) {
        if (reading.partial) {
            return Reading.FAILED;
        }
        String[] tags = new String[variants.length];
        for (int i = 0; i < tags.length; i++) {
            tags[i] = variants[i].tag;
        }
        String problem = EnumNode.expected(tags)
                + (tag == null ? ", found nothing" : tag instanceof String ? ", found another" : ", found no text");
        reading.enter(tagName, 0);
        reading.fail(problem);
        reading.leave();
        return Reading.FAILED;
    }

    @Override
    @Nullable
    Object write(@Nullable Object value) {
        RecordNode variant = value == null ? null : byClass.get(value.getClass());
        return variant == null ? null : variant.write(value);
    }
}
