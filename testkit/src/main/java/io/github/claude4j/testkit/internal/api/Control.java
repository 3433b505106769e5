package io.github.claude4j.testkit.internal.api;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.server.Answer;
import io.github.claude4j.testkit.internal.server.Multipart;
import io.github.claude4j.testkit.internal.server.Received;
import io.github.claude4j.testkit.internal.spec.Refusal;
import io.github.claude4j.testkit.internal.spec.Spec;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What programs of any language tell a fake over HTTP, under a path that the API does not have: its script, its time, and
 * what it has received. It is there if it was asked for, and web pages may use it only where they were named.
 */
final class Control {
    private static final String PATH = "/_fake";

    private static final JsonObject WAYS = JsonObject.builder()
            .put("POST /_fake/script", "adds steps: JSON lines, one object or a list")
            .put("GET /_fake/script", "the steps that no request has come for")
            .put("GET /_fake/requests", "what was received, the oldest first; ?operation=messages.create for some")
            .put("POST /_fake/advance", "lets time pass: {\"seconds\": 3600}")
            .put(
                    "POST /_fake/clear",
                    "goes back to the start: forgets the steps, the requests, all that was created, and the time that passed")
            .build();

    private final Api api;
    private final Settings settings;
    private final FakeClock clock;
    private final Requests requests;
    private final Script script;

    Control(Api api, Settings settings, FakeClock clock, Requests requests, Script script) {
        this.api = api;
        this.settings = settings;
        this.clock = clock;
        this.requests = requests;
        this.script = script;
    }

    /** Whether a request is for the fake itself, and not for the API. */
    static boolean isFor(Received request) {
        return request.path().equals(PATH) || request.path().startsWith(PATH + "/");
    }

    Answer answer(Received request) {
        if (!settings.control()) {
            throw Refusal.notFound(
                    PATH + " is not there: this fake was started without its control (claude4j serve --control)");
        }
        String origin = request.header("origin").orElse(null);
        if (origin != null && !settings.origins().names(origin)) {
            throw new Refusal(403, "Origin: " + PATH + " is for web pages that were named only, found " + origin);
        }
        if (request.method().equals("OPTIONS")) {
            return Answer.of(200, "text/plain", "").header("allow", "GET, POST");
        }
        try {
            return Answer.json(done(request));
        } catch (IllegalArgumentException | InvalidDataException e) {
            throw Refusal.invalid(String.valueOf(e.getMessage()));
        }
    }

    private JsonObject done(Received request) {
        return switch (request.method() + " " + request.path()) {
            case "POST /_fake/script" -> add(StepReader.read(request.text()));
            case "GET /_fake/script" -> JsonObject.of("unused", JsonArray.of(script.unused()));
            case "GET /_fake/requests" -> received(operations(request.query()));
            case "POST /_fake/advance" -> advance(Members.of("", Json.parse(request.body())));
            case "POST /_fake/clear" -> clear();
            case "GET /_fake", "GET /_fake/" -> WAYS;
            default -> throw unknown(request);
        };
    }

    private static Refusal unknown(Received request) {
        boolean known = WAYS.names().stream().anyMatch(way -> way.endsWith(" " + request.path()));
        return new Refusal(
                known ? 405 : 404, request.method() + " " + request.path() + ": GET " + PATH + " tells what there is");
    }

    /** The operations that are asked about; null for all. */
    private static @Nullable List<String> operations(Map<String, List<String>> query) {
        for (String name : query.keySet()) {
            if (!name.equals("operation")) {
                throw new IllegalArgumentException(name + ": there is no such parameter; there is operation");
            }
        }
        List<String> operations = query.get("operation");
        if (operations != null) {
            operations.forEach(Spec.get()::operation);
        }
        return operations;
    }

    private JsonObject add(List<Plan> steps) {
        script.add(steps);
        return JsonObject.of("added", steps.size());
    }

    private JsonObject advance(Members body) {
        clock.advance(body.seconds("seconds"));
        body.nothingElse();
        api.timePassed();
        return now();
    }

    private JsonObject clear() {
        api.clear();
        return now();
    }

    private JsonObject now() {
        return JsonObject.of("now", clock.instant().toString());
    }

    private JsonObject received(@Nullable List<String> operations) {
        JsonArray.Builder list = JsonArray.builder();
        for (Received request : requests.list()) {
            String operation = request.operation().orElse(null);
            if (operations == null || operations.contains(operation)) {
                list.add(JsonObject.builder()
                        .put("method", request.method())
                        .put("path", request.path())
                        .put("operation", operation)
                        .put("query", lists(request.query()))
                        .put("headers", lists(request.headers()))
                        .put("body", body(request))
                        .build());
            }
        }
        return JsonObject.of("data", list.build());
    }

    private static JsonObject lists(Map<String, List<String>> values) {
        JsonObject.Builder object = JsonObject.builder();
        values.forEach((name, list) -> object.put(name, JsonArray.of(list)));
        return object.build();
    }

    /** JSON as it is, the parts of a form without what is in files, anything else as text. */
    private static @Nullable Object body(Received request) {
        String type = request.header("content-type").orElse("");
        if (request.body().length == 0) {
            return null;
        }
        try {
            return type.startsWith("multipart/") ? parts(type, request) : Json.parse(request.body());
        } catch (InvalidDataException | Refusal e) {
            return request.text();
        }
    }

    private static JsonArray parts(String type, Received request) {
        JsonArray.Builder parts = JsonArray.builder();
        for (Multipart.Part part : Multipart.parse(type, request.body())) {
            JsonObject.Builder told = JsonObject.builder().put("name", part.name());
            parts.add(
                    part.filename() == null
                            ? told.put("text", part.text()).build()
                            : told.put("filename", part.filename())
                                    .put("content_type", part.contentType())
                                    .put("size", part.content().remaining())
                                    .build());
        }
        return parts.build();
    }
}
