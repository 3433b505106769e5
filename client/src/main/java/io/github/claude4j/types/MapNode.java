package io.github.claude4j.types;

import io.github.claude4j.json.JsonObject;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
        Reading.Kept kept = reading.kept(object);
        return kept == null ? all(object, reading) : kept.by(this, Growing::new).read(object, reading);
    }

    private Object all(JsonObject object, Reading reading) {
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

    /** What was made of the closed members of a map that is open. */
    private final class Growing {
        private final ListNode.Prefix.Shared entries = new ListNode.Prefix.Shared();
        private int next;

        Object read(JsonObject object, Reading reading) {
            int last = object.size() - 1;
            for (; next < last; next++) {
                Object entry = entry(object, next, true, reading);
                if (!Reading.isFailed(entry)) {
                    entries.add(entry);
                }
            }
            return new LaterMap(entries.and(entry(object, last, false, reading)));
        }

        private Object entry(JsonObject object, int index, boolean closed, Reading reading) {
            String name = object.name(index);
            Object left = reading.part(name, 0, key, name, false);
            Object right = reading.part(name, 0, value, object.value(index), closed);
            return Reading.isFailed(left) || Reading.isFailed(right)
                    ? Reading.FAILED
                    : new AbstractMap.SimpleImmutableEntry<>(left, right);
        }
    }

    /** A map that is made when somebody looks into it. */
    private static final class LaterMap extends AbstractMap<@Nullable Object, @Nullable Object> {
        private final List<@Nullable Object> entries;
        private @Nullable Map<@Nullable Object, @Nullable Object> made;

        LaterMap(List<@Nullable Object> entries) {
            this.entries = entries;
        }

        private synchronized Map<@Nullable Object, @Nullable Object> made() {
            if (made == null) {
                Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
                for (Object entry : entries) {
                    Map.Entry<?, ?> member = (Map.Entry<?, ?>) Objects.requireNonNull(entry);
                    map.put(member.getKey(), member.getValue());
                }
                made = Collections.unmodifiableMap(map);
            }
            return made;
        }

        @Override
        public Set<Map.Entry<@Nullable Object, @Nullable Object>> entrySet() {
            return made().entrySet();
        }

        @Override
        public boolean containsKey(@Nullable Object name) {
            return made().containsKey(name);
        }

        @Override
        public @Nullable Object get(@Nullable Object name) {
            return made().get(name);
        }
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
