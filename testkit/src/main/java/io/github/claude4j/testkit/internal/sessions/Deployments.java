package io.github.claude4j.testkit.internal.sessions;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.server.Answer;
import io.github.claude4j.testkit.internal.spec.Refusal;
import io.github.claude4j.testkit.internal.spec.Samples;
import io.github.claude4j.testkit.internal.spec.TypeExpr;
import io.github.claude4j.testkit.internal.things.Things;
import io.github.claude4j.testkit.internal.things.Understood;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Keeps deployments and their runs, which a call starts or the schedule does, by the fake's clock. */
public final class Deployments {
    private static final TypeExpr PAUSE = new TypeExpr.Named("deployments.PauseError");

    private final Things things;
    private final Sessions sessions;
    private final Clock clock;
    private final Schedules schedules = new Schedules();

    public Deployments(Things things, Sessions sessions, Clock clock) {
        this.things = things;
        this.sessions = sessions;
        this.clock = clock;
    }

    /** Starts the sessions that have become due since this was last called. */
    public void startDue() {
        for (Schedules.Due due : schedules.take(clock.instant())) {
            String path = path(due.deployment());
            JsonObject deployment = things.find(path);
            if (deployment != null && "active".equals(deployment.get("status"))) {
                startDue(path, deployment, due.time());
            }
        }
    }

    /** A deployment that cannot start a session pauses itself, if the reason is one that stays. */
    private void startDue(String path, JsonObject deployment, Instant time) {
        String scheduled = Samples.time(time);
        JsonObject run = run(deployment, JsonObject.of("type", "schedule", "scheduled_at", scheduled));
        JsonObject changed = deployment.with("schedule", Schedules.ran(deployment.object("schedule"), time));
        Object type = run.optObject("error").map(error -> error.get("type")).orElse(null);
        JsonObject error = JsonObject.of("type", type);
        if (type != null && things.completion().fits(PAUSE, error)) {
            schedules.forget(deployment.string("id"));
            changed = changed.with("status", "paused")
                    .with("paused_reason", JsonObject.of("type", "error", "error", error));
        }
        things.store().put(path, changed);
    }

    private static String path(@Nullable Object deployment) {
        return "/v1/deployments/" + deployment;
    }

    public Answer answer(Understood call) {
        things.check(call);
        String path = path(call.route().get("deployment_id"));
        Schedules.check(call.body().get("schedule"));
        return switch (call.operation().name()) {
            case "deployments.create" -> create(call);
            case "deployments.update" -> kept(path, things.answer(call));
            case "deployments.pause" -> reasoned(path, things.answer(call), JsonObject.of("type", "manual"));
            case "deployments.unpause" -> reasoned(path, things.answer(call), null);
            case "deployments.archive" -> archived(call);
            case "deployments.run" -> run(call, things.find(path));
            case "deployment_runs.retrieve" -> retrieveRun(call);
            default -> things.answer(call);
        };
    }

    private Answer retrieveRun(Understood call) {
        if (things.strict() && things.find(Things.path(call)) == null) {
            throw Refusal.notFound("Not found: " + call.id().orElse(""));
        }
        return things.answer(call);
    }

    private Answer create(Understood call) {
        Answer made = things.answer(call);
        return kept(path(JsonObject.parse(made.body()).string("id")), made);
    }

    private Answer archived(Understood call) {
        schedules.forget(call.route().getOrDefault("deployment_id", ""));
        return things.answer(call);
    }

    /** The deployment, with its schedule followed from now on if it is active. */
    private JsonObject scheduled(JsonObject deployment) {
        String id = deployment.string("id");
        if (!"active".equals(deployment.get("status")) || deployment.get("archived_at") != null) {
            schedules.forget(id);
            return deployment;
        }
        JsonObject schedule = deployment.optObject("schedule").orElse(null);
        return deployment.with("schedule", schedules.follow(id, schedule, clock.instant()));
    }

    /** Keeps the deployment with the agent's newest version where none was named. */
    private Answer kept(String path, Answer answer) {
        JsonObject deployment = things.find(path);
        if (deployment == null) {
            return answer;
        }
        JsonObject reference = deployment.object("agent");
        JsonObject agent = things.find("/v1/agents/" + reference.get("id"));
        if (agent == null && things.strict()) {
            things.store().remove(path);
            throw Refusal.notFound("agent: Not found: " + reference.get("id"));
        }
        if (agent != null && Long.valueOf(0).equals(reference.get("version"))) {
            deployment = deployment.with("agent", reference.with("version", agent.get("version")));
        }
        deployment = scheduled(deployment);
        things.store().put(path, deployment);
        return Answer.json(deployment);
    }

    private Answer reasoned(String path, Answer answer, @Nullable JsonObject reason) {
        JsonObject deployment = JsonObject.parse(answer.body()).with("paused_reason", reason);
        if (things.find(path) != null) {
            deployment = scheduled(deployment);
            things.store().put(path, deployment);
        }
        return Answer.json(deployment);
    }

    private Answer run(Understood call, @Nullable JsonObject deployment) {
        if (deployment == null) {
            return things.answer(call);
        }
        things.mustBeInUse(deployment);
        return Answer.json(run(deployment, JsonObject.of("type", "manual")));
    }

    /** What stands in the way of a session is told in the run, not as an error of the call. */
    private JsonObject run(JsonObject deployment, JsonObject trigger) {
        String id = things.ids().next("deployment_run");
        Object session = null;
        JsonObject error = null;
        try {
            session =
                    sessions.create(params(deployment), deployment.string("id")).get("id");
        } catch (Refusal e) {
            error = error(String.valueOf(e.getMessage()));
        }
        JsonObject run = JsonObject.builder()
                .put("id", id)
                .put("type", "deployment_run")
                .put("agent", deployment.get("agent"))
                .put("created_at", things.samples().now())
                .put("deployment_id", deployment.get("id"))
                .put("error", error)
                .put("session_id", session)
                .put("trigger_context", trigger)
                .build();
        things.store().put("/v1/deployment_runs/" + id, run);
        return run;
    }

    private static JsonObject params(JsonObject deployment) {
        JsonObject.Builder params = JsonObject.builder();
        for (String name : new String[] {
            "agent", "environment_id", "initial_events", "metadata", "resources", "vault_ids", "budget"
        }) {
            if (deployment.get(name) != null) {
                params.put(name, deployment.get(name));
            }
        }
        return params.build();
    }

    private static JsonObject error(String message) {
        boolean archived = message.endsWith("is archived");
        String what = message.substring(0, Math.max(0, message.indexOf(':')));
        String type = switch (what) {
            case "environment_id" -> archived ? "environment_archived_error" : "environment_not_found_error";
            case "vault_ids" -> archived ? "vault_archived_error" : "vault_not_found_error";
            case "File not found", "File has expired" -> "file_not_found_error";
            case "resources" -> archived ? "memory_store_archived_error" : "session_resource_not_found_error";
            default -> archived ? "agent_archived_error" : "session_creation_rejected_error";
        };
        return JsonObject.of("type", type, "message", message);
    }
}
