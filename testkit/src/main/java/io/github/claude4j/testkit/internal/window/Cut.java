package io.github.claude4j.testkit.internal.window;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON that a page can hold: long texts and lists are cut, and all that comes once there is enough. Where something was cut
 * is told by its JSON Pointer, so that the whole of it can be asked for.
 */
final class Cut {
    private static final int TEXT = 8_000;
    private static final int LATE_TEXT = 200;
    private static final int LIST = 1_000;
    private static final int ENOUGH = 2_000_000;

    private final Map<String, Long> places = new LinkedHashMap<>();
    private int shown;

    private Cut() {}

    /** The value under {@code value}, and under {@code cuts} how long each thing is that was cut. */
    static JsonObject of(@Nullable Object value) {
        Cut cut = new Cut();
        Object shown = cut.any("", value);
        return JsonObject.of("value", shown, "cuts", JsonObject.of(cut.places));
    }

    /** How a text begins; what is left out is shown by an ellipsis. */
    static String beginning(String text, int most) {
        return text.length() <= most ? text : whole(text, most) + "…";
    }

    /** No surrogate without its other half. */
    private static String whole(String text, int length) {
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }

    private @Nullable Object any(String at, @Nullable Object value) {
        if (value instanceof String text) {
            return text(at, text);
        }
        if (value instanceof JsonArray array) {
            return list(at, array);
        }
        if (!(value instanceof JsonObject object)) {
            shown += 8;
            return value;
        }
        JsonObject.Builder cut = JsonObject.builder();
        int members = shown > ENOUGH ? LATE_TEXT : object.size();
        for (int i = 0; i < Math.min(members, object.size()); i++) {
            String name = object.name(i);
            shown += name.length();
            cut.put(name, any(at + "/" + name.replace("~", "~0").replace("/", "~1"), object.value(i)));
        }
        return cut.build();
    }

    private String text(String at, String text) {
        int most = shown > ENOUGH ? LATE_TEXT : TEXT;
        if (text.length() > most) {
            places.put(at, (long) text.length());
        }
        shown += Math.min(text.length(), most);
        return text.length() > most ? whole(text, most) : text;
    }

    private JsonArray list(String at, JsonArray array) {
        int most = shown > ENOUGH ? LATE_TEXT : LIST;
        if (array.size() > most) {
            places.put(at, (long) array.size());
        }
        JsonArray.Builder cut = JsonArray.builder();
        for (int i = 0; i < Math.min(most, array.size()); i++) {
            cut.add(any(at + "/" + i, array.get(i)));
        }
        return cut.build();
    }

    /** What a JSON Pointer leads to; null where it leads nowhere. */
    static @Nullable Object at(@Nullable Object value, String pointer) {
        Object found = value;
        for (String step :
                pointer.isEmpty() ? new String[0] : pointer.substring(1).split("/", -1)) {
            String name = step.replace("~1", "/").replace("~0", "~");
            if (found instanceof JsonObject object) {
                found = object.get(name);
            } else if (found instanceof JsonArray array
                    && name.matches("\\d{1,9}")
                    && Integer.parseInt(name) < array.size()) {
                found = array.get(Integer.parseInt(name));
            } else {
                return null;
            }
        }
        return found;
    }
}
