package io.github.claude4j.internal.messages;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** The cache breakpoints in a request: {@code cache_control} on tools and blocks, and on blocks within blocks. */
public final class CacheMarks {
    /** The member that makes one. */
    public static final String MARK = "cache_control";

    /** What is in it, for five minutes. */
    public static final JsonObject SHORT = JsonObject.of("type", "ephemeral");

    /** A request has no more. */
    public static final int MOST = 4;

    private CacheMarks() {}

    /** Whether there may be marks in a member: what a tool is called with, and its schema, is the user's own data. */
    public static boolean mayBeIn(String member) {
        return !member.equals("input") && !member.equals("input_schema");
    }

    /** Whether the API takes one on this block: not on thinking and empty text; what is not known here is left alone. */
    public static boolean mayBeOn(@Nullable Object value) {
        if (!(value instanceof JsonObject block)) {
            return false;
        }
        String type = block.get("type") instanceof String tag ? tag : "";
        return switch (type) {
            case "text" -> block.get("text") instanceof String text && !text.isBlank();
            case "image", "document", "search_result", "container_upload" -> true;
            default -> type.endsWith("tool_use") || type.endsWith("tool_result");
        };
    }

    /** How many there are in a request or a part of one. */
    public static int count(@Nullable Object value) {
        int found = 0;
        if (value instanceof JsonArray array) {
            for (Object item : array) {
                found += count(item);
            }
        } else if (value instanceof JsonObject object) {
            for (int i = 0; i < object.size(); i++) {
                String name = object.name(i);
                boolean mark = name.equals(MARK) && object.value(i) != null;
                found += mark ? 1 : mayBeIn(name) ? count(object.value(i)) : 0;
            }
        }
        return found;
    }

    /** A tool or block without the marks on it and in it: they say what is kept, and are no part of it. */
    public static JsonObject without(JsonObject block) {
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
