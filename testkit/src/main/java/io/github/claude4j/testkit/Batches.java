package io.github.claude4j.testkit;

import io.github.claude4j.json.JsonObject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Keeps message batches. A batch is in progress when it is created, and has ended when it is looked at again. */
final class Batches {
    /** A batch, what was asked, and what came of it. */
    private static final class Batch {
        JsonObject description;
        final List<JsonObject> requests;
        final RecordedRequest request;

        @Nullable
        List<JsonObject> results;

        Batch(JsonObject description, List<JsonObject> requests, RecordedRequest request) {
            this.description = description;
            this.requests = requests;
            this.request = request;
        }
    }

    private final Spec spec;
    private final Ids ids;
    private final Samples samples;
    private final Clock clock;
    private final boolean strict;
    private final URI url;
    private final BiFunction<RecordedRequest, JsonObject, JsonObject> message;
    private final Map<String, Batch> batches = new LinkedHashMap<>();

    /**
     * Batches whose requests are answered by a function.
     *
     * @param message makes a message out of the request that created the batch and one of its requests
     */
    Batches(
            Spec spec,
            Ids ids,
            Samples samples,
            Clock clock,
            boolean strict,
            URI url,
            BiFunction<RecordedRequest, JsonObject, JsonObject> message) {
        this.spec = spec;
        this.ids = ids;
        this.samples = samples;
        this.clock = clock;
        this.strict = strict;
        this.url = url;
        this.message = message;
    }

    synchronized FakeResponse answer(Call call) {
        String id = call.id().orElse("");
        return switch (call.operation().name()) {
            case "messages.batches.create" -> FakeResponse.json(create(call));
            case "messages.batches.list" ->
                FakeResponse.json(Pages.of(call.operation(), list(), call.query(), samples.now()));
            case "messages.batches.delete" -> FakeResponse.json(delete(call, id));
            case "messages.batches.cancel" -> FakeResponse.json(cancel(batch(call, id)));
            case "messages.batches.results" -> results(batch(call, id));
            default -> FakeResponse.json(ended(batch(call, id)).description);
        };
    }

    private JsonObject create(Call call) {
        List<JsonObject> requests = Conversation.objects(call.body().get("requests"));
        Set<Object> seen = new HashSet<>();
        for (int i = 0; i < requests.size(); i++) {
            if (!seen.add(requests.get(i).get("custom_id"))) {
                throw RefusedException.invalid("requests." + i + ".custom_id: custom_id must be unique");
            }
        }
        if (strict && requests.isEmpty()) {
            throw RefusedException.invalid("requests: List should have at least 1 item");
        }
        Batch batch = new Batch(describe(ids.next("message_batch"), requests.size()), requests, call.request());
        batches.put(batch.description.string("id"), batch);
        return batch.description;
    }

    private JsonObject describe(String id, int requests) {
        JsonObject sample = samples.answer(spec.operation("messages.batches.create"));
        return sample.toBuilder()
                .put("id", id)
                .put("processing_status", "in_progress")
                .put("request_counts", sample.object("request_counts").with("processing", requests))
                .put("expires_at", Samples.time(clock.instant().plus(Duration.ofHours(24))))
                .build();
    }

    private List<JsonObject> list() {
        List<JsonObject> list = new ArrayList<>();
        for (Batch batch : batches.values()) {
            list.add(0, ended(batch).description);
        }
        return list;
    }

    private Batch batch(Call call, String id) {
        Batch batch = batches.get(id);
        if (batch == null && strict) {
            throw RefusedException.notFound("Message Batch with id `" + id + "` not found");
        }
        return batch != null ? batch : new Batch(describe(id, 0), List.of(), call.request());
    }

    private JsonObject delete(Call call, String id) {
        batch(call, id);
        batches.remove(id);
        return samples.answer(call.operation()).with("id", id);
    }

    /** What was not yet answered never will be. */
    private JsonObject cancel(Batch batch) {
        if (batch.results != null) {
            throw RefusedException.invalid("The batch has ended and cannot be canceled.");
        }
        batch.description =
                batch.description.with("processing_status", "canceling").with("cancel_initiated_at", samples.now());
        return batch.description;
    }

    private Batch ended(Batch batch) {
        if (batch.results != null) {
            return batch;
        }
        boolean canceled = batch.description.get("cancel_initiated_at") != null;
        List<JsonObject> results = new ArrayList<>();
        JsonObject.Builder counts = batch.description.object("request_counts").toBuilder();
        counts.put("processing", 0);
        for (JsonObject request : batch.requests) {
            JsonObject result = canceled ? JsonObject.of("type", "canceled") : result(batch, request);
            results.add(JsonObject.of("custom_id", request.get("custom_id"), "result", result));
            String kind = result.string("type");
            counts.put(kind, counts.get(kind) instanceof Long count ? count + 1 : 1);
        }
        batch.results = results;
        batch.description = batch.description.toBuilder()
                .put("processing_status", "ended")
                .put("ended_at", samples.now())
                .put("request_counts", counts.build())
                .put("results_url", url + "/v1/messages/batches/" + batch.description.string("id") + "/results")
                .build();
        return batch;
    }

    private JsonObject result(Batch batch, JsonObject request) {
        try {
            JsonObject params = request.optObject("params").orElse(JsonObject.of());
            return JsonObject.of(
                    "type", "succeeded", "message", message.apply(batch.request, params.without("stream")));
        } catch (RefusedException e) {
            JsonObject error = Errors.body(e.type(), String.valueOf(e.getMessage()));
            return JsonObject.of("type", "errored", "error", error.with("request_id", ids.next("request")));
        }
    }

    private FakeResponse results(Batch batch) {
        List<JsonObject> results = ended(batch).results;
        StringBuilder lines = new StringBuilder();
        for (JsonObject result : results == null ? List.<JsonObject>of() : results) {
            lines.append(result.toJson()).append('\n');
        }
        return FakeResponse.of(200, "application/x-jsonl", lines.toString());
    }
}
