package io.github.claude4j.json;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.exc.StreamWriteException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
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

    private final JsonGenerator out;
    private final boolean forPeople;

    /** Where large binary content is noted instead of being written; null where it is written. */
    private final @Nullable JsonText later;

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
        out.writeStartObject();
        for (int i = 0; i < object.size(); i++) {
            String name = object.name(i);
            boolean escaped = escapeLoneSurrogates(name);
            out.writeFieldName(name);
            unescape(escaped);
            Object value = object.value(i);
            if (forPeople && value instanceof String && SecretNames.contains(name)) {
                out.writeString("***");
            } else {
                print(value);
            }
        }
        out.writeEndObject();
    }

    private void array(JsonArray array) throws IOException {
        out.writeStartArray();
        for (int i = 0; i < array.size(); i++) {
            print(array.get(i));
        }
        out.writeEndArray();
    }

    private void string(String text) throws IOException {
        if (forPeople && text.length() > LONGEST_FOR_PEOPLE) {
            out.writeString(text.substring(0, LONGEST_FOR_PEOPLE / 2) + "… (" + text.length() + " characters)");
            return;
        }
        boolean escaped = escapeLoneSurrogates(text);
        out.writeString(text);
        unescape(escaped);
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
     * Half a surrogate pair has no UTF-8 form and can only be sent as an escape, which is how it came. Whether text has
     * one is found out before it is written, because jackson-core fails on it in the middle.
     */
    private boolean escapeLoneSurrogates(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    out.setHighestNonEscapedChar(127);
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    private void unescape(boolean escaped) {
        if (escaped) {
            out.setHighestNonEscapedChar(0);
        }
    }
}
