package io.github.claude4j.testkit.internal.sessions;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.spec.Refusal;
import io.github.claude4j.testkit.internal.spec.TypeExpr;
import io.github.claude4j.testkit.internal.things.References;
import io.github.claude4j.testkit.internal.things.Things;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a session is made of: its agent, its environment, its resources, its threads. */
final class SessionParts {
    private static final TypeExpr AGENT = new TypeExpr.Named("sessions.SessionAgent");
    private static final TypeExpr RESOURCE = new TypeExpr.Named("sessions.SessionResource");

    private final Things things;
    private final References references;

    SessionParts(Things things, References references) {
        this.things = things;
        this.references = references;
    }

    /** The agent that is asked for, as the session keeps it; null when nothing is known about it. */
    @Nullable
    JsonObject agent(@Nullable Object asked) {
        JsonObject reference = asked instanceof JsonObject json ? json : JsonObject.of("id", asked);
        Object id = reference.get("id");
        JsonObject newest = things.find("/v1/agents/" + id);
        JsonObject agent = reference.get("version") == null
                ? newest
                : things.find("/v1/agents/" + id + "/versions/" + reference.get("version"));
        if (agent == null || newest == null) {
            if (things.strict()) {
                throw Refusal.notFound("agent: Not found: " + id);
            }
            return null;
        }
        things.mustBeInUse(newest);
        JsonObject.Builder used = agent.toBuilder();
        if ("agent_with_overrides".equals(reference.get("type"))) {
            reference.without("id").without("type").without("version").forEach(used::put);
        }
        Object whole = things.completion().complete(AGENT, used.build());
        if (!things.completion().fits(AGENT, whole)) {
            whole = things.completion()
                    .complete(AGENT, used.put("multiagent", null).build());
        }
        return whole instanceof JsonObject json ? json : null;
    }

    /** The environment that is asked for; null when nothing is known about it. */
    @Nullable
    JsonObject environment(@Nullable Object id) {
        JsonObject environment = things.find("/v1/environments/" + id);
        if (environment == null && things.strict()) {
            throw Refusal.notFound("environment_id: Not found: " + id).code("environment_not_found");
        }
        if (environment != null && things.strict() && environment.get("archived_at") != null) {
            throw Refusal.invalid("environment_id: " + id + " is archived").code("environment_archived");
        }
        return environment;
    }

    void checkVaults(@Nullable Object ids) {
        for (Object id : ids instanceof JsonArray list ? list : JsonArray.of()) {
            JsonObject vault = things.find("/v1/vaults/" + id);
            if (vault != null && vault.get("archived_at") != null && things.strict()) {
                throw Refusal.invalid("vault_ids: " + id + " is archived");
            }
            if (vault == null && things.strict()) {
                throw Refusal.notFound("vault_ids: Not found: " + id);
            }
        }
    }

    /** Refuses what a session cannot be given: files and memory stores that are not there. */
    void checkResources(List<JsonObject> resources) {
        for (JsonObject resource : resources) {
            references.checkFile(resource.get("file_id"));
            Object id = resource.get("memory_store_id");
            JsonObject store = things.find("/v1/memory_stores/" + id);
            if (id != null && things.strict() && store == null) {
                throw Refusal.notFound("resources: Not found: " + id);
            }
            if (things.strict() && store != null && store.get("archived_at") != null) {
                throw Refusal.invalid("resources: " + id + " is archived");
            }
        }
    }

    /** Refuses events with files that are not there. */
    void checkEvents(List<JsonObject> events) {
        for (JsonObject event : events) {
            references.checkMessage(JsonObject.of("messages", JsonArray.of(event)));
            event.optObject("rubric").ifPresent(rubric -> references.checkFile(rubric.get("file_id")));
        }
    }

