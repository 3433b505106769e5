package io.github.claude4j.http;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.json.JsonText;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An object as a body; written down once, when its bytes are first asked for. */
final class JsonBody implements RequestBody {
    private final JsonObject json;
    private @Nullable JsonText text;

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
        return text().length();
    }

    @Override
    public InputStream open() {
        return text().open();
    }

    @Override
    public Optional<ByteBuffer> memory() {
        return text().inMemory();
    }

    private synchronized JsonText text() {
        if (text == null) {
            try {
                text = JsonText.of(json);
            } catch (IOException e) {
                throw new UncheckedIOException("a file in the request could not be read: " + e, e);
            }
        }
        return text;
    }
}
