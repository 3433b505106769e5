package io.github.claude4j.batches;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The requests of a batch as they are sent, once they are known to be within its limits. */
final class BatchChecks {
    static final int MOST_REQUESTS = 100_000;
    /** 256 MB in the wider reading: what is beyond that is certain to be refused. */
    private static final long MOST_BYTES = 256L * 1024 * 1024;

    private static final int LONGEST_ID = 64;

    private final Set<String> betas = new LinkedHashSet<>();
    private final JsonObject params;

    BatchChecks(JsonObject given) {
        JsonArray requests = given.get("requests") instanceof JsonArray list ? list : JsonArray.of();
        if (requests.isEmpty() || requests.size() > MOST_REQUESTS) {
            throw new InvalidParamsException("requests: expected 1 to 100000, found " + requests.size()
                    + (requests.isEmpty() ? "" : "; BatchSplitter makes several batches of them"));
        }
        Set<String> ids = new HashSet<>(requests.size() * 2);
        JsonArray.Builder checked = JsonArray.builder();
        for (int i = 0; i < requests.size(); i++) {
            Object request = requests.get(i);
            checked.add(request instanceof JsonObject object ? checked(object, i, ids) : request);
        }
        params = given.with("requests", checked.build());
        long bytes = JsonSize.of(params);
        if (bytes > MOST_BYTES) {
            throw new InvalidParamsException("requests: expected 256 MB at most, found " + bytes
                    + " bytes; BatchSplitter makes several batches of them");
        }
    }

    JsonObject params() {
        return params;
    }

    List<String> betas() {
        return List.copyOf(betas);
    }

    private JsonObject checked(JsonObject request, int index, Set<String> ids) {
        String where = "requests[" + index + "].custom_id: expected ";
        String id = request.get("custom_id") instanceof String text ? text : "";
        if (!isId(id)) {
            throw new InvalidParamsException(
                    where + "1 to 64 letters, digits, underscores and hyphens, found \"" + id + "\"");
        }
        if (!ids.add(id)) {
            throw new InvalidParamsException(where + "an id of its own, found \"" + id + "\" again");
        }
        return request.get("params") instanceof JsonObject message ? request.with("params", bare(message)) : request;
    }

    /** A message as it stands in a batch: its betas belong into the header, and there is nothing to stream. */
    private JsonObject bare(JsonObject message) {
        if (!message.has("betas") && !message.has("stream")) {
            return message;
        }
        addBetas(message.get("betas"));
        return message.without("betas").without("stream");
    }

    private void addBetas(@Nullable Object named) {
        if (named instanceof JsonArray list) {
            list.forEach(beta -> betas.add(String.valueOf(beta)));
        }
    }

    private static boolean isId(String id) {
        boolean good = !id.isEmpty() && id.length() <= LONGEST_ID;
        for (int i = 0; good && i < id.length(); i++) {
            char c = id.charAt(i);
            good = c < 128 && (Character.isLetterOrDigit(c) || c == '_' || c == '-');
        }
        return good;
    }
}
