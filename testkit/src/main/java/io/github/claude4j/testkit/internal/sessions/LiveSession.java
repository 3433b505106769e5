package io.github.claude4j.testkit.internal.sessions;

import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.messages.Dialogue;
import io.github.claude4j.testkit.internal.spec.Blocks;
import io.github.claude4j.testkit.internal.spec.Completion;
import io.github.claude4j.testkit.internal.spec.TypeExpr;
import io.github.claude4j.testkit.internal.things.Things;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A session at work: takes events in, lets the agent answer, and tells everybody who listens. The agent works while the
 * request that set it to work is answered, so a test never has to wait for it.
 */
final class LiveSession {
    /** An agent that is scripted into calling tools for ever must not hang the test. */
    private static final int MOST_TURNS = 100;

    private final Things things;
    private final Completion completion;
    private final AgentScript script;
    private final SessionRecord record;
    private final boolean selfHosted;
    private final Runnable onWork;
    private final Consumer<JsonObject> onTold;
    private final AgentScript own = new AgentScript();
    private final Outcomes outcomes;
    private final AgentMind mind;
    private final List<JsonObject> history = new ArrayList<>();
    private final List<SessionFeed> feeds = new CopyOnWriteArrayList<>();

    /** The tool calls that wait for the application, by id. */
    private final Map<String, JsonObject> pending = new LinkedHashMap<>();

    /** Messages that came while the agent was at work, by their place in the history. */
    private final List<Integer> waiting = new ArrayList<>();

    /** Results that the agent gets as soon as it works again. */
    private final List<JsonObject> due = new ArrayList<>();

    private boolean toWork;

    LiveSession(
            Things things,
            AgentScript script,
            String path,
            boolean selfHosted,
            Runnable onWork,
            Consumer<JsonObject> onTold) {
        this.things = things;
        this.completion = things.completion();
        this.script = script;
        this.record = new SessionRecord(things, path);
        this.selfHosted = selfHosted;
        mind = new AgentMind(script.callsTools());
        this.onWork = onWork;
        this.onTold = onTold;
        outcomes = new Outcomes(things.samples(), record, script, this::tell);
    }

    JsonObject description() {
        return record.description();
    }

    synchronized SessionFeed open(List<Object> previews, Predicate<JsonObject> wanted) {
        SessionFeed feed = new SessionFeed(previews, wanted, feeds::remove);
        feeds.add(feed);
        if (record.status().equals("terminated")) {
            feed.close();
        }
        return feed;
    }

    synchronized List<JsonObject> history() {
        return List.copyOf(history);
    }

    /** Takes in what the application sends; returns it as it was taken in. */
    synchronized List<JsonObject> send(List<JsonObject> inputs) {
        if (things.strict()) {
            SessionInputs.check(inputs, description(), pending);
        }
        List<Integer> places = new ArrayList<>();
        for (JsonObject input : inputs) {
            places.add(history.size());
            take(input);
        }
        if (toWork && pending.isEmpty() && !record.isRunning()) {
            work();
        }
        return places.stream().map(history::get).toList();
    }

    private void take(JsonObject input) {
        String type = input.string("type");
        if (type.equals("user.message") && record.isRunning()) {
            waiting.add(history.size());
            tell(input.with("processed_at", null));
            return;
        }
        JsonObject event = type.equals("user.define_outcome") && !input.has("outcome_id")
                ? input.with("outcome_id", things.ids().next("outcome"))
                : input;
        JsonObject told = tell(event);
        switch (type) {
            case "user.interrupt" -> interrupt();
            case "user.tool_confirmation" -> confirm(told);
            case "user.tool_result" -> answered(told.get("tool_use_id"));
            case "user.custom_tool_result" -> answered(told.get("custom_tool_use_id"));
            case "user.message" -> toWork = true;
            case "user.define_outcome" -> {
                outcomes.define(told);
                toWork = true;
            }
            default -> {
                // It is on record; the agent does nothing about it.
            }
        }
    }

    private void answered(@Nullable Object toolUseId) {
        pending.remove(String.valueOf(toolUseId));
        toWork = true;
    }

    private void confirm(JsonObject confirmation) {
        String id = String.valueOf(confirmation.get("tool_use_id"));
        JsonObject use = pending.get(id);
        boolean denied = "deny".equals(confirmation.get("result"));
        if (use == null || (selfHosted && !denied)) {
            if (use != null) {
                pending.put(id, use.with("evaluated_permission", "allow"));
            }
            return;
        }
        String text = denied
                ? confirmation.optString("deny_message").orElse("The user denied the call.")
                : AgentTools.result(use);
        due.add(AgentTools.result(use, text, denied));
        answered(id);
    }

