package io.github.claude4j.json;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The JSON text of a value in UTF-8, ready to be sent any number of times. Large binary content is encoded only while it is
 * read, so that a request with files takes little memory.
 */
public final class JsonText {
    /** Below this the text is not worth being cut for it. */
    private static final int LARGE = 16 * 1024;

    private final Buffer text = new Buffer();
    private final List<Piece> pieces = new ArrayList<>(0);
    private long length;

    /** Binary content, and how much of the text stands before it. */
    private record Piece(int at, Binary content) {}

    private JsonText() {}

    /**
     * Writes down a value; takes what {@link JsonObject.Builder#put} takes.
     *
     * @throws IOException when a file that is part of it cannot be read
     */
    public static JsonText of(@Nullable Object value) throws IOException {
        JsonText json = new JsonText();
        JsonPrinter.utf8(Json.toJson(value), json);
        json.length = json.text.size();
        for (Piece piece : json.pieces) {
            json.length += (piece.content.length() + 2) / 3 * 4;
        }
        return json;
    }

    Buffer buffer() {
        return text;
    }

    /** Whether this content is left out, its place noted, and put in when the text is read. */
    static boolean isLarge(Binary content) {
        return content.length() >= LARGE;
    }

    void add(Binary content) {
        pieces.add(new Piece(text.size(), content));
    }

    /** How many bytes there are. */
    public long length() {
        return length;
    }

    /** All bytes, where they are in memory anyway; empty with large binary content. The array must not be changed. */
    public Optional<ByteBuffer> inMemory() {
        return pieces.isEmpty() ? Optional.of(text.bytes(0, text.size())) : Optional.empty();
    }

    /** The bytes from the beginning; files are opened when their turn comes. Each call begins anew; the caller closes it. */
    public InputStream open() {
        if (pieces.isEmpty()) {
            return text.stream(0, text.size());
        }
        List<InputStream> parts = new ArrayList<>(pieces.size() * 2 + 1);
        int from = 0;
        for (Piece piece : pieces) {
            parts.add(text.stream(from, piece.at));
            parts.add(new Base64Stream(piece.content));
            from = piece.at;
        }
        parts.add(text.stream(from, text.size()));
        return new SequenceInputStream(Collections.enumeration(parts));
    }

    /** Gives its bytes without copying them. */
    static final class Buffer extends ByteArrayOutputStream {
        Buffer() {
            // What is short comes in one piece, which then fits exactly.
            super(0);
        }

        InputStream stream(int from, int to) {
            return new ByteArrayInputStream(buf, from, to - from);
        }

        ByteBuffer bytes(int from, int to) {
            return ByteBuffer.wrap(buf, from, to - from);
        }
    }
}
