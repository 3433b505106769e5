package io.github.claude4j.internal.messages;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Reads what stands as input of a tool use. */
public final class ToolInputs {
    private static final int LONGEST_SHOWN = 200;

    private ToolInputs() {}

    /** The object that this input says; nothing and blank text are the empty one, anything else that is none is null. */
    public static @Nullable JsonObject object(@Nullable Object input) {
        if (input == null) {
            return JsonObject.of();
        }
        return input instanceof String text ? parsed(text) : input instanceof JsonObject object ? object : null;
    }

    public static @Nullable JsonObject parsed(String text) {
        if (text.isBlank()) {
            return JsonObject.of();
        }
        try {
            return JsonObject.parse(text);
        } catch (InvalidDataException e) {
            return null;
        }
    }

    public static String shortened(String text) {
        return text.length() <= LONGEST_SHOWN
                ? text
                : text.substring(0, LONGEST_SHOWN) + "… (" + text.length() + " characters)";
    }

    /** The form in which the API wants what is no JSON given back to the model. */
    public static JsonObject wrapped(String invalid) {
        return JsonObject.of("INVALID_JSON", invalid);
    }
}
