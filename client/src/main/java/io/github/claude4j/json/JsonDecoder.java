package io.github.claude4j.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.async.ByteArrayFeeder;
import io.github.claude4j.errors.InvalidDataException;
import java.io.IOException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads many JSON texts one after another, such as the events of a stream, for less than {@link Json#parse} takes for each:
 * it keeps one parser for all of them. It is for one thread at a time.
 */
public final class JsonDecoder implements AutoCloseable {
    private final @Nullable Runnable check;
    private final JsonReader reader;
    private @Nullable JsonParser parser;
    private long fed;

    public JsonDecoder() {
        this.check = null;
        this.reader = JsonReader.ofAnswers(null);
    }

    /**
     * Reads texts that may be large.
     *
     * @param check run now and then, each time some thousands of values were read; ends the reading by throwing
     */
    public JsonDecoder(Runnable check) {
        this.check = Objects.requireNonNull(check, "check");
        this.reader = JsonReader.ofAnswers(check);
    }

    /**
     * Reads one JSON text in UTF-8 from a part of an array. Bytes that are no UTF-8 are read as U+FFFD, so that one of them
     * does not end a stream.
     *
     * @return a value as {@link JsonObject} lists them
     * @throws InvalidDataException when it is no JSON; what is read next does not suffer from that
     */
    public @Nullable Object decode(byte[] json, int offset, int length) {
        JsonObject object = object(Objects.requireNonNull(json, "json"), offset, length);
        return object != null ? object : JsonReader.ofAnswers(check).whole(json, offset, length);
    }

    /** The whole text as an object; null where it is none, or is to be looked at more closely. */
    private @Nullable JsonObject object(byte[] json, int offset, int length) {
        try {
            JsonParser open = parser();
            ((ByteArrayFeeder) open.getNonBlockingInputFeeder()).feedInput(json, offset, offset + length);
            fed += length;
            if (open.nextToken() == JsonToken.START_OBJECT) {
                JsonObject object = reader.object(open);
                if (open.currentLocation().getByteOffset() == fed) {
                    return object;
                }
            }
        } catch (IOException e) {
            // Reading the text once more, by itself, tells what is wrong with it.
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        close();
        return null;
    }

    private JsonParser parser() throws IOException {
        JsonParser open = parser;
        if (open == null) {
            open = JsonReader.FACTORY.createNonBlockingByteArrayParser();
            parser = open;
            fed = 0;
        }
        return open;
    }

    /** Gives back what is held between two texts. Reading goes on after it. */
    @Override
    public void close() {
        reader.reset();
        if (parser != null) {
            try {
                parser.close();
            } catch (IOException e) {
                // It reads from memory, where nothing can fail to close.
            }
            parser = null;
        }
    }
}
