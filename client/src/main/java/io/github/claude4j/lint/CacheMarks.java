package io.github.claude4j.lint;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** The cache breakpoints in a request: {@code cache_control} on tools and blocks, and on blocks within blocks. */
final class CacheMarks {
    static final String MARK = "cache_control";

    private CacheMarks() {}

    /** How many there are in a request or a part of one. */
    static int count(@Nullable Object value) {
        int found = 0;
        if (value instanceof JsonArray array) {
            for (Object item : array) {
                found += count(item);
            }
        } else if (value instanceof JsonObject object) {
            for (int i = 0; i < object.size(); i++) {
                String name = object.name(i);
                // What a tool is called with, and its schema, is the user's own data.
                boolean ours = !name.equals("input") && !name.equals("input_schema");
                found += name.equals(MARK) && object.value(i) != null ? 1 : ours ? count(object.value(i)) : 0;
            }
        }
        return found;
    }

    /** A tool or block without the marks on it and in it: they say what is kept, and are no part of it. */
    static JsonObject without(JsonObject block) {
        JsonObject bare = block.has(MARK) ? block.without(MARK) : block;
        if (!(bare.get("content") instanceof JsonArray content) || count(content) == 0) {
            return bare;
        }
        JsonArray.Builder inner = JsonArray.builder();
        for (Object item : content) {
            inner.add(item instanceof JsonObject object ? without(object) : item);
        }
        return bare.with("content", inner.build());
    }
}
