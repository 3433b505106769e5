package io.github.claude4j.testkit.internal.sessions;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.server.Answer;
import io.github.claude4j.testkit.internal.server.Received;
import io.github.claude4j.testkit.internal.spec.Blocks;
import io.github.claude4j.testkit.internal.spec.Refusal;
import io.github.claude4j.testkit.internal.spec.Spec;
import io.github.claude4j.testkit.internal.things.References;
import io.github.claude4j.testkit.internal.things.Things;
import io.github.claude4j.testkit.internal.things.Understood;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Keeps sessions, and the agents in them at work. */
public final class Sessions {
    private final Spec spec;
    private final Things things;
    private final AgentScript script;
    private final Works works;
    private final SessionParts parts;
    private final Map<String, LiveSession> live = new ConcurrentHashMap<>();

    public Sessions(Spec spec, Things things, References references, AgentScript script, Works works) {
        this.spec = spec;
        this.things = things;
        this.script = script;
        this.works = works;
        parts = new SessionParts(things, references);
    }

    public Answer answer(Understood call) {
        things.check(call);
        LiveSession session = live.get(call.route().getOrDefault("session_id", ""));
        return switch (call.operation().name()) {
            case "sessions.create" -> Answer.json(create(call.body(), null));
            case "sessions.events.send" -> Answer.json(send(call, session));
            case "sessions.events.list", "sessions.threads.events.list" -> history(call, session);
            case "sessions.events.stream", "sessions.threads.events.stream" -> stream(call, session);
            case "sessions.update" -> update(call, session);
            case "sessions.delete" -> delete(call, session);
            default -> other(call, session);
        };
    }

    private Answer other(Understood call, @Nullable LiveSession session) {
        if (call.operation().name().startsWith("sessions.threads.")) {
            mustKnowThread(call);
        }
        Understood whole = call;
        if (call.operation().name().equals("sessions.resources.add")) {
            parts.checkResources(List.of(call.body()));
            whole = call.withBody(SessionParts.mounted(call.body()));
        }
        Answer answer = things.answer(whole);
        if (session != null && call.operation().name().startsWith("sessions.resources.")) {
            parts.addToSession(path(call));
        }
        return answer;
    }

    private void mustKnowThread(Understood call) {
        String thread = call.route().get("thread_id");
        if (things.strict() && thread != null && things.find(path(call) + "/threads/" + thread) == null) {
            throw Refusal.notFound("Not found: " + thread);
        }
    }

    private static String path(Understood call) {
        return "/v1/sessions/" + call.route().get("session_id");
    }

    /**
     * Starts a session.
     *
     * @param deployment the id of the deployment that starts it
     */
    JsonObject create(JsonObject params, @Nullable String deployment) {
        JsonObject agent = parts.agent(params.get("agent"));
        JsonObject environment = parts.environment(params.get("environment_id"));
        parts.checkVaults(params.get("vault_ids"));
        Spending.check(params);
        parts.checkResources(Blocks.objects(params.get("resources")));
        parts.checkEvents(Blocks.objects(params.get("initial_events")));
        Received request = new Received("POST", "/v1/sessions", Map.of(), new byte[0]);
        Understood creation = new Understood(
                request, spec.operation("sessions.create"), Map.of(), JsonObject.of(), params, List.of());
        JsonObject.Builder session = things.created(creation).toBuilder().put("status", "idle");
        if (agent != null) {
            session.put("agent", agent);
        }
        if (deployment != null) {
            session.put("deployment_id", deployment);
        }
        JsonObject made = session.put("resources", JsonArray.of()).build();
        String id = made.string("id");
        String path = "/v1/sessions/" + id;
        things.store().put(path, made);
        parts.keepResources(path, Blocks.objects(params.get("resources")));
        parts.addThread(path, made, null);
        start(id, path, environment, Blocks.objects(params.get("initial_events")));
        JsonObject now = things.find(path);
        return now == null ? made : now;
    }

