package io.github.claude4j.json;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import io.github.claude4j.errors.InvalidDataException;
import java.io.IOException;
import java.util.Arrays;

/** Says what is wrong with text that should be JSON, without quoting it: it may be a prompt or an answer. */
final class MalformedJson {
    private MalformedJson() {}

    static InvalidDataException exception(String text, IOException cause, int deepest) {
        if (cause instanceof StreamConstraintsException) {
            // There are no other limits.
            return new InvalidDataException("JSON beyond what is read: nested deeper than " + deepest + " levels");
        }
        String beginning = text.stripLeading();
        char first = beginning.isEmpty() ? '{' : beginning.charAt(0);
        if (first == '<') {
            return new InvalidDataException("expected JSON, found HTML or XML");
        }
        if (first != '{' && first != '[' && first != '"') {
            return new InvalidDataException("expected JSON, found other text");
        }
        long at = cause instanceof JsonProcessingException json && json.getLocation() != null
                ? Math.max(
                        json.getLocation().getByteOffset(), json.getLocation().getCharOffset())
                : -1;
        return new InvalidDataException("malformed JSON" + (at < 0 ? "" : " at offset " + at));
    }

    /** The index of the first of these bytes that is no UTF-8; -1 where all of them are. */
    static int notUtf8(byte[] bytes, int offset, int length) {
        byte[] again = new String(bytes, offset, length, UTF_8).getBytes(UTF_8);
        return Arrays.mismatch(again, 0, again.length, bytes, offset, offset + length);
    }
}
