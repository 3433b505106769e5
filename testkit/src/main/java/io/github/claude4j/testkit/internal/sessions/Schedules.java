package io.github.claude4j.testkit.internal.sessions;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.spec.Refusal;
import io.github.claude4j.testkit.internal.spec.Samples;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** When deployments are due. */
final class Schedules {
    /** So many times of the future does the API tell. */
    private static final int UPCOMING = 5;

    /** A schedule of every minute must not start a year of sessions when a test jumps over one. */
    private static final int MOST_AT_ONCE = 100;

    /** A deployment that was due, and when. */
    record Due(String deployment, Instant time) {}

    /** A schedule, and since when it is followed. */
    private record Followed(Cron cron, Instant since) {}

    private final Map<String, Followed> followed = new HashMap<>();

    /** Refuses a schedule that is none. */
    static void check(@Nullable Object schedule) {
        if (schedule instanceof JsonObject json) {
            cron(json);
        }
    }

    private static Cron cron(JsonObject schedule) {
        ZoneId zone;
        try {
            zone = ZoneId.of(schedule.string("timezone"));
        } catch (DateTimeException e) {
            throw Refusal.invalid(
                    "schedule.timezone: expected a time zone such as Europe/Berlin, found " + schedule.get("timezone"));
        }
        try {
            return Cron.parse(schedule.string("expression"), zone);
        } catch (IllegalArgumentException e) {
            throw Refusal.invalid("schedule.expression: " + e.getMessage());
        }
    }

    /** Follows the schedule of a deployment from now on, or no longer; returns it with the times that are known. */
    synchronized @Nullable JsonObject follow(String deployment, @Nullable JsonObject schedule, Instant now) {
        followed.remove(deployment);
        if (schedule == null) {
            return null;
        }
        Cron cron = cron(schedule);
        followed.put(deployment, new Followed(cron, now));
        return told(schedule, cron, now, schedule.get("last_run_at"));
    }

    synchronized void forget(String deployment) {
        followed.remove(deployment);
    }

    static JsonObject ran(JsonObject schedule, Instant time) {
        return told(schedule, cron(schedule), time, Samples.time(time));
    }

    private static JsonObject told(JsonObject schedule, Cron cron, Instant after, @Nullable Object lastRun) {
        List<String> upcoming = new ArrayList<>();
        Instant next = cron.next(after);
        while (next != null && upcoming.size() < UPCOMING) {
            upcoming.add(Samples.time(next));
            next = cron.next(next);
        }
        return schedule.with("last_run_at", lastRun).with("upcoming_runs_at", JsonArray.of(upcoming));
    }

    /** What has become due by now; it is told once. */
    synchronized List<Due> take(Instant now) {
        List<Due> due = new ArrayList<>();
        followed.replaceAll((deployment, schedule) -> {
            Instant next = schedule.cron().next(schedule.since());
            int count = 0;
            while (next != null && !next.isAfter(now) && count++ < MOST_AT_ONCE) {
                due.add(new Due(deployment, next));
                next = schedule.cron().next(next);
            }
            return count == 0 ? schedule : new Followed(schedule.cron(), now);
        });
        return due;
    }
}
