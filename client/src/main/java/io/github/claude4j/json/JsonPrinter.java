package io.github.claude4j.json;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.exc.StreamWriteException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import io.github.claude4j.errors.InvalidParamsException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** Writes values through jackson-core. */
final class JsonPrinter {
    private static final int LONGEST_FOR_PEOPLE = 400;

    /** As much as jackson-core writes where nothing is said; older versions of it write any, until the stack ends. */
    static final int DEEPEST = 1000;

    private final JsonGenerator out;
    private final boolean forPeople;

    /** Where large binary content is noted instead of being written; null where it is written. */
    private final @Nullable JsonText later;

    private int depth;

    private JsonPrinter(JsonGenerator out, boolean forPeople, @Nullable JsonText later) {
        this.out = out;
        this.forPeople = forPeople;
        this.later = later;
    }

    static String text(@Nullable Object value) {
        return text(value, false, false);
    }

    static String pretty(@Nullable Object value) {
        return text(value, false, true);
    }

    static String forPeople(@Nullable Object value) {
        return text(value, true, false);
    }

    private static String text(@Nullable Object value, boolean forPeople, boolean indented) {
        StringWriter writer = new StringWriter();
        try (JsonGenerator out = JsonReader.FACTORY.createGenerator(writer)) {
            if (indented) {
                out.setPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));
            }
            new JsonPrinter(out, forPeople, null).print(value);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return writer.toString();
    }

    static void utf8(@Nullable Object value, OutputStream stream) throws IOException {
        try (JsonGenerator out = JsonReader.FACTORY.createGenerator(stream)) {
            out.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            new JsonPrinter(out, false, null).print(value);
        }
    }

    /** Writes a text whose large binary content is put in later. */
    static void utf8(@Nullable Object value, JsonText text) throws IOException {
        try (JsonGenerator out = JsonReader.FACTORY.createGenerator(text.buffer())) {
            new JsonPrinter(out, false, text).print(value);
        }
    }

    private void enter() {
        if (++depth > DEEPEST) {
            throw new InvalidParamsException("JSON: expected " + DEEPEST + " levels at most, found more");
        }
    }

    private void print(@Nullable Object value) throws IOException {
        if (value instanceof String text) {
            string(text);
        } else if (value instanceof JsonObject object) {
            object(object);
        } else if (value instanceof JsonArray array) {
            array(array);
        } else if (value instanceof Long number) {
            out.writeNumber(number);
        } else if (value instanceof Boolean flag) {
            out.writeBoolean(flag);
        } else if (value instanceof JsonNumber || value instanceof BigInteger) {
            out.writeNumber(value.toString());
        } else if (value instanceof Binary binary) {
            binary(binary);
        } else {
            out.writeNull();
        }
    }

    private void object(JsonObject object) throws IOException {
        enter();
        out.writeStartObject();
        for (int i = 0; i < object.size(); i++) {
            String name = object.name(i);
            out.writeFieldName(wellFormed(name));
            Object value = object.value(i);
            if (forPeople && value instanceof String && SecretNames.contains(name)) {
                out.writeString("***");
            } else {
                print(value);
            }
        }
        out.writeEndObject();
        depth--;
    }

    private void array(JsonArray array) throws IOException {
        enter();
        out.writeStartArray();
        for (int i = 0; i < array.size(); i++) {
            print(array.get(i));
        }
        out.writeEndArray();
        depth--;
    }

    private void string(String text) throws IOException {
        if (forPeople && text.length() > LONGEST_FOR_PEOPLE) {
            String beginning = wellFormed(text.substring(0, LONGEST_FOR_PEOPLE / 2));
            out.writeString(beginning + "… (" + text.length() + " characters)");
            return;
        }
        out.writeString(wellFormed(text));
    }

    private void binary(Binary binary) throws IOException {
        if (forPeople) {
            out.writeString(binary.toString());
            return;
        }
        if (later != null && JsonText.isLarge(binary)) {
            out.writeRawValue("\"");
            out.flush();
            later.add(binary);
            out.writeRaw('"');
            return;
        }
        try (InputStream in = binary.open()) {
            out.writeBinary(Base64Variants.MIME_NO_LINEFEEDS, in, Math.toIntExact(binary.length()));
            if (in.read() < 0) {
                return;
            }
        } catch (StreamWriteException e) {
            // It ended too early.
        }
        throw new IOException(binary + " has changed: its length is another now");
    }

    /**
     * Half a surrogate pair is no character: it has no UTF-8 form, and the API refuses a request that has it as an escape, and
     * with it every later turn of the conversation. U+FFFD stands for it, as wherever text is decoded.
     */
    private static String wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (isHalfPair(text, i)) {
                    return replaced(text, i);
                }
                i++;
            }
        }
        return text;
    }

    private static String replaced(String text, int first) {
        StringBuilder whole = new StringBuilder(text);
        for (int i = first; i < whole.length(); i++) {
            if (Character.isSurrogate(whole.charAt(i))) {
                if (isHalfPair(whole, i)) {
                    whole.setCharAt(i, '\ufffd');
                } else {
                    i++;
                }
            }
        }
        return whole.toString();
    }

    /** Whether the surrogate at this index is alone; those before it are not, or were replaced. */
    private static boolean isHalfPair(CharSequence text, int index) {
        return Character.isLowSurrogate(text.charAt(index))
                || index + 1 == text.length()
                || !Character.isLowSurrogate(text.charAt(index + 1));
    }
}
