package io.github.claude4j.http;

import io.github.claude4j.internal.body.Gunzip;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** An HTTP answer whose head has arrived. Its body is read once, as it comes; closing it ends the exchange. */
public final class Response implements AutoCloseable {
    private final int status;
    private final Headers headers;
    private final InputStream body;
    private final String hint;

    public Response(int status, Headers headers, InputStream body) {
        this(status, headers, body, "");
    }

    private Response(int status, Headers headers, InputStream body, String hint) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.hint = hint;
    }

    /** An answer whose body is in memory. */
    public static Response of(int status, Headers headers, byte[] body) {
        return new Response(status, headers, new Memory(body));
    }

    public int status() {
        return status;
    }

    public Headers headers() {
        return headers;
    }

    /**
     * The body. A read waits no longer than the call's limits allow and then fails with a
     * {@link java.net.SocketTimeoutException}; an interrupt ends it with an {@link java.io.InterruptedIOException}.
     */
    public InputStream body() {
        return body;
    }

    /** The same answer with another body, such as a decoded one. */
    public Response withBody(InputStream newBody) {
        return new Response(status, headers, newBody, hint);
    }

    /** The same answer with what to check, for the exception that it becomes. */
    Response withHint(String newHint) {
        return new Response(status, headers, body, newHint);
    }

    String hint() {
        return hint;
    }

    boolean isInMemory() {
        return body instanceof Memory;
    }

    /** The same answer as it was before it was compressed, should it be. */
    Response decoded(boolean streaming) {
        return headers.has("content-encoding") ? Gunzip.decoded(this, streaming) : this;
    }

    /** The same answer with its body read to the end. */
    Response inMemory() throws IOException {
        try (InputStream all = body) {
            return new Response(status, headers, new Memory(all.readAllBytes()));
        }
    }

    /** The whole body. */
    byte[] bytes() throws IOException {
        return body instanceof Memory memory ? memory.bytes() : body.readAllBytes();
    }

    /** Ends the exchange; what was not read is lost. */
    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            // Nothing is lost that anyone still wanted.
        }
    }

    /** Gives its bytes without copying them. */
    private static final class Memory extends ByteArrayInputStream {
        Memory(byte[] bytes) {
            super(bytes);
        }

        byte[] bytes() {
            return buf;
        }
    }
}
