package io.github.claude4j.http;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One HTTP request of a call: immutable, so that an interceptor passes on a changed copy. */
public final class Request {
    private final Operation operation;
    private final String method;
    private final URI url;
    private final Headers headers;
    private final @Nullable RequestBody body;

    private Request(Operation operation, String method, URI url, Headers headers, @Nullable RequestBody body) {
        headers.checkAscii();
        this.operation = operation;
        this.method = method;
        this.url = url;
        this.headers = headers;
        this.body = body;
    }

    /**
     * A request; the client makes those of its calls itself.
     *
     * @param body null for a request that has none
     * @throws InvalidParamsException for a header whose value is not all ASCII
     */
    public static Request of(Operation operation, String method, URI url, Headers headers, @Nullable RequestBody body) {
        return new Request(
                Objects.requireNonNull(operation, "operation"),
                Objects.requireNonNull(method, "method"),
                Objects.requireNonNull(url, "url"),
                headers,
                body);
    }

    /** The operation that this request is for. */
    public Operation operation() {
        return operation;
    }

    /** The HTTP method. */
    public String method() {
        return method;
    }

    public URI url() {
        return url;
    }

    public Headers headers() {
        return headers;
    }

    /** The body; empty for a request that has none. */
    public Optional<RequestBody> body() {
        return Optional.ofNullable(body);
    }

    /**
     * The object that the body is, for a backend that makes another of it; parsed only where an interceptor has replaced it.
     *
     * @throws InvalidParamsException for a body that is no JSON object, or none
     */
    public JsonObject json() throws IOException {
        RequestBody sent = body;
        if (sent == null) {
            throw new InvalidParamsException(operation + ": expected a body, found none");
        }
        Optional<JsonObject> known = sent.json();
        if (known.isPresent()) {
            return known.get();
        }
        try (InputStream in = sent.open()) {
            return JsonObject.parse(in.readAllBytes());
        } catch (InvalidDataException e) {
            throw new InvalidParamsException(operation + ": expected a body of JSON: " + e.getMessage());
        }
    }

    /** The same request to another place. */
    public Request withUrl(URI newUrl) {
        return new Request(operation, method, Objects.requireNonNull(newUrl, "newUrl"), headers, body);
    }

    /** The same request with other headers. */
    public Request withHeaders(Headers newHeaders) {
        return new Request(operation, method, url, newHeaders, body);
    }

    /** The same request with this header, replacing any of that name. */
    public Request withHeader(String name, String value) {
        return withHeaders(headers.toBuilder().set(name, value).build());
    }

    /** The same request with another body, and the content type of that. */
    public Request withBody(RequestBody newBody) {
        Headers typed =
                headers.toBuilder().set("content-type", newBody.contentType()).build();
        return new Request(operation, method, url, typed, newBody);
    }

    /** Method and URL; never headers or body. */
    @Override
    public String toString() {
        return method + " " + url;
    }
}
