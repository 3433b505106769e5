package io.github.claude4j.batches;

import io.github.claude4j.json.Binary;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** How many bytes a value takes as JSON, without writing them: a batch may be larger than the memory that is left. */
final class JsonSize {
    private JsonSize() {}

    static long of(@Nullable Object value) {
        if (value instanceof JsonObject object) {
            long bytes = 2L + Math.max(0, object.size() - 1);
            for (int i = 0; i < object.size(); i++) {
                bytes += text(object.name(i)) + 1 + of(object.value(i));
            }
            return bytes;
        }
        if (value instanceof JsonArray array) {
            long bytes = 2L + Math.max(0, array.size() - 1);
            for (Object element : array) {
                bytes += of(element);
            }
            return bytes;
        }
        if (value instanceof Binary binary) {
            return 2 + (binary.length() + 2) / 3 * 4;
        }
        return value instanceof String text ? text(text) : String.valueOf(value).length();
    }

    private static long text(String text) {
        long bytes = 2L + text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20) {
                bytes += c == '\n' || c == '\r' || c == '\t' || c == '\b' || c == '\f' ? 1 : 5;
            } else if (c == '"' || c == '\\' || (c >= 0x80 && c < 0x800)) {
                bytes++;
            } else if (Character.isSurrogatePair(c, i + 1 < text.length() ? text.charAt(i + 1) : c)) {
                // Pairs are written as two escapes.
                bytes += 10;
                i++;
            } else if (c >= 0x800) {
                bytes += 2;
            }
        }
        return bytes;
    }
}
