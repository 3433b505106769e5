package io.github.claude4j.testkit.internal.things;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.server.Multipart;
import io.github.claude4j.testkit.internal.server.Received;
import io.github.claude4j.testkit.internal.spec.SpecOperation;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A request that was understood.
 *
 * @param route the values of the route's parameters, by name
 * @param query the query by the types of the spec
 * @param body the JSON body, or the text parts of an upload; empty when there is none
 * @param parts the parts of an upload
 */
public record Understood(
        Received request,
        SpecOperation operation,
        Map<String, String> route,
        JsonObject query,
        JsonObject body,
        List<Multipart.Part> parts) {
    /** The same call with another query. */
    public Understood with(JsonObject otherQuery) {
        return new Understood(request, operation, route, otherQuery, body, parts);
    }

    /** The last parameter of the route: the id of what the call is about. */
    public Optional<String> id() {
        String id = null;
        for (String value : route.values()) {
            id = value;
        }
        return Optional.ofNullable(id);
    }

    /** The first file of an upload. */
    Optional<Multipart.Part> file() {
        for (Multipart.Part part : parts) {
            if (part.filename() != null) {
                return Optional.of(part);
            }
        }
        return Optional.empty();
    }

    /** The same call with another body. */
    public Understood withBody(JsonObject other) {
        return new Understood(request, operation, route, query, other, parts);
    }
}
