package io.github.claude4j.testkit.internal.things;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.server.Answer;
import io.github.claude4j.testkit.internal.server.Received;
import io.github.claude4j.testkit.internal.spec.ApiErrors;
import io.github.claude4j.testkit.internal.spec.Blocks;
import io.github.claude4j.testkit.internal.spec.Ids;
import io.github.claude4j.testkit.internal.spec.Refusal;
import io.github.claude4j.testkit.internal.spec.Samples;
import io.github.claude4j.testkit.internal.spec.Spec;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keeps message batches. A batch is in progress when it is created, and has ended when it is looked at after its time;
 * unless a script says otherwise that is the next look.
 */
public final class Batches {
    private static final Duration LIFE = Duration.ofHours(24);

    /** As long as the API keeps results. */
    private static final Duration RESULTS_LIFE = Duration.ofDays(29);

    /** Makes messages out of the requests of batches. */
    @FunctionalInterface
    public interface Answers {
        /**
         * The message that answers a request.
         *
         * @param created the request that created the batch
         * @param scripted a part of the message; null when none is scripted
         */
        JsonObject message(Received created, JsonObject params, @Nullable JsonObject scripted);
    }

    /** A batch, what was asked, and what came of it. */
    private static final class Batch {
        JsonObject description;
        final List<JsonObject> requests;
        final Received request;
        final Instant created;
        final Instant due;

        @Nullable
        List<JsonObject> results;

        Batch(JsonObject description, List<JsonObject> requests, Received request, Instant created, Duration duration) {
            this.description = description;
            this.requests = requests;
            this.request = request;
            this.created = created;
            Instant end = created.plus(LIFE);
            this.due = duration.compareTo(LIFE) < 0 ? created.plus(duration) : end;
        }

        String id() {
            return description.string("id");
        }

        boolean expires() {
            return due.equals(created.plus(LIFE));
        }
    }

    private final Spec spec;
    private final Ids ids;
    private final Samples samples;
    private final Clock clock;
    private final boolean strict;
    private final URI url;
    private final BatchScript script;
    private final Answers answers;
    private final Map<String, Batch> batches = new LinkedHashMap<>();

    public Batches(
            Spec spec,
            Ids ids,
            Samples samples,
            Clock clock,
            boolean strict,
            URI url,
            BatchScript script,
            Answers answers) {
        this.spec = spec;
        this.ids = ids;
        this.samples = samples;
        this.clock = clock;
        this.strict = strict;
        this.url = url;
        this.script = script;
        this.answers = answers;
    }

    public synchronized Answer answer(Understood call) {
        String id = call.id().orElse("");
        return switch (call.operation().name()) {
            case "messages.batches.create" -> Answer.json(create(call));
            case "messages.batches.list" ->
                Answer.json(Pages.of(call.operation(), list(), call.query(), samples.now()));
            case "messages.batches.delete" -> Answer.json(delete(call, id));
            case "messages.batches.cancel" -> Answer.json(cancel(batch(call, id)));
            case "messages.batches.results" -> results(batch(call, id));
            default -> Answer.json(ended(batch(call, id)).description);
        };
    }

    private JsonObject create(Understood call) {
        List<JsonObject> requests = Blocks.objects(call.body().get("requests"));
        Set<Object> seen = new HashSet<>();
        for (int i = 0; i < requests.size(); i++) {
            if (!seen.add(requests.get(i).get("custom_id"))) {
                throw Refusal.invalid("requests." + i + ".custom_id: custom_id must be unique");
            }
        }
        if (strict && requests.isEmpty()) {
            throw Refusal.invalid("requests: List should have at least 1 item");
        }
        JsonObject description = describe(ids.next("message_batch"), requests.size());
        Batch batch = new Batch(description, requests, call.request(), clock.instant(), script.duration());
        batches.put(batch.id(), batch);
        return batch.description;
    }

    private JsonObject describe(String id, int requests) {
        JsonObject sample = samples.answer(spec.operation("messages.batches.create"));
        return sample.toBuilder()
                .put("id", id)
                .put("processing_status", "in_progress")
                .put("request_counts", sample.object("request_counts").with("processing", requests))
                .put("expires_at", Samples.time(clock.instant().plus(LIFE)))
                .build();
    }

    private List<JsonObject> list() {
        List<JsonObject> list = new ArrayList<>();
        for (Batch batch : batches.values()) {
            list.add(0, ended(batch).description);
        }
        return list;
    }

