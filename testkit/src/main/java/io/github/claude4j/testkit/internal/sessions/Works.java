package io.github.claude4j.testkit.internal.sessions;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.server.Answer;
import io.github.claude4j.testkit.internal.spec.Refusal;
import io.github.claude4j.testkit.internal.things.Things;
import io.github.claude4j.testkit.internal.things.Understood;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The work of self-hosted environments: sessions wait here until a worker takes them, and keeps them by heartbeats. */
public final class Works {
    private static final long USUAL_TTL = 90;

    /** As long as the API itself lets a poll wait. */
    private static final long LONGEST_WAIT = 999;

    /** Who has a piece of work, and until when. */
    private static final class Lease {
        Instant taken = Instant.MIN;
        Instant ends = Instant.MAX;
        int beats;
    }

    private final Things things;
    private final Clock clock;
    private final URI url;
    private final Map<String, Lease> leases = new HashMap<>();
    private final Map<String, Set<String>> workers = new HashMap<>();

    public Works(Things things, Clock clock, URI url) {
        this.things = things;
        this.clock = clock;
        this.url = url;
    }

    /** Puts a session into the queue of its environment, unless it is there or with a worker already. */
    synchronized void add(String environment, String session) {
        for (JsonObject work : things.store().list(path(environment))) {
            boolean same = session.equals(work.object("data").get("id"));
            if (same && !"stopped".equals(work.get("state"))) {
                return;
            }
        }
        String id = things.ids().next("work");
        JsonObject work = things.samples().object("environments.WorkItem").toBuilder()
                .put("id", id)
                .put("environment_id", environment)
                .put("data", JsonObject.of("type", "session", "id", session))
                .put("state", "queued")
                .build();
        things.store().put(path(environment) + "/" + id, work);
        notifyAll();
    }

    public synchronized Answer answer(Understood call) {
        things.check(call);
        String environment = call.route().getOrDefault("environment_id", "");
        String path = path(environment) + "/" + call.route().get("work_id");
        return switch (call.operation().name()) {
            case "environments.work.poll" -> poll(call, environment);
            case "environments.work.stats" -> Answer.json(stats(environment));
            case "environments.work.list" -> things.answer(call);
            default -> {
                JsonObject work = things.find(path);
                yield work == null ? unknown(call) : on(call, path, work);
            }
        };
    }

    private Answer unknown(Understood call) {
        if (things.strict()) {
            throw Refusal.notFound("Not found: " + call.route().get("work_id"));
        }
        return things.answer(call);
    }

    private Answer on(Understood call, String path, JsonObject work) {
        return switch (call.operation().name()) {
            case "environments.work.ack" -> Answer.json(acknowledge(path, work));
            case "environments.work.heartbeat" -> Answer.json(heartbeat(call, path, work));
            case "environments.work.stop" -> Answer.json(stop(call, path, work));
            default -> things.answer(call);
        };
    }

