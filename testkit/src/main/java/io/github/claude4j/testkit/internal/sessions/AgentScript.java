package io.github.claude4j.testkit.internal.sessions;

import io.github.claude4j.json.JsonObject;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is scripted about agents: their turns, the rules that say what to do in one, and how outcomes are judged. */
public final class AgentScript {
    /**
     * One turn.
     *
     * @param goesOn whether the agent is still at work after it, until it is interrupted
     */
    record Turn(List<JsonObject> events, boolean goesOn) {}

    /** What comes of an evaluation. */
    record Judgement(String result, String explanation) {}

    /**
     * How a session stands when its agent is to do something.
     *
     * @param events what has happened so far, the oldest first
     */
    public record Standing(JsonObject session, List<JsonObject> events) {}

    /** Says what the agent of a session does, by scripting its turns. */
    @FunctionalInterface
    public interface Rule {
        /** Scripts the next turns of one session, or none. */
        void script(Standing standing, AgentScript ofSession);
    }

    private final Queue<Turn> turns = new ArrayDeque<>();
    private final Queue<Judgement> judgements = new ArrayDeque<>();
    private final List<Rule> rules = new CopyOnWriteArrayList<>();
    private volatile boolean callsTools = true;

    /** Lets agents call no tools that nobody has scripted. */
    public void callNoTools() {
        callsTools = false;
    }

    boolean callsTools() {
        return callsTools;
    }

    /** Scripts a turn with these events, after which the agent has done what it was told. */
    public synchronized void turn(List<JsonObject> events) {
        turns.add(new Turn(events, false));
    }

    /** Scripts a turn after which the agent is still at work, until it is interrupted. */
    public synchronized void endlessTurn(List<JsonObject> events) {
        turns.add(new Turn(events, true));
    }

    /** Scripts the next evaluation of an outcome. */
    public synchronized void judge(String result, String explanation) {
        judgements.add(new Judgement(result, explanation));
    }

    /** Adds a rule for the turns that nobody has scripted. */
    public void rule(Rule rule) {
        rules.add(rule);
    }

    /** Forgets turns, judgements and rules. */
    public synchronized void clear() {
        turns.clear();
        judgements.clear();
        rules.clear();
    }

    /** What was scripted and not fetched until now, in words. */
    public synchronized List<String> unused() {
        List<String> unused = new ArrayList<>();
        turns.forEach(turn -> unused.add("a turn of an agent: " + types(turn)));
        judgements.forEach(judgement -> unused.add("a judgement of an outcome: " + judgement.result()));
        return unused;
    }

    private static String types(Turn turn) {
        return turn.events().stream()
                .map(event -> event.optString("type").orElse("no type"))
                .collect(Collectors.joining(", "));
    }

    /** The next turn of a session: scripted, or by a rule; null when neither says anything. */
    @Nullable
    Turn next(AgentScript ofSession, Supplier<Standing> standing) {
        Turn turn = ofSession.next();
        turn = turn == null ? next() : turn;
        for (int i = 0; turn == null && i < rules.size(); i++) {
            rules.get(i).script(standing.get(), ofSession);
            turn = ofSession.next();
        }
        return turn;
    }

    synchronized @Nullable Judgement nextJudgement() {
        return judgements.poll();
    }

    /** Takes the next turn; null when nothing is scripted. */
    private synchronized @Nullable Turn next() {
        return turns.poll();
    }
}
