package io.github.claude4j.testkit;

import io.github.claude4j.json.JsonObject;
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
record Call(
        RecordedRequest request,
        Operation operation,
        Map<String, String> route,
        JsonObject query,
        JsonObject body,
        List<Multipart.Part> parts) {
    /** The last parameter of the route: the id of what the call is about. */
    Optional<String> id() {
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
}
