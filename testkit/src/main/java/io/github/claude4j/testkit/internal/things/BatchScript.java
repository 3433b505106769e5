package io.github.claude4j.testkit.internal.things;

import io.github.claude4j.json.JsonObject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** What is scripted about batches: the results of requests by their custom id, and how long batches take. */
public final class BatchScript {
    private final Map<String, Queue<JsonObject>> results = new LinkedHashMap<>();
    private Duration duration = Duration.ZERO;

    /** How long batches that are created from now on are in progress. */
    public synchronized void takes(Duration time) {
        duration = time;
    }

    /** Scripts the result of the next request with this id; a message in it may be a part of one. */
    public synchronized void add(String customId, JsonObject result) {
        results.computeIfAbsent(customId, id -> new ArrayDeque<>()).add(result);
    }

    /** Forgets the results, and how long batches take. */
    public synchronized void clear() {
        results.clear();
        duration = Duration.ZERO;
    }

    /** What was scripted and not fetched until now, in words. */
    public synchronized List<String> unused() {
        List<String> unused = new ArrayList<>();
        results.forEach(
                (id, left) -> left.forEach(result -> unused.add("the result of a request " + id + " in a batch")));
        return unused;
    }

    /** Takes the scripted result of a request; null when there is none. */
    synchronized @Nullable JsonObject next(String customId) {
        Queue<JsonObject> scripted = results.get(customId);
        return scripted == null ? null : scripted.poll();
    }

    synchronized Duration duration() {
        return duration;
    }
}
