package io.github.claude4j.http;

import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One HTTP request of a call: immutable, so that an interceptor passes on a changed copy. */
public final class Request {
    private final Operation operation;
    private final String verb;
    private final URI url;
    private final Headers headers;
    private final @Nullable RequestBody body;

    Request(Operation operation, String verb, URI url, Headers headers, @Nullable RequestBody body) {
        headers.checkAscii();
        this.operation = operation;
        this.verb = verb;
        this.url = url;
        this.headers = headers;
        this.body = body;
    }

    /** The operation that this request is for. */
    public Operation operation() {
        return operation;
    }

    /** The HTTP verb. */
    public String verb() {
        return verb;
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

    /** The same request to another place. */
    public Request withUrl(URI newUrl) {
        return new Request(operation, verb, newUrl, headers, body);
    }

    /** The same request with other headers. */
    public Request withHeaders(Headers newHeaders) {
        return new Request(operation, verb, url, newHeaders, body);
    }

    /** The same request with this header, replacing any of that name. */
    public Request withHeader(String name, String value) {
        return withHeaders(headers.toBuilder().set(name, value).build());
    }

    /** The same request with another body, and the content type of that. */
    public Request withBody(RequestBody newBody) {
        Headers typed =
                headers.toBuilder().set("content-type", newBody.contentType()).build();
        return new Request(operation, verb, url, typed, newBody);
    }

    /** Verb and URL; never headers or body. */
    @Override
    public String toString() {
        return verb + " " + url;
    }
}
