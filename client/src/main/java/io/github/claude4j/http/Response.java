package io.github.claude4j.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.claude4j.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** An HTTP answer whose head has arrived. Its body is read once, as it comes; closing it ends the exchange. */
public final class Response implements AutoCloseable {
    private final int status;
    private final Headers headers;
    private final ByteSource source;

    /** An answer whose body says what has come of it, so that it can be pushed without a thread. */
    public Response(int status, Headers headers, ByteSource body) {
        this.status = status;
        this.headers = Objects.requireNonNull(headers, "headers");
        this.source = Objects.requireNonNull(body, "body");
    }

    /** An answer whose body can only be read. */
    public Response(int status, Headers headers, InputStream body) {
        this(status, headers, new ReadSource(Objects.requireNonNull(body, "body")));
    }

    /** An answer whose body is in memory. */
    public static Response of(int status, Headers headers, byte[] body) {
        return new Response(status, headers, (ByteSource) new Memory(Objects.requireNonNull(body, "body")));
    }

    public int status() {
        return status;
    }

    public Headers headers() {
        return headers;
    }

    /**
     * The body, for those who read it. A read waits no longer than the call's limits allow and then fails with a
     * {@link java.net.SocketTimeoutException}; an interrupt ends it with an {@link java.io.InterruptedIOException}.
     */
    public InputStream body() {
        if (source instanceof InputStream stream) {
            return stream;
        }
        return source instanceof ReadSource read ? read.stream() : new SourceStream(source);
    }

    /** The body, for those who make another source of it. It is the same one as {@link #body()}: take from one of them. */
    public ByteSource source() {
        return source;
    }

    /** The same answer with another body, such as a decoded one, which can only be read. */
    public Response withBody(InputStream newBody) {
        return new Response(status, headers, new ReadSource(Objects.requireNonNull(newBody, "newBody")));
    }

    /** The same answer with another body, such as a decoded one. */
    public Response withBody(ByteSource newBody) {
        return new Response(status, headers, Objects.requireNonNull(newBody, "newBody"));
    }

    /** The same answer with other headers. */
    public Response withHeaders(Headers newHeaders) {
        return new Response(status, Objects.requireNonNull(newHeaders, "newHeaders"), source);
    }

    /**
     * The same answer as an error of the API, for a backend whose server tells of errors in another form: with the type that goes
     * with the status, and this message.
     */
    public Response withError(String message) {
        Objects.requireNonNull(message, "message");
        JsonObject error = JsonObject.of("type", errorType(status), "message", message);
        return of(
                status,
                headers,
                JsonObject.of("type", "error", "error", error).toJson().getBytes(UTF_8));
    }

    private static String errorType(int status) {
        return switch (status) {
            case 400, 422 -> "invalid_request_error";
            case 401 -> "authentication_error";
            case 402 -> "billing_error";
            case 403 -> "permission_error";
            case 404 -> "not_found_error";
            case 408, 504 -> "timeout_error";
            case 409 -> "conflict_error";
            case 413 -> "request_too_large";
            case 429 -> "rate_limit_error";
            case 503, 529 -> "overloaded_error";
            default -> "api_error";
        };
    }

    /** Whether the body is in memory, so that it may be read and reset again by several, as errors are. */
    public boolean isReplayable() {
        return source instanceof Memory;
    }

    /** The whole body: what is in memory, without a copy, else all that is left to read. */
    public byte[] bytes() throws IOException {
        return source instanceof Memory memory ? memory.bytes() : body().readAllBytes();
    }

    /** Ends the exchange; what was not read is lost. */
    @Override
    public void close() {
        source.close();
    }

    /** Status and headers, without the values of those that may hold credentials; never the body. */
    @Override
    public String toString() {
        return status + " with " + headers;
    }

    /** Gives its bytes without copying them. */
    private static final class Memory extends ByteArrayInputStream implements ByteSource {
        Memory(byte[] bytes) {
            super(bytes);
        }

        byte[] bytes() {
            return buf;
        }

        @Override
        public int poll(byte[] target, int offset, int length) {
            return read(target, offset, length);
        }

        @Override
        public void await() {}

        @Override
        public void onArrival(Runnable action) {
            action.run();
        }

        @Override
        public void close() {}
    }
}
