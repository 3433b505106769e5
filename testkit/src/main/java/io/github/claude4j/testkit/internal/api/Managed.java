package io.github.claude4j.testkit.internal.api;

import io.github.claude4j.testkit.internal.server.Answer;
import io.github.claude4j.testkit.internal.sessions.AgentScript;
import io.github.claude4j.testkit.internal.sessions.Deployments;
import io.github.claude4j.testkit.internal.sessions.Sessions;
import io.github.claude4j.testkit.internal.sessions.Works;
import io.github.claude4j.testkit.internal.spec.Refusal;
import io.github.claude4j.testkit.internal.spec.Spec;
import io.github.claude4j.testkit.internal.things.Agents;
import io.github.claude4j.testkit.internal.things.DataControls;
import io.github.claude4j.testkit.internal.things.Dreams;
import io.github.claude4j.testkit.internal.things.Memories;
import io.github.claude4j.testkit.internal.things.References;
import io.github.claude4j.testkit.internal.things.Reviews;
import io.github.claude4j.testkit.internal.things.Skills;
import io.github.claude4j.testkit.internal.things.Things;
import io.github.claude4j.testkit.internal.things.Understood;
import java.net.URI;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Answers for the kinds of things that have rules of their own, by the beginning of the operation's name. */
final class Managed {
    private final Things things;
    private final Deployments deployments;
    private final Map<String, Function<Understood, Answer>> kinds = new LinkedHashMap<>();

    Managed(Spec spec, Things things, References references, AgentScript agent, Clock clock, URI url) {
        this.things = things;
        Works works = new Works(things, clock, url);
        Sessions sessions = new Sessions(spec, things, references, agent, works);
        deployments = new Deployments(things, sessions, clock);
        kinds.put("agents.", new Agents(things, references)::answer);
        kinds.put("memory_stores.memor", new Memories(things)::answer);
        kinds.put("skills.", new Skills(things)::answer);
        kinds.put("environments.work.", works::answer);
        kinds.put("environments.update", this::environment);
        kinds.put("sessions.", sessions::answer);
        kinds.put("deployment", deployments::answer);
        kinds.put("dreams.", new Dreams(things)::answer);
        DataControls controls = new DataControls(things);
        kinds.put("user_profiles.providers.", controls::answer);
        kinds.put("organization.providers.", controls::answer);
        kinds.put("organization.compliance.review.cases.", new Reviews(things)::answer);
    }

    /** Does what is due by the clock. */
    void timePassed() {
        deployments.startDue();
    }

    /** The answer; null when the kind has no rules of its own. */
    @Nullable
    Answer answer(Understood call) {
        timePassed();
        for (Map.Entry<String, Function<Understood, Answer>> kind : kinds.entrySet()) {
            if (call.operation().name().startsWith(kind.getKey())) {
                return kind.getValue().apply(call);
            }
        }
        return null;
    }

    /** An environment does not move between the cloud and machines of one's own. */
    private Answer environment(Understood call) {
        var environment = things.find(Things.path(call));
        Object type = call.body()
                .optObject("config")
                .map(config -> config.get("type"))
                .orElse(null);
        if (things.strict() && environment != null) {
            if (environment.get("archived_at") != null) {
                throw Refusal.invalid(environment.get("id") + " is archived").code("environment_archived");
            }
            if (type != null && !type.equals(environment.object("config").get("type"))) {
                throw Refusal.invalid("config.type: cannot be changed").code("invalid_config_type_change");
            }
        }
        return things.answer(call);
    }
}
