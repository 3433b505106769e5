package io.github.claude4j.testkit.internal.api;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.server.Answer;
import io.github.claude4j.testkit.internal.server.Delivery;
import io.github.claude4j.testkit.internal.server.Received;
import io.github.claude4j.testkit.internal.sessions.AgentScript;
import io.github.claude4j.testkit.internal.things.BatchScript;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What was scripted: steps, each used up by one request, and standing rules. Faults are collected until the answer that
 * they belong to is scripted; without one they belong to the next default answer.
 */
public final class Script {
    /** A rule for requests by verb and path. */
    private record Rule(Condition condition, Function<Received, ? extends @Nullable Answer> answer) {}

    public final AgentScript agent = new AgentScript();
    public final BatchScript batches = new BatchScript();
    private final List<Plan> plans = new ArrayList<>();
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private final List<Function<JsonObject, ? extends @Nullable JsonObject>> messageRules =
            new CopyOnWriteArrayList<>();

    private Condition next = Condition.of("POST", Condition.MESSAGES);
    private @Nullable Delivery pending;

    /** Faults that were fetched and could not come about. */
    private final List<String> missed = new ArrayList<>();

    public synchronized void target(String verb, String prefix) {
        if (pending != null) {
            plan(Plan.Source.DEFAULT);
        }
        next = Condition.of(verb, prefix);
    }

    /** Adds steps that are complete, such as those that were written down. */
    public synchronized void add(List<Plan> steps) {
        plans.addAll(steps);
    }

    /** Forgets all that was scripted: steps, faults, rules, turns of agents, results in batches. */
    synchronized void clear() {
        plans.clear();
        missed.clear();
        pending = null;
        next = Condition.of("POST", Condition.MESSAGES);
        rules.clear();
        messageRules.clear();
        agent.clear();
        batches.clear();
    }

    /** Adds an answer that may be streamed. */
    public synchronized void add(Plan.Source source) {
        plan(source);
    }

    /** Adds an answer that is no stream: faults of streams that were asked for before belong to one of their own. */
    public synchronized void addPlain(Plan.Source source) {
        if (pending != null && pending.forStreams()) {
            plan(Plan.Source.DEFAULT);
        }
        plan(source);
    }

    /** Adds a fault to the delivery of the next answer. */
    public synchronized void fault(Consumer<Delivery> fault) {
        fault.accept(delivery());
    }

    /** Sets how the next answer ends; an end that was set before belongs to an answer of its own. */
    public synchronized void end(Delivery.End end, int after) {
        if (pending != null && pending.end != Delivery.End.WHOLE) {
            plan(Plan.Source.DEFAULT);
        }
        Delivery delivery = delivery();
        delivery.end = end;
        delivery.endAfter = after;
        if (after == Delivery.BEFORE_HEAD) {
            plan(Plan.Source.DEFAULT);
        }
    }

    private Delivery delivery() {
        Delivery delivery = pending == null ? new Delivery() : pending;
        pending = delivery;
        return delivery;
    }

    private void plan(Plan.Source source) {
        plans.add(new Plan(next, source, delivery(), false));
        pending = null;
        next = Condition.of("POST", Condition.MESSAGES);
    }

    public void rule(String verb, String prefix, Function<Received, ? extends @Nullable Answer> answer) {
        rules.add(new Rule(Condition.of(verb, prefix), answer));
    }

    public void messageRule(Function<JsonObject, ? extends @Nullable JsonObject> rule) {
        messageRules.add(rule);
    }

    /** What the standing rules answer; null when none of them does. */
    @Nullable
    Answer ruled(Received request) {
        for (Rule rule : rules) {
            if (rule.condition.meets(request)) {
                Answer response = rule.answer.apply(request);
                if (response != null) {
                    return response;
                }
            }
        }
        return null;
    }

    /** What the standing rules for messages answer; null when none of them does. */
    @Nullable
    JsonObject ruledMessage(JsonObject body) {
        for (Function<JsonObject, ? extends @Nullable JsonObject> rule : messageRules) {
            JsonObject message = rule.apply(body);
            if (message != null) {
                return message;
            }
        }
        return null;
    }

    /** What was scripted and not fetched until now, in words. */
    public synchronized List<String> unused() {
        List<String> unused = new ArrayList<>();
        plans.stream().filter(plan -> !plan.repeats()).forEach(plan -> unused.add(plan.toString()));
        if (pending != null) {
            unused.add(new Plan(next, Plan.Source.DEFAULT, pending, false).toString());
        }
        unused.addAll(missed);
        unused.addAll(agent.unused());
        unused.addAll(batches.unused());
        return unused;
    }

    /** Notes that a step was fetched whose fault could not come about: the test does not test what it seems to. */
    synchronized void missed(String fault) {
        missed.add(fault);
    }

    /** Takes the next answer to a message that comes whole and without faults, as for a request in a batch. */
    synchronized @Nullable Plan nextWhole(JsonObject params) {
        return take(plan -> plan.isWholeFor(params));
    }

    /** Takes the next step for this request; null when there is none. */
    synchronized @Nullable Plan next(Received request) {
        if (pending != null && next.meets(request) && plans.stream().noneMatch(plan -> once(plan, request))) {
            plan(Plan.Source.DEFAULT);
            return plans.remove(plans.size() - 1);
        }
        return take(plan -> plan.condition().meets(request));
    }

    private static boolean once(Plan plan, Received request) {
        return !plan.repeats() && plan.condition().meets(request);
    }

    /** Steps that are used up go before those that stay. */
    private @Nullable Plan take(Predicate<Plan> wanted) {
        for (int i = 0; i < plans.size(); i++) {
            if (!plans.get(i).repeats() && wanted.test(plans.get(i))) {
                return plans.remove(i);
            }
        }
        return plans.stream().filter(wanted).findFirst().orElse(null);
    }
}