    private Batch batch(Understood call, String id) {
        Batch batch = batches.get(id);
        if (batch == null && strict) {
            throw Refusal.notFound("Message Batch with id `" + id + "` not found");
        }
        return batch != null
                ? batch
                : new Batch(describe(id, 0), List.of(), call.request(), clock.instant(), Duration.ZERO);
    }

    private JsonObject delete(Understood call, String id) {
        if (ended(batch(call, id)).results == null && strict) {
            throw Refusal.invalid("Message Batch " + id + " is in progress: cancel it before it is deleted");
        }
        batches.remove(id);
        return samples.answer(call.operation()).with("id", id);
    }

    private JsonObject cancel(Batch batch) {
        if (batch.results != null || (batch.created.isBefore(batch.due) && isDue(batch))) {
            throw Refusal.invalid("Message Batch " + batch.id() + " has ended and cannot be canceled");
        }
        if (batch.description.get("cancel_initiated_at") == null) {
            batch.description =
                    batch.description.with("processing_status", "canceling").with("cancel_initiated_at", samples.now());
        }
        return batch.description;
    }

    private boolean isDue(Batch batch) {
        return !clock.instant().isBefore(batch.due);
    }

    /** The batch as it stands now: ended, if its time has come or if it was canceled. */
    private Batch ended(Batch batch) {
        boolean canceled = batch.description.get("cancel_initiated_at") != null;
        if (batch.results == null && (canceled || isDue(batch))) {
            end(batch, canceled);
        }
        if (!clock.instant().isBefore(batch.created.plus(RESULTS_LIFE))
                && batch.description.get("archived_at") == null) {
            String archived = Samples.time(batch.created.plus(RESULTS_LIFE));
            batch.description = batch.description.with("archived_at", archived).with("results_url", null);
        }
        return batch;
    }

    private void end(Batch batch, boolean canceled) {
        List<JsonObject> results = new ArrayList<>();
        JsonObject.Builder counts = batch.description.object("request_counts").toBuilder();
        counts.put("processing", 0);
        for (JsonObject request : batch.requests) {
            JsonObject result = result(batch, request, canceled);
            results.add(JsonObject.of("custom_id", request.get("custom_id"), "result", result));
            String kind = result.string("type");
            counts.put(kind, counts.get(kind) instanceof Long count ? count + 1 : 1);
        }
        batch.results = results;
        Instant end = canceled || batch.due.equals(batch.created) ? clock.instant() : batch.due;
        batch.description = batch.description.toBuilder()
                .put("processing_status", "ended")
                .put("ended_at", Samples.time(end))
                .put("request_counts", counts.build())
                .put("results_url", url + "/v1/messages/batches/" + batch.id() + "/results")
                .build();
    }

    private JsonObject result(Batch batch, JsonObject request, boolean canceled) {
        JsonObject scripted = script.next(request.optString("custom_id").orElse(""));
        if (scripted == null && (canceled || batch.expires())) {
            return JsonObject.of("type", canceled ? "canceled" : "expired");
        }
        if (scripted != null && scripted.has("error")) {
            return errored(scripted.object("error"));
        }
        if (scripted != null && !scripted.has("message")) {
            return scripted;
        }
        try {
            JsonObject params = request.optObject("params").orElse(JsonObject.of());
            JsonObject message = answers.message(
                    batch.request, params.without("stream"), scripted == null ? null : scripted.object("message"));
            return JsonObject.of("type", "succeeded", "message", message);
        } catch (Refusal e) {
            return errored(ApiErrors.body(e.type(), String.valueOf(e.getMessage())));
        }
    }

    private JsonObject errored(JsonObject error) {
        return JsonObject.of("type", "errored", "error", error.with("request_id", ids.next("request")));
    }

    private Answer results(Batch batch) {
        List<JsonObject> results = ended(batch).results;
        if (results == null || batch.description.get("archived_at") != null) {
            throw Refusal.invalid("Message Batch " + batch.id()
                    + (results == null ? " has no results yet: it is in progress" : " has no results any more"));
        }
        StringBuilder lines = new StringBuilder();
        for (JsonObject result : results) {
            lines.append(result.toJson()).append('\n');
        }
        return Answer.of(200, "application/x-jsonl", lines.toString());
    }
}
