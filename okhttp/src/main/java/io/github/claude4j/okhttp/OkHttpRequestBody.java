package io.github.claude4j.okhttp;

import io.github.claude4j.http.RequestBody;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import okhttp3.MediaType;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** A body on its way out: read while it is sent, and sent once. */
final class OkHttpRequestBody extends okhttp3.RequestBody {
    private final RequestBody body;

    OkHttpRequestBody(RequestBody body) {
        this.body = body;
    }

    /** Nothing, so that the header stays as the request has it. */
    @Override
    public @Nullable MediaType contentType() {
        return null;
    }

    @Override
    public long contentLength() {
        return body.length();
    }

    /** So that OkHttp never sends it again by itself. */
    @Override
    public boolean isOneShot() {
        return true;
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        try (InputStream content = open()) {
            content.transferTo(sink.outputStream());
        }
    }

    /** A body that cannot be opened is no failure of the connection. */
    private InputStream open() {
        try {
            return body.open();
        } catch (IOException e) {
            throw new UncheckedIOException("the body of the request could not be read: " + e, e);
        }
    }
}
