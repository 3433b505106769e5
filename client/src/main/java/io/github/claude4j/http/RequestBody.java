package io.github.claude4j.http;

import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Objects;
import java.util.Optional;

/** What a request carries: JSON, bytes, or parts with files. It knows its length, and can mostly be read any number of times. */
public interface RequestBody {
    /** The media type, for the content-type header. */
    String contentType();

    /** How many bytes {@link #open()} gives. */
    long length();

    /** The bytes from the beginning. Each call opens them anew; the caller closes them. */
    InputStream open() throws IOException;

    /** Whether {@link #open()} gives the bytes again; where it does not, the request is not sent again. */
    default boolean isReplayable() {
        return true;
    }

    /** Whether {@link #open()} gives the bytes only once, given already or not, so that nobody can look at them before they are sent. */
    default boolean isReadOnce() {
        return false;
    }

    /** The object that is sent, so that a backend can rewrite it without parsing; empty where the body is no JSON. */
    default Optional<JsonObject> json() {
        return Optional.empty();
    }

    /**
     * All bytes, from the beginning of an array on, so that a transport need not read them as a stream; empty where some of
     * them are not in memory.
     */
    default Optional<ByteBuffer> memory() {
        return Optional.empty();
    }

    /** An object as JSON. */
    static RequestBody of(JsonObject json) {
        return new JsonBody(Objects.requireNonNull(json, "json"));
    }

    /** Bytes, which are not copied. */
    static RequestBody of(byte[] bytes, String contentType) {
        return new BytesBody(
                Objects.requireNonNull(bytes, "bytes"), Objects.requireNonNull(contentType, "contentType"));
    }
}
