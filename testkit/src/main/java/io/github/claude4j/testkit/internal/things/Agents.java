package io.github.claude4j.testkit.internal.things;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.server.Answer;
import io.github.claude4j.testkit.internal.spec.Blocks;
import io.github.claude4j.testkit.internal.spec.Refusal;
import org.jspecify.annotations.Nullable;

/** Keeps agents with their versions: each change makes one, and a change from an older one is a conflict. */
public final class Agents {
    private final Things things;
    private final References references;

    public Agents(Things things, References references) {
        this.things = things;
        this.references = references;
    }

    public Answer answer(Understood call) {
        return switch (call.operation().name()) {
            case "agents.create" -> Answer.json(create(call));
            case "agents.retrieve" -> retrieve(call);
            case "agents.update" -> Answer.json(update(call));
            default -> things.answer(call);
        };
    }

    private synchronized JsonObject create(Understood call) {
        references.checkSkills("skills", call.body().get("skills"));
        JsonObject agent = resolved(things.created(call).with("version", 1L));
        if (call.body().get("execution_identity") == null) {
            agent = agent.with("execution_identity", JsonObject.of("type", "service_account"));
        }
        keep(Things.path(call) + "/" + agent.string("id"), agent);
        return agent;
    }

    private Answer retrieve(Understood call) {
        if (!(call.query().get("version") instanceof Long version)) {
            return things.answer(call);
        }
        things.check(call);
        JsonObject agent = things.find(Things.path(call) + "/versions/" + version);
        if (agent == null && things.strict()) {
            throw Refusal.notFound("Not found: version " + version);
        }
        return agent == null ? things.answer(call) : Answer.json(agent);
    }

    private synchronized JsonObject update(Understood call) {
        things.check(call);
        references.checkSkills("skills", call.body().get("skills"));
        String path = Things.path(call);
        JsonObject agent = things.find(path);
        if (agent == null) {
            JsonObject made = resolved(JsonObject.parse(things.answer(call).body()));
            keep(path, made);
            return made;
        }
        things.mustBeInUse(agent);
        Object expected = call.body().get("version");
        if (things.strict() && expected != null && !expected.equals(agent.get("version"))) {
            throw Refusal.conflict("version: the agent is at version " + agent.get("version") + ", not " + expected);
        }
        JsonObject changed = things.changed(call, agent).with("version", agent.get("version"));
        if (changed.without("updated_at").equals(agent.without("updated_at"))) {
            return agent;
        }
        changed = resolved(changed.with("version", agent.longValue("version") + 1));
        keep(path, changed);
        return changed;
    }

    /** Requests may say an effort in a word, agents by id alone, skills without a version: answers say all of it. */
    private JsonObject resolved(JsonObject agent) {
        JsonObject resolved =
                agent.with("skills", JsonArray.of(references.loaded(Blocks.objects(agent.get("skills")))));
        JsonObject model = agent.object("model");
        if (model.get("effort") instanceof String effort) {
            resolved = resolved.with("model", model.with("effort", JsonObject.of("type", effort)));
        }
        return agent.get("multiagent") instanceof JsonObject team
                ? resolved.with("multiagent", team(team, agent))
                : resolved;
    }

    private JsonObject team(JsonObject team, JsonObject self) {
        JsonObject.Builder resolved = JsonObject.builder();
        team.forEach((name, value) -> {
            if (value instanceof JsonArray members && (name.equals("agents") || name.equals("predefined_agents"))) {
                JsonArray.Builder references = JsonArray.builder();
                members.forEach(member -> references.add(reference(member, self)));
                resolved.put(name, references.build());
            } else {
                resolved.put(name, value instanceof JsonObject part ? team(part, self) : value);
            }
        });
        return resolved.build();
    }

    private @Nullable Object reference(@Nullable Object member, JsonObject self) {
        JsonObject asked = member instanceof JsonObject json ? json : JsonObject.of("type", "agent", "id", member);
        if ("self".equals(asked.get("type"))) {
            return JsonObject.of("id", self.get("id"), "type", "agent", "version", self.get("version"));
        }
        if (!"agent".equals(asked.get("type"))) {
            return asked;
        }
        JsonObject agent = things.find("/v1/agents/" + asked.get("id"));
        if (agent == null && things.strict()) {
            throw Refusal.notFound("multiagent: Not found: " + asked.get("id"));
        }
        boolean newest = !(asked.get("version") instanceof Long);
        Object version = newest ? agent == null ? 1L : agent.get("version") : asked.get("version");
        return JsonObject.of("id", asked.get("id"), "type", "agent", "version", version);
    }

    private void keep(String path, JsonObject agent) {
        things.store().put(path, agent);
        things.store().put(path + "/versions/" + agent.get("version"), agent);
    }
}