    /** Keeps what a session was given; memory stores have no id of their own there. */
    void keepResources(String path, List<JsonObject> resources) {
        for (JsonObject resource : resources) {
            Object store = resource.get("memory_store_id");
            String id = things.ids().next("resource");
            JsonObject given = mounted(store == null ? resource.with("id", id) : resource);
            if (things.completion().complete(RESOURCE, given) instanceof JsonObject whole) {
                things.store().put(path + "/resources/" + (store == null ? id : store), whole);
            }
        }
        addToSession(path);
    }

    /** A resource with the place where the session finds it, which the API chooses if nobody else does. */
    static JsonObject mounted(JsonObject resource) {
        if (resource.get("mount_path") != null) {
            return resource;
        }
        return switch (resource.optString("type").orElse("")) {
            case "file" -> resource.with("mount_path", "/mnt/session/uploads/" + resource.get("file_id"));
            case "github_repository" -> {
                String url = resource.optString("url").orElse("");
                yield resource.with(
                        "mount_path",
                        "/workspace/" + url.replaceFirst(".*/", "").replaceFirst("\\.git$", ""));
            }
            default -> resource;
        };
    }

    /** Shows in the session itself what it has been given so far. */
    void addToSession(String path) {
        JsonObject session = things.find(path);
        if (session != null) {
            List<JsonObject> resources = new ArrayList<>(things.store().list(path + "/resources"));
            Collections.reverse(resources);
            things.store().put(path, session.with("resources", JsonArray.of(resources)));
        }
    }

    /** Replaces the tools of a session's agent, and tells what the session is like then. */
    JsonObject withTools(String path, Optional<JsonObject> change) {
        JsonObject session = things.find(path);
        if (session == null) {
            return JsonObject.of();
        }
        if (change.isPresent()) {
            JsonObject.Builder agent = session.object("agent").toBuilder();
            change.get().forEach(agent::put);
            if (things.completion().complete(AGENT, agent.build()) instanceof JsonObject whole) {
                session = session.with("agent", whole);
                things.store().put(path, session);
            }
        }
        return session;
    }

    /** Begins a thread: the main one, or one that the main one has started. */
    void addThread(String path, JsonObject session, @Nullable JsonObject created) {
        String id = created == null ? things.ids().next("session_thread") : created.string("session_thread_id");
        JsonObject agent = session.object("agent");
        Object parent = null;
        if (created != null) {
            agent = agent.with("name", created.get("agent_name"));
            List<JsonObject> threads = things.store().list(path + "/threads");
            parent = threads.isEmpty() ? null : threads.get(threads.size() - 1).get("id");
        }
        JsonObject.Builder thread = things.samples().object("sessions.SessionThread").toBuilder()
                .put("id", id)
                .put("session_id", session.get("id"))
                .put("status", created == null ? "idle" : "running")
                .put("parent_thread_id", parent);
        TypeExpr snapshot = new TypeExpr.Named("sessions.AgentSnapshot");
        thread.put("agent", things.completion().complete(snapshot, agent));
        things.store().put(path + "/threads/" + id, thread.build());
    }

    /** Lets threads follow what an event says about them. */
    void follow(String path, JsonObject event) {
        String type = event.string("type");
        if (type.equals("session.thread_created")) {
            JsonObject session = things.find(path);
            if (session != null) {
                addThread(path, session, event);
            }
            return;
        }
        List<JsonObject> threads = things.store().list(path + "/threads");
        boolean own = type.startsWith("session.thread_status_");
        String status = own || type.startsWith("session.status_") ? type.substring(type.indexOf("status_") + 7) : "";
        for (int i = 0; i < threads.size() && !status.isEmpty(); i++) {
            JsonObject thread = threads.get(i);
            boolean meant = own
                    ? thread.string("id").equals(event.get("session_thread_id"))
                    : thread.get("parent_thread_id") == null || status.equals("terminated");
            if (meant) {
                String now = status.equals("rescheduled") ? "rescheduling" : status;
                things.store().put(path + "/threads/" + thread.get("id"), thread.with("status", now));
            }
        }
    }
}
