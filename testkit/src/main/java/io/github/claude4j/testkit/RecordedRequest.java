package io.github.claude4j.testkit;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.server.Received;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A request that {@link FakeClaude} received. */
public final class RecordedRequest {
    private final Received received;

    RecordedRequest(Received received) {
        this.received = received;
    }

    /**
     * The request as it came, where the fake stands for a cloud that has a form of its own, such as Bedrock: its path, headers and
     * body. All else here is what it asks for, as the API has it.
     */
    public RecordedRequest onTheWire() {
        return new RecordedRequest(received.wire());
    }

    /** The verb, such as {@code POST}. */
    public String method() {
        return received.method();
    }

    /** The path as it was sent, without the query, such as {@code /v1/messages}. */
    public String path() {
        return received.path();
    }

    /** The values of each query parameter, decoded, in the order in which they came. */
    public Map<String, List<String>> query() {
        return received.query();
    }

    /** The first value of this query parameter. */
    public Optional<String> query(String name) {
        return Optional.ofNullable(received.query().get(name)).map(values -> values.get(0));
    }

    /** The values of each header; names are found in any case. */
    public Map<String, List<String>> headers() {
        return received.headers();
    }

    /** The first value of this header; its name may be in any case. */
    public Optional<String> header(String name) {
        return received.header(name);
    }

    /** The body as it was sent; empty when there was none. */
    public byte[] body() {
        return received.body().clone();
    }

    /** The body as text in UTF-8. */
    public String text() {
        return received.text();
    }

    /**
     * The body as JSON.
     *
     * @throws io.github.claude4j.errors.InvalidDataException when it is no JSON object
     */
    public JsonObject json() {
        return received.json();
    }

    /** The name of the operation that was called, such as {@code messages.create}; empty when there is none. */
    public Optional<String> operation() {
        return received.operation();
    }

    /** Whether it is the same request, not only one like it. */
    @Override
    public boolean equals(Object other) {
        return other instanceof RecordedRequest request && received == request.received;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(received);
    }

    /** The request line and the body in one line, without secrets, for messages of failing assertions. */
    @Override
    public String toString() {
        return received.toString();
    }
}