    private void start(String id, String path, @Nullable JsonObject environment, List<JsonObject> events) {
        boolean selfHosted = environment != null
                && "self_hosted".equals(environment.object("config").get("type"));
        Runnable onWork = selfHosted && environment != null ? () -> works.add(environment.string("id"), id) : () -> {};
        LiveSession session =
                new LiveSession(things, script, path, selfHosted, onWork, event -> parts.follow(path, event));
        live.put(id, session);
        if (!events.isEmpty()) {
            session.send(events);
        }
    }

    private JsonObject send(Understood call, @Nullable LiveSession session) {
        List<JsonObject> events = Blocks.objects(call.body().get("events"));
        parts.checkEvents(events);
        List<JsonObject> sent = new ArrayList<>();
        if (session != null) {
            sent.addAll(session.send(events));
        } else {
            events.forEach(event -> sent.add(
                    event.with("id", things.ids().next("session_event")).with("processed_at", null)));
        }
        return JsonObject.of("data", JsonArray.of(sent));
    }

    /** History is told in the order in which it happened, unless the newest is asked for first. */
    private Answer history(Understood call, @Nullable LiveSession session) {
        List<JsonObject> events = new ArrayList<>(session == null ? List.of() : session.history());
        Set<Object> types = new HashSet<>();
        call.query().optArray("types").orElse(JsonArray.of()).forEach(types::add);
        Predicate<JsonObject> wanted = ofThread(call);
        events.removeIf(event -> !wanted.test(event) || (!types.isEmpty() && !types.contains(event.get("type"))));
        Collections.reverse(events);
        JsonObject query = call.query().without("types");
        return things.page(history(call, query.has("order") ? query : query.with("order", "asc")), events);
    }

    /** Events have no time of creation but that at which they were taken up. */
    private static Understood history(Understood call, JsonObject renamed) {
        JsonObject.Builder query = JsonObject.builder();
        renamed.forEach((name, value) -> query.put(name.replace("created_at", "processed_at"), value));
        return call.with(query.build());
    }

    private Answer stream(Understood call, @Nullable LiveSession session) {
        if (session == null) {
            return Answer.events(List.of(
                    things.samples().object(String.valueOf(call.operation().streams()))));
        }
        List<Object> previews = new ArrayList<>();
        call.query().optArray("event_deltas").orElse(JsonArray.of()).forEach(previews::add);
        return Answer.live(session.open(previews, ofThread(call)));
    }

    /** Which events a call is about: all of the session, or those of one of its threads. */
    private Predicate<JsonObject> ofThread(Understood call) {
        String thread = call.route().get("thread_id");
        if (thread == null) {
            return event -> true;
        }
        mustKnowThread(call);
        JsonObject known = things.find(path(call) + "/threads/" + thread);
        boolean main = known == null || known.get("parent_thread_id") == null;
        return event -> {
            Object of = event.get("session_thread_id");
            return thread.equals(of) || (main && of == null);
        };
    }

    private Answer update(Understood call, @Nullable LiveSession session) {
        Spending.check(call.body());
        JsonObject before = session == null ? JsonObject.of() : session.description();
        Answer answer = things.answer(call);
        if (session != null) {
            JsonObject changed = parts.withTools(path(call), call.body().optObject("agent"));
            JsonObject.Builder event = JsonObject.builder().put("type", "session.updated");
            for (String name : List.of("agent", "budget", "metadata", "title")) {
                Object value = changed.get(name);
                if (value != null && !value.equals(before.get(name))) {
                    event.put(name, value);
                }
            }
            session.tell(event.build());
            return Answer.json(changed);
        }
        return answer;
    }

    private Answer delete(Understood call, @Nullable LiveSession session) {
        if (things.strict()
                && session != null
                && "running".equals(session.description().get("status"))) {
            throw Refusal.invalid("the session is running; interrupt it before it is deleted");
        }
        if (session != null) {
            session.tell(JsonObject.of("type", "session.deleted"));
            live.remove(call.route().getOrDefault("session_id", ""));
        }
        return things.answer(call);
    }
}
