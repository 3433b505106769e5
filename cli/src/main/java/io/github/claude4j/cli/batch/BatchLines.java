package io.github.claude4j.cli.batch;

import io.github.claude4j.InvalidDataException;
import io.github.claude4j.InvalidRequestException;
import io.github.claude4j.batches.BatchRequest;
import io.github.claude4j.cli.terminal.Table;
import io.github.claude4j.cli.terminal.UsageException;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Reads the requests of a batch, a line of JSON each: as the API takes it, {@code {"custom_id":…,"params":{…}}}, or short, with
 * the fields of the params beside the id and {@code prompt} in place of {@code messages}.
 */
final class BatchLines {
    private static final Pattern ID = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
    private static final Set<String> ENVELOPE = Set.of("custom_id", "params");

    private final String source;
    private final JsonObject defaults;
    private final Map<String, Integer> ids = new HashMap<>();
    private int number;

    /**
     * @param source what to call the input in an error
     * @param defaults fields for params that lack them
     */
    BatchLines(String source, JsonObject defaults) {
        this.source = source;
        this.defaults = defaults;
    }

    /** All requests; blank lines are none. */
    List<BatchRequest> read(BufferedReader lines) throws IOException {
        List<BatchRequest> requests = new ArrayList<>();
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            // Editors of another world put a mark before the first line.
            String text = number == 1 && line.startsWith("\ufeff") ? line.substring(1) : line;
            if (!text.isBlank()) {
                requests.add(request(parse(text)));
            }
        }
        if (requests.isEmpty()) {
            throw new UsageException(source + ": expected a request a line, found none");
        }
        return requests;
    }

    private JsonObject parse(String line) {
        Object value;
        try {
            value = Json.parse(line);
        } catch (InvalidDataException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
        if (value instanceof JsonObject object) {
            return object;
        }
        throw wrong("expected a JSON object, found " + Json.kind(value));
    }

    private BatchRequest request(JsonObject line) {
        JsonObject.Builder params = params(line).toBuilder();
        defaults.forEach((name, value) -> {
            if (!params.has(name)) {
                params.put(name, value);
            }
        });
        if (!(params.get("messages") instanceof JsonArray messages) || messages.isEmpty()) {
            Object found = params.get("messages");
            boolean none = found == null || found instanceof JsonArray;
            throw wrong("messages: expected turns, found " + (none ? "none" : Json.kind(found)));
        }
        if (Boolean.TRUE.equals(params.get("stream"))) {
            throw wrong("stream: a batch cannot stream");
        }
        try {
            return BatchRequest.of(JsonObject.of("custom_id", id(line), "params", params.build()));
        } catch (InvalidRequestException e) {
            throw wrong(String.valueOf(e.getMessage()));
        }
    }

    private JsonObject params(JsonObject line) {
        if (line.has("params")) {
            for (String name : line.names()) {
                if (!ENVELOPE.contains(name)) {
                    throw wrong(name + ": unknown beside custom_id and params");
                }
            }
            if (line.get("params") instanceof JsonObject params) {
                return params;
            }
            throw wrong("params: expected an object, found " + Json.kind(line.get("params")));
        }
        JsonObject params = line.without("custom_id").without("prompt");
        if (!line.has("prompt")) {
            if (!line.has("messages")) {
                throw wrong("expected params, messages or prompt, found none of them");
            }
            return params;
        }
        if (line.has("messages")) {
            throw wrong("prompt and messages: expected one of them, found both");
        }
        if (!(line.get("prompt") instanceof String prompt) || prompt.isBlank()) {
            throw wrong("prompt: expected text, found "
                    + (line.get("prompt") instanceof String ? "none" : Json.kind(line.get("prompt"))));
        }
        return params.with("messages", JsonArray.of(List.of(JsonObject.of("role", "user", "content", prompt))));
    }

    /** The line's own id, or its number. */
    private String id(JsonObject line) {
        Object given = line.has("custom_id") ? line.get("custom_id") : "line-" + number;
        if (!(given instanceof String id)) {
            throw wrong("custom_id: expected text, found " + Json.kind(given));
        }
        if (!ID.matcher(id).matches()) {
            throw wrong("custom_id: expected up to 64 letters, digits, - and _, found " + Table.fit(id, 80));
        }
        Integer before = ids.put(id, number);
        if (before != null) {
            throw wrong("custom_id: " + id + " is that of line " + before + " too");
        }
        return id;
    }

    private UsageException wrong(String reason) {
        return new UsageException(source + ", line " + number + ": " + reason);
    }
}
