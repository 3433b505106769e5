package io.github.claude4j.http;

import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An object as a body; printed once, when its bytes are first asked for. */
final class JsonBody implements RequestBody {
    private final JsonObject json;
    private @Nullable Buffer bytes;

    JsonBody(JsonObject json) {
        this.json = json;
    }

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public Optional<JsonObject> json() {
        return Optional.of(json);
    }

    @Override
    public long length() {
        return bytes().size();
    }

    @Override
    public InputStream open() {
        return bytes().read();
    }

    private synchronized Buffer bytes() {
        if (bytes == null) {
            Buffer buffer = new Buffer();
            try {
                Json.write(json, buffer);
            } catch (IOException e) {
                throw new UncheckedIOException("a file in the request could not be read: " + e, e);
            }
            bytes = buffer;
        }
        return bytes;
    }

    /** Gives its bytes without copying them. */
    private static final class Buffer extends ByteArrayOutputStream {
        Buffer() {
            super(1024);
        }

        InputStream read() {
            return new ByteArrayInputStream(buf, 0, count);
        }
    }
}
