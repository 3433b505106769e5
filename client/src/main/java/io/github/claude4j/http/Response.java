package io.github.claude4j.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/** An HTTP answer whose head has arrived. Its body is read once, as it comes; closing it ends the exchange. */
public final class Response implements AutoCloseable {
    private final int status;
    private final Headers headers;
    private final InputStream body;

    public Response(int status, Headers headers, InputStream body) {
        this.status = status;
        this.headers = headers;
        this.body = body;
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
        return new Response(status, headers, newBody);
    }

    /** The same answer with other headers. */
    public Response withHeaders(Headers newHeaders) {
        return new Response(status, newHeaders, body);
    }

    /** Whether the body is in memory, so that it may be read and reset again by several, as errors are. */
    public boolean isReplayable() {
        return body instanceof Memory;
    }

    /** The whole body: what is in memory, without a copy, else all that is left to read. */
    public byte[] bytes() throws IOException {
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
