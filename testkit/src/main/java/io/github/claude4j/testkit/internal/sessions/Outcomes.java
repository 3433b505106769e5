package io.github.claude4j.testkit.internal.sessions;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.spec.Samples;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The outcomes that a session was asked for, and how its work is judged, one after the other. */
final class Outcomes {
    /** As many attempts as the API allows when the application does not say. */
    private static final long USUAL_ITERATIONS = 3;

    /** Puts an event on record, and returns it as it was told. */
    @FunctionalInterface
    interface Teller {
        JsonObject tell(JsonObject event);
    }

    private static final AgentScript.Judgement SATISFIED =
            new AgentScript.Judgement("satisfied", "FakeClaude is satisfied with anything.");

    private final Samples samples;
    private final SessionRecord record;
    private final AgentScript script;

    private final Teller teller;

    /** What the session shows of each outcome, in the order in which they were asked for. */
    private final List<JsonObject> evaluations = new ArrayList<>();

    private @Nullable JsonObject open;
    private long iteration;

    Outcomes(Samples samples, SessionRecord record, AgentScript script, Teller teller) {
        this.samples = samples;
        this.record = record;
        this.script = script;
        this.teller = teller;
    }

    /** Begins to work towards an outcome. */
    void define(JsonObject event) {
        interrupt();
        open = event;
        iteration = 0;
        evaluations.add(JsonObject.builder()
                .put("type", "outcome_evaluation")
                .put("outcome_id", event.get("outcome_id"))
                .put("description", event.get("description"))
                .put("iteration", 0)
                .put("result", "pending")
                .put("explanation", null)
                .put("completed_at", null)
                .build());
        record.change("outcome_evaluations", JsonArray.of(evaluations));
    }

    /** Gives the outcome up that was worked towards. */
    void interrupt() {
        if (open != null) {
            show("interrupted", null, true);
            open = null;
        }
    }

    /** Judges the work so far. Returns what the agent is to do better; null when it has come to an end. */
    @Nullable
    String judge() {
        JsonObject outcome = open;
        if (outcome == null) {
            return null;
        }
        AgentScript.Judgement scripted = script.nextJudgement();
        AgentScript.Judgement judgement = scripted == null ? SATISFIED : scripted;
        long most = outcome.optLong("max_iterations").orElse(USUAL_ITERATIONS);
        boolean revise = judgement.result().equals("needs_revision");
        boolean last = iteration + 1 >= most;
        String result = revise && last ? "max_iterations_reached" : judgement.result();
        span(outcome, result, judgement.explanation());
        show(result, judgement.explanation(), !revise || last);
        if (!revise || last) {
            open = null;
            return null;
        }
        iteration++;
        return judgement.explanation();
    }

    private void span(JsonObject outcome, String result, String explanation) {
        JsonObject about = JsonObject.of("outcome_id", outcome.get("outcome_id"), "iteration", iteration);
        JsonObject start = teller.tell(about.with("type", "span.outcome_evaluation_start"));
        teller.tell(about.with("type", "span.outcome_evaluation_ongoing"));
        teller.tell(about.toBuilder()
                .put("type", "span.outcome_evaluation_end")
                .put("outcome_evaluation_start_id", start.get("id"))
                .put("result", result)
                .put("explanation", explanation)
                .put("usage", samples.object("sessions.SpanModelUsage"))
                .build());
    }

    private void show(String result, @Nullable String explanation, boolean completed) {
        JsonObject evaluation = evaluations.remove(evaluations.size() - 1);
        evaluations.add(evaluation.toBuilder()
                .put("iteration", iteration)
                .put("result", result)
                .put("explanation", explanation)
                .put("completed_at", completed ? samples.now() : null)
                .build());
        record.change("outcome_evaluations", JsonArray.of(evaluations));
    }
}
