package io.github.claude4j.types;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An enum as one of its names; case, hyphens and spaces are no reason to refuse one. */
final class EnumNode extends Node {
    private static final int MOST_NAMES = 12;

    private final String[] names;
    private final Map<String, Object> constants = new HashMap<>();
    private final String description;

    EnumNode(Enum<?>[] all, String description) {
        this.description = description;
        names = new String[all.length];
        for (int i = 0; i < all.length; i++) {
            names[i] = all[i].name();
            constants.putIfAbsent(plain(names[i]), all[i]);
        }
        for (Enum<?> constant : all) {
            constants.put(constant.name(), constant);
        }
    }

    /** A name without its case and its way to part words. */
    static String plain(String name) {
        return name.strip().toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
    }

    static String expected(String[] names) {
        StringBuilder expected = new StringBuilder(names.length == 1 ? "expected " : "expected one of ");
        for (int i = 0; i < names.length && i < MOST_NAMES; i++) {
            expected.append(i == 0 ? "" : ", ").append(names[i]);
        }
        return expected.append(names.length > MOST_NAMES ? " and more" : "").toString();
    }

    @Override
    void schema(JsonObject.Builder schema, Schemas schemas) {
        schema.put("type", "string");
        if (!description.isEmpty()) {
            schema.put("description", description);
        }
        schema.put("enum", JsonArray.of((Object[]) names));
    }

    @Override
    @Nullable
    Object read(@Nullable Object json, Reading reading) {
        Object constant = null;
        if (json instanceof String text) {
            constant = constants.get(text);
            constant = constant != null || reading.partial ? constant : constants.get(plain(text));
        }
        if (constant != null) {
            return constant;
        }
        return reading.partial
                ? Reading.FAILED
                : reading.fail(expected(names) + (json instanceof String ? ", found another" : ", found no text"));
    }

    @Override
    @Nullable
    Object write(@Nullable Object value) {
        return value == null ? null : ((Enum<?>) value).name();
    }
}