    /** Waits for work as long as it is asked to, by the clock on the wall: a worker waits in real time too. */
    private Answer poll(Understood call, String environment) {
        call.request()
                .header("anthropic-worker-id")
                .ifPresent(worker -> workers.computeIfAbsent(environment, name -> new HashSet<>())
                        .add(worker));
        long wait = Math.min(LONGEST_WAIT, call.query().optLong("block_ms").orElse(0));
        long end = System.nanoTime() + Duration.ofMillis(wait).toNanos();
        JsonObject work = take(call, environment);
        while (work == null) {
            long millis = (end - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                return Answer.of(200, "application/json", "null");
            }
            try {
                wait(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Answer.of(200, "application/json", "null");
            }
            work = take(call, environment);
        }
        return Answer.json(work);
    }

    private @Nullable JsonObject take(Understood call, String environment) {
        long reclaim = call.query().optLong("reclaim_older_than_ms").orElse(Long.MAX_VALUE);
        for (JsonObject work : oldestFirst(environment)) {
            Lease lease = lease(work);
            if (isFree(work, lease, reclaim)) {
                lease.taken = clock.instant();
                lease.ends = Instant.MAX;
                lease.beats = 0;
                JsonObject taken = work.with("state", "starting").with("acknowledged_at", null);
                things.store().put(path(environment) + "/" + work.get("id"), taken);
                return taken.with("secret", secret(work));
            }
        }
        return null;
    }

    private boolean isFree(JsonObject work, Lease lease, long reclaimMillis) {
        Instant now = clock.instant();
        boolean forgotten = work.get("acknowledged_at") == null
                && reclaimMillis != Long.MAX_VALUE
                && !lease.taken.plusMillis(reclaimMillis).isAfter(now);
        return switch (work.string("state")) {
            case "queued" -> true;
            case "starting" -> forgotten;
            case "active" -> lease.ends.isBefore(now);
            default -> false;
        };
    }

    private String secret(JsonObject work) {
        String token = "sk-ant-session-" + work.object("data").get("id");
        String secret = JsonObject.of("sessions_token", token, "api_base_url", url.toString())
                .toJson();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
    }

    private JsonObject acknowledge(String path, JsonObject work) {
        if (things.strict() && work.string("state").equals("queued")) {
            throw Refusal.conflict("the work was not polled");
        }
        return keep(path, work.get("acknowledged_at") != null ? work : work.with("acknowledged_at", now()));
    }

    private JsonObject heartbeat(Understood call, String path, JsonObject work) {
        Lease lease = lease(work);
        Object expected = call.query().get("expected_last_heartbeat");
        Object current = work.get("latest_heartbeat_at");
        boolean extended = !work.string("state").equals("stopped");
        if (things.strict() && expected != null && !expected.equals(current == null ? "NO_HEARTBEAT" : current)) {
            JsonObject state = beat(work, current, false, 0).without("type");
            throw new Refusal(412, "expected_last_heartbeat: the current one is " + current)
                    .details(JsonObject.of("error_code", "heartbeat_precondition_failed", "current_state", state));
        }
        long ttl = call.query().get("desired_ttl_seconds") instanceof Number asked ? asked.longValue() : USUAL_TTL;
        // The clock may stand still, but each heartbeat must be told from the one before.
        Object last =
                extended ? clock.instant().plusNanos(++lease.beats * 1000L).toString() : current;
        JsonObject beaten = work;
        if (extended) {
            lease.ends = things.samples().later("desired_ttl_seconds", ttl);
            boolean starts = work.string("state").equals("starting")
                    || work.string("state").equals("queued");
            beaten = work.with("latest_heartbeat_at", last).with("state", starts ? "active" : work.get("state"));
            keep(path, work.get("started_at") == null ? beaten.with("started_at", now()) : beaten);
        }
        return beat(beaten, Objects.requireNonNullElse(last, ""), extended, extended ? ttl : 0);
    }

    private static JsonObject beat(JsonObject work, @Nullable Object last, boolean extended, long ttl) {
        return JsonObject.builder()
                .put("type", "work_heartbeat")
                .put("last_heartbeat", last)
                .put("lease_extended", extended)
                .put("state", work.get("state"))
                .put("ttl_seconds", ttl)
                .build();
    }

    private JsonObject stop(Understood call, String path, JsonObject work) {
        if (things.strict() && work.string("state").equals("stopped")) {
            throw Refusal.conflict("the work has stopped already");
        }
        JsonObject asked = work.get("stop_requested_at") == null ? work.with("stop_requested_at", now()) : work;
        boolean atOnce = Boolean.TRUE.equals(call.body().get("force"))
                || work.string("state").equals("queued");
        return keep(
                path,
                atOnce ? asked.with("state", "stopped").with("stopped_at", now()) : asked.with("state", "stopping"));
    }

    private JsonObject stats(String environment) {
        List<JsonObject> all = oldestFirst(environment);
        List<JsonObject> queued = all.stream()
                .filter(work -> work.string("state").equals("queued"))
                .toList();
        long pending = all.stream()
                .filter(work -> work.string("state").equals("starting") && work.get("acknowledged_at") == null)
                .count();
        Set<String> polling = workers.getOrDefault(environment, Set.of());
        return JsonObject.builder()
                .put("type", "work_queue_stats")
                .put("depth", queued.size())
                .put("oldest_queued_at", queued.isEmpty() ? null : queued.get(0).get("created_at"))
                .put("pending", pending)
                .put("workers_polling", polling.isEmpty() ? null : polling.size())
                .build();
    }

    private List<JsonObject> oldestFirst(String environment) {
        List<JsonObject> works = new ArrayList<>(things.store().list(path(environment)));
        Collections.reverse(works);
        return works;
    }

    private Lease lease(JsonObject work) {
        return leases.computeIfAbsent(work.string("id"), id -> new Lease());
    }

    private JsonObject keep(String path, JsonObject work) {
        things.store().put(path, work);
        return work;
    }

    private String now() {
        return things.samples().now();
    }

    private static String path(String environment) {
        return "/v1/environments/" + environment + "/work";
    }
}