    private void interrupt() {
        boolean stops = record.isRunning() || !pending.isEmpty();
        pending.clear();
        due.clear();
        toWork = false;
        outcomes.interrupt();
        if (stops) {
            idle("end_turn");
        }
        for (int place : waiting) {
            JsonObject message =
                    history.get(place).with("processed_at", things.samples().now());
            history.set(place, message);
            mind.hear(message);
            toWork = true;
        }
        waiting.clear();
    }

    private void work() {
        toWork = false;
        record.status("running");
        tell(JsonObject.of("type", "session.status_running"));
        onWork.run();
        due.forEach(this::tell);
        due.clear();
        try {
            for (int turn = 0; turn < MOST_TURNS; turn++) {
                if (!turn()) {
                    return;
                }
            }
        } catch (RuntimeException | AssertionError e) {
            // A rule of the test failed: the session must not seem to work for ever.
            idle("retries_exhausted");
            throw e;
        }
        idle("end_turn");
    }

    /** One request to the model, and the tools that it calls; whether the agent goes on at once. */
    private boolean turn() {
        if (Spending.isUsedUp(description())) {
            idle("budget_reached");
            return false;
        }
        AgentScript.Turn scripted = script.next(own, () -> new AgentScript.Standing(description(), history()));
        List<JsonObject> events = scripted == null ? mind.next(description().object("agent")) : scripted.events();
        String start = tell(JsonObject.of("type", "span.model_request_start")).string("id");
        long input = mind.tokens();
        List<JsonObject> told = new ArrayList<>();
        for (JsonObject event : AgentTools.whole(events, selfHosted)) {
            told.add(tell(Workflows.linked(AgentTools.linked(event, told), told, things.ids())));
        }
        used(start, input, Dialogue.tokens(Json.write(JsonArray.of(events))));
        if (AgentTools.has(told, "session.status_terminated")) {
            record.status("terminated");
            return false;
        }
        if (scripted != null && scripted.goesOn()) {
            return false;
        }
        told.stream()
                .filter(use -> AgentTools.waits(use, selfHosted))
                .forEach(use -> pending.put(use.string("id"), use));
        return goesOn(told);
    }

    /** Whether the agent goes on after what it has done; if not, the session is idle from now on. */
    private boolean goesOn(List<JsonObject> told) {
        if (Spending.isUsedUp(description())) {
            idle("budget_reached");
            return false;
        }
        if (!pending.isEmpty()) {
            idle(JsonObject.of("type", "requires_action", "event_ids", JsonArray.of(pending.keySet())));
            return false;
        }
        if (AgentTools.has(told, "session.error")) {
            idle("retries_exhausted");
            return false;
        }
        if (AgentTools.has(told, "agent.tool_result") || Workflows.has(told)) {
            return true;
        }
        return revises();
    }

    /** Whether the agent has to do it again, because an outcome that was asked for is not reached. */
    private boolean revises() {
        String toImprove = outcomes.judge();
        if (toImprove == null) {
            idle("end_turn");
            return false;
        }
        mind.hear(JsonObject.of("type", "user.message", "content", JsonArray.of(Blocks.text(toImprove))));
        return true;
    }

    private void used(String start, long input, long output) {
        JsonObject usage = JsonObject.builder()
                .put("cache_creation_input_tokens", 0)
                .put("cache_read_input_tokens", 0)
                .put("input_tokens", input)
                .put("output_tokens", output)
                .build();
        tell(JsonObject.builder()
                .put("type", "span.model_request_end")
                .put("model_request_start_id", start)
                .put("is_error", false)
                .put("model_usage", usage)
                .build());
        record.used(input, output);
        if (description().get("budget") != null) {
            tell(Spending.event(description()));
        }
    }

    private void idle(String reason) {
        idle(JsonObject.of("type", reason));
    }

    private void idle(JsonObject reason) {
        record.status("idle");
        tell(JsonObject.of("type", "session.status_idle", "stop_reason", reason));
    }

    /** Puts an event on record and sends it to everybody who listens. */
    synchronized JsonObject tell(JsonObject event) {
        JsonObject.Builder whole = JsonObject.builder()
                .put("id", things.ids().next("session_event"))
                .put("type", event.get("type"));
        if (!event.has("processed_at")) {
            whole.put("processed_at", things.samples().now());
        }
        event.forEach(whole::put);
        JsonObject told = completion.complete(new TypeExpr.Named("sessions.SessionEvent"), whole.build())
                        instanceof JsonObject completed
                ? completed
                : whole.build();
        history.add(told);
        if (told.get("processed_at") != null) {
            mind.hear(told);
        }
        onTold.accept(told);
        feeds.forEach(feed -> feed.add(told));
        return told;
    }
}
