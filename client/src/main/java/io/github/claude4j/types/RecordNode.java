package io.github.claude4j.types;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A record as an object, its components in their order; as a variant of a sealed interface with a tag before them. */
final class RecordNode extends Node {
    /** So many names are listed for the model when it uses another. */
    private static final int MOST_NAMES = 12;

    /** A component; text is empty where there is none. */
    static final class Slot {
        final String name;
        final Node node;
        final String description;

        Slot(String name, Node node, String description) {
            this.name = name;
            this.node = node;
            this.description = description;
        }
    }

    final Class<?> type;

    /** What the variant is called, and in which member; empty for a record that is none. */
    final String tag;

    private final String tagName;
    private final String description;
    private final Access access;
    private final Map<String, Integer> index = new HashMap<>();
    private Slot[] slots = {};
    String definition = "";

    RecordNode(Class<?> type, Access access, String tagName, String tag, String description) {
        this.type = type;
        this.access = access;
        this.tagName = tagName;
        this.tag = tag;
        this.description = description;
    }

    /** The components come later than the record, because they may need it. */
    void components(Slot[] components) {
        slots = components;
        for (int i = 0; i < slots.length; i++) {
            index.put(slots[i].name, i);
        }
    }

    @Override
    String definition() {
        return definition;
    }

    @Override
    void schema(JsonObject.Builder schema, Schemas schemas) {
        schema.put("type", "object");
        if (!description.isEmpty()) {
            schema.put("description", description);
        }
        JsonObject.Builder properties = JsonObject.builder();
        JsonArray.Builder required = JsonArray.builder();
        if (!tag.isEmpty()) {
            properties.put(tagName, JsonObject.of("type", "string", "const", tag));
            required.add(tagName);
        }
        for (Slot slot : slots) {
            JsonObject property = schemas.part(slot.node, slot.name);
            properties.put(slot.name, described(property, slot.description));
            if (!slot.node.isOptional()) {
                required.add(slot.name);
            }
        }
        schema.put("properties", properties.build());
        schema.put("required", required.build());
        schema.put("additionalProperties", false);
    }

    /** A description goes before what it describes; a hint of the type at its end. */
    private static JsonObject described(JsonObject schema, String description) {
        if (description.isEmpty()) {
            return schema;
        }
        Object hint =
                schema.get("format") == null && "string".equals(schema.get("type")) ? schema.get("description") : null;
        return schema.with("description", hint == null ? description : description.concat(" (" + hint + ")"));
    }

    @Override
    @Nullable
    Object read(@Nullable Object json, Reading reading) {
        JsonObject object = object(json, reading);
        if (object == null) {
            return reading.expected("an object", json);
        }
        Reading.Kept kept = object.size() > slots.length + 1 ? reading.kept(object) : null;
        if (kept != null) {
            object = kept.by(this, Known::new).of(object);
        }
        @Nullable Object[] parts = new Object[slots.length];
        int left = fill(parts, object, reading);
        return left == 0 || completed(parts, object, reading, left) ? access.make(parts, reading) : Reading.FAILED;
    }

    /** The members that are no strangers, of an object that grows and has too many. */
    private final class Known {
        private final JsonObject.Builder members = JsonObject.builder();
        private int next;

        /** The last member stays, since it may grow. */
        JsonObject of(JsonObject object) {
            int last = object.size() - 1;
            for (; next < last; next++) {
                if (index.containsKey(object.name(next))) {
                    members.put(object.name(next), object.value(next));
                }
            }
            return members.build().with(object.name(last), object.value(last));
        }
    }

    /** Reads the members; how many components were not read, or −1 when there was a member too many. */
    private int fill(@Nullable Object[] parts, JsonObject object, Reading reading) {
        int left = slots.length;
        int next = 0;
        boolean known = true;
        int size = object.size();
        for (int i = 0; i < size && !reading.isFull(); i++) {
            String name = object.name(i);
            // Models mostly keep to the order of the schema.
            int at = next < slots.length && slots[next].name.equals(name) ? next : index.getOrDefault(name, -1);
            if (at >= 0) {
                Node node = slots[at].node;
                Object json = object.value(i);
                Object part = json != null && json.getClass() == node.asIs
                        ? json
                        : reading.part(name, 0, node, json, i + 1 < size);
                parts[at] = part;
                left -= Reading.isFailed(part) ? 0 : 1;
                next = at + 1;
            } else if (!reading.partial && (tag.isEmpty() || !name.equals(tagName))) {
                known = false;
                reading.fail(name, unknown());
            }
        }
        return known ? left : -1;
    }

    /** Puts what stands for nothing where nothing was read; whether that is allowed. */
    private boolean completed(@Nullable Object[] parts, JsonObject object, Reading reading, int left) {
        boolean good = left > 0 && !reading.isFull();
        for (int i = 0; i < parts.length; i++) {
            Slot slot = slots[i];
            boolean given = object.has(slot.name);
            if (!given || Reading.isFailed(parts[i])) {
                good &= reading.partial || (!given && slot.node.isOptional());
                parts[i] = slot.node.absent();
                if (!given && !reading.partial && !slot.node.isOptional()) {
                    reading.fail(slot.name, "is missing");
                }
            }
        }
        return good;
    }

    private String unknown() {
        StringBuilder known = new StringBuilder("is unknown; there ");
        known.append(slots.length == 0 ? "is nothing" : slots.length == 1 ? "is " : "are ");
        for (int i = 0; i < slots.length && i < MOST_NAMES; i++) {
            known.append(i == 0 ? "" : ", ").append(slots[i].name);
        }
        return known.append(slots.length > MOST_NAMES ? " and more" : "").toString();
    }

    /** An object, which models now and then write as text. */
    static @Nullable JsonObject object(@Nullable Object json, Reading reading) {
        return json instanceof JsonObject object
                ? object
                : inText(json, reading) instanceof JsonObject object ? object : null;
    }

    /** What lies in text that is JSON; null where it is none. */
    static @Nullable Object inText(@Nullable Object json, Reading reading) {
        if (reading.partial || !(json instanceof String text)) {
            return null;
        }
        String trimmed = text.strip();
        if (!trimmed.startsWith("{") && !trimmed.startsWith("[")) {
            return null;
        }
        try {
            return Json.parse(trimmed);
        } catch (InvalidDataException e) {
            // Text, then.
            return null;
        }
    }

    @Override
    @Nullable
    Object write(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        JsonObject.Builder object = JsonObject.builder();
        if (!tag.isEmpty()) {
            object.put(tagName, tag);
        }
        for (int i = 0; i < slots.length; i++) {
            Object part = slots[i].node.write(access.get(value, i));
            if (part != null) {
                object.put(slots[i].name, part);
            }
        }
        return object.build();
    }
}
