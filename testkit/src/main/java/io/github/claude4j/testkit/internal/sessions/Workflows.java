package io.github.claude4j.testkit.internal.sessions;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.spec.Blocks;
import io.github.claude4j.testkit.internal.spec.Ids;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The events of a workflow run, as a turn scripts them: without the ids, which are given when they are told. */
public final class Workflows {
    private Workflows() {}

    /** A run through these phases, which ends with an error if there is one, after its last phase has begun. */
    public static List<JsonObject> run(String name, List<String> phases, @Nullable JsonObject error) {
        List<JsonObject> described = new ArrayList<>();
        for (String phase : phases) {
            described.add(JsonObject.of("name", phase, "description", null));
        }
        List<JsonObject> events = new ArrayList<>();
        events.add(JsonObject.builder()
                .put("type", "workflow_run.created")
                .put("name", name)
                .put("description", null)
                .put("phases", JsonArray.of(described))
                .build());
        events.add(JsonObject.of("type", "workflow_run.status_running"));
        for (int i = 0; i < phases.size(); i++) {
            events.add(JsonObject.of("type", "workflow_run.phase_started"));
            if (error == null || i < phases.size() - 1) {
                events.add(JsonObject.of("type", "workflow_run.phase_ended"));
            }
        }
        if (error != null) {
            events.add(JsonObject.of("type", "workflow_run.error", "error", error));
        }
        JsonObject result =
                error == null ? JsonObject.of("type", "completed") : JsonObject.of("type", "error", "error", error);
        events.add(JsonObject.of("type", "workflow_run.status_ended", "result", result));
        return events;
    }

    static boolean has(List<JsonObject> told) {
        return AgentTools.has(told, "workflow_run.status_ended");
    }

    /** The event with the ids that it lacks: those of the run that was created last, and of its phases in order. */
    static JsonObject linked(JsonObject event, List<JsonObject> told, Ids ids) {
        String type = event.optString("type").orElse("");
        if (!type.startsWith("workflow_run.")) {
            return event;
        }
        if (type.equals("workflow_run.created")) {
            return created(event, ids);
        }
        JsonObject run = last(told, "workflow_run.created");
        JsonObject linked = event.has("workflow_run_id") || run == null
                ? event
                : event.with("workflow_run_id", run.get("workflow_run_id"));
        return type.startsWith("workflow_run.phase_") && run != null ? ofPhase(linked, told, run) : linked;
    }

    private static JsonObject created(JsonObject event, Ids ids) {
        List<JsonObject> phases = new ArrayList<>();
        for (JsonObject phase : Blocks.objects(event.get("phases"))) {
            phases.add(phase.has("id") ? phase : phase.with("id", ids.next("workflow_run_phase")));
        }
        JsonObject whole = event.with("phases", JsonArray.of(phases));
        return whole.has("workflow_run_id") ? whole : whole.with("workflow_run_id", ids.next("workflow_run"));
    }

    private static JsonObject ofPhase(JsonObject event, List<JsonObject> told, JsonObject run) {
        boolean ends = "workflow_run.phase_ended".equals(event.get("type"));
        JsonObject started = last(told, "workflow_run.phase_started");
        if (ends && started != null) {
            return event.with("workflow_run_phase_id", started.get("workflow_run_phase_id"))
                    .with("phase_started_id", started.get("id"));
        }
        int before = told.subList(told.lastIndexOf(run), told.size()).stream()
                .mapToInt(other -> "workflow_run.phase_started".equals(other.get("type")) ? 1 : 0)
                .sum();
        List<JsonObject> phases = Blocks.objects(run.get("phases"));
        return event.has("workflow_run_phase_id") || before >= phases.size()
                ? event
                : event.with("workflow_run_phase_id", phases.get(before).get("id"));
    }

    private static @Nullable JsonObject last(List<JsonObject> told, String type) {
        for (int i = told.size() - 1; i >= 0; i--) {
            if (type.equals(told.get(i).get("type"))) {
                return told.get(i);
            }
        }
        return null;
    }
}
