package io.github.claude4j.testkit.internal.messages;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.spec.Blocks;
import org.jspecify.annotations.Nullable;

/** Makes a value that fits a JSON schema, with words and numbers of the user's text where the schema leaves it open. */
final class SchemaFiller {
    /** Deeper than this only what is required is filled, so that a schema that needs itself comes to an end. */
    private static final int DEEP = 6;

    private static final int DEEPEST = 40;

    private final JsonObject root;
    private final boolean everything;
    private final UserWords words;

    private SchemaFiller(JsonObject root, boolean everything, String text) {
        this.root = root;
        this.everything = everything;
        this.words = new UserWords(text);
    }

    /** Arguments for a tool: what its schema requires, or all of it when it requires nothing. */
    static JsonObject arguments(JsonObject schema, String text) {
        boolean nothingRequired =
                schema.optArray("required").orElse(JsonArray.of()).isEmpty();
        return new SchemaFiller(schema, nothingRequired, text).any(schema, "", 0) instanceof JsonObject object
                ? object
                : JsonObject.of();
    }

    /** A value with everything that the schema describes. */
    static @Nullable Object whole(JsonObject schema, String text) {
        return new SchemaFiller(schema, true, text).any(schema, "", 0);
    }

    private @Nullable Object any(JsonObject given, String name, int depth) {
        JsonObject schema = resolve(given);
        if (schema.has("const")) {
            return schema.get("const");
        }
        if (schema.has("default")) {
            return schema.get("default");
        }
        if (schema.get("enum") instanceof JsonArray values && !values.isEmpty()) {
            return chosen(values);
        }
        for (String choice : new String[] {"anyOf", "oneOf"}) {
            if (first(schema, choice) instanceof JsonObject variant) {
                return any(variant, name, depth + 1);
            }
        }
        return depth > DEEPEST ? null : typed(schema, name, depth);
    }

    private @Nullable Object typed(JsonObject schema, String name, int depth) {
        return switch (type(schema)) {
            case "object" -> object(schema, depth);
            case "array" -> array(schema, name, depth);
            case "integer" -> integer(schema);
            case "number" -> words.number(schema.optDouble("minimum").orElse(0));
            case "boolean" -> true;
            case "null" -> null;
            default -> string(schema, name);
        };
    }

    private JsonObject object(JsonObject schema, int depth) {
        JsonObject.Builder object = JsonObject.builder();
        JsonArray required = schema.optArray("required").orElse(JsonArray.of());
        schema.optObject("properties").orElse(JsonObject.of()).forEach((name, property) -> {
            boolean wanted = contains(required, name) || (everything && depth < DEEP);
            if (wanted && property instanceof JsonObject description) {
                object.put(name, any(description, name, depth + 1));
            }
        });
        return object.build();
    }

    private JsonArray array(JsonObject schema, String name, int depth) {
        long least = schema.optLong("minItems").orElse(depth < DEEP ? 1 : 0);
        JsonArray.Builder array = JsonArray.builder();
        for (long i = 0; i < least; i++) {
            JsonObject items = schema.optObject("items").orElse(JsonObject.of());
            array.add(any(items, name, depth + 1));
        }
        return array.build();
    }

    private long integer(JsonObject schema) {
        long least = (long) Math.ceil(schema.optDouble("minimum").orElse(Long.MIN_VALUE / 2.0));
        long most = (long) Math.floor(schema.optDouble("maximum").orElse(Long.MAX_VALUE / 2.0));
        long number = (long) words.number(1).doubleValue();
        return Math.min(Math.max(number, least), most);
    }

    private String string(JsonObject schema, String name) {
        String text = switch (schema.optString("format").orElse("")) {
            case "date-time" -> "2026-01-01T00:00:00Z";
            case "date" -> "2026-01-01";
            case "time" -> "12:00:00Z";
            case "duration" -> "PT1H";
            case "email" -> "user@example.com";
            case "uri" -> "https://example.com";
            case "hostname" -> "example.com";
            case "ipv4" -> "127.0.0.1";
            case "ipv6" -> "::1";
            case "uuid" -> "00000000-0000-4000-8000-000000000000";
            default -> words.forName(name);
        };
        int least = (int) schema.optLong("minLength").orElse(0);
        int most = (int) schema.optLong("maxLength").orElse(Integer.MAX_VALUE);
        String longEnough = text.length() < least ? text + "x".repeat(least - text.length()) : text;
        return longEnough.length() > most ? longEnough.substring(0, most) : longEnough;
    }

    /** The value that the user's text names, else the first. */
    private @Nullable Object chosen(JsonArray values) {
        for (Object value : values) {
            if (value instanceof String text && words.mention(text)) {
                return text;
            }
        }
        return values.get(0);
    }

    private static String type(JsonObject schema) {
        Object type = schema.get("type");
        if (type instanceof JsonArray several && !several.isEmpty()) {
            type = several.get(0);
        }
        if (type == null) {
            type = schema.has("properties") ? "object" : schema.has("items") ? "array" : "string";
        }
        return String.valueOf(type);
    }

    private static @Nullable Object first(JsonObject schema, String name) {
        return schema.get(name) instanceof JsonArray variants && !variants.isEmpty() ? variants.get(0) : null;
    }

    private static boolean contains(JsonArray names, String name) {
        for (Object value : names) {
            if (name.equals(value)) {
                return true;
            }
        }
        return false;
    }

    /** Follows a reference inside the schema and merges what {@code allOf} lists. */
    private JsonObject resolve(JsonObject schema) {
        JsonObject resolved = schema;
        for (int i = 0; i < DEEPEST && resolved.get("$ref") instanceof String reference; i++) {
            resolved = at(reference);
        }
        if (resolved.get("allOf") instanceof JsonArray parts) {
            JsonObject.Builder merged = resolved.without("allOf").toBuilder();
            for (JsonObject part : Blocks.objects(parts)) {
                (part.has("$ref") ? at(part.string("$ref")) : part).forEach(merged::put);
            }
            return merged.build();
        }
        return resolved;
    }

    private JsonObject at(String reference) {
        Object found = root;
        for (String step : reference.replace("#", "").split("/", -1)) {
            if (!step.isEmpty()) {
                found = found instanceof JsonObject object ? object.get(step) : null;
            }
        }
        return found instanceof JsonObject object ? object : JsonObject.of();
    }
}
