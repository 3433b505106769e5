package io.github.claude4j.testkit;

import io.github.claude4j.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Keeps deployments and their runs. Schedules are kept too, but only a call starts a session. */
final class Deployments {
    private final Things things;
    private final Sessions sessions;

    Deployments(Things things, Sessions sessions) {
        this.things = things;
        this.sessions = sessions;
    }

    FakeResponse answer(Call call) {
        things.check(call);
        String path = "/v1/deployments/" + call.route().get("deployment_id");
        return switch (call.operation().name()) {
            case "deployments.create" -> create(call);
            case "deployments.update" -> kept(path, things.answer(call));
            case "deployments.pause" -> reasoned(path, things.answer(call), JsonObject.of("type", "manual"));
            case "deployments.unpause" -> reasoned(path, things.answer(call), null);
            case "deployments.run" -> run(call, things.find(path));
            case "deployment_runs.retrieve" -> retrieveRun(call);
            default -> things.answer(call);
        };
    }

    private FakeResponse retrieveRun(Call call) {
        if (things.strict() && things.find(Things.path(call)) == null) {
            throw RefusedException.notFound("Not found: " + call.id().orElse(""));
        }
        return things.answer(call);
    }

    private FakeResponse create(Call call) {
        FakeResponse made = things.answer(call);
        return kept("/v1/deployments/" + JsonObject.parse(made.body()).string("id"), made);
    }

    /** Keeps the deployment with the agent's newest version where none was named. */
    private FakeResponse kept(String path, FakeResponse answer) {
        JsonObject deployment = things.find(path);
        if (deployment == null) {
            return answer;
        }
        JsonObject reference = deployment.object("agent");
        JsonObject agent = things.find("/v1/agents/" + reference.get("id"));
        if (agent == null && things.strict()) {
            things.store().remove(path);
            throw RefusedException.notFound("agent: Not found: " + reference.get("id"));
        }
        if (agent != null && Long.valueOf(0).equals(reference.get("version"))) {
            deployment = deployment.with("agent", reference.with("version", agent.get("version")));
            things.store().put(path, deployment);
        }
        return FakeResponse.json(deployment);
    }

    private FakeResponse reasoned(String path, FakeResponse answer, @Nullable JsonObject reason) {
        JsonObject deployment = JsonObject.parse(answer.body()).with("paused_reason", reason);
        if (things.find(path) != null) {
            things.store().put(path, deployment);
        }
        return FakeResponse.json(deployment);
    }

    /** What stands in the way of a session is told in the run, not as an error of the call. */
    private FakeResponse run(Call call, @Nullable JsonObject deployment) {
        if (deployment == null) {
            return things.answer(call);
        }
        things.mustBeInUse(deployment);
        String id = things.ids().next("deployment_run");
        Object session = null;
        JsonObject error = null;
        try {
            session = sessions.create(call, params(deployment), deployment.string("id"))
                    .get("id");
        } catch (RefusedException e) {
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
                .put("trigger_context", JsonObject.of("type", "manual"))
                .build();
        things.store().put("/v1/deployment_runs/" + id, run);
        return FakeResponse.json(run);
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
        String type = message.startsWith("environment_id")
                ? archived ? "environment_archived_error" : "environment_not_found_error"
                : message.startsWith("vault_ids")
                        ? "vault_not_found_error"
                        : archived ? "agent_archived_error" : "session_creation_rejected_error";
        return JsonObject.of("type", type, "message", message);
    }
}
