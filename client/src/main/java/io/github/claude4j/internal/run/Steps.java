package io.github.claude4j.internal.run;

import io.github.claude4j.internal.run.CallState.Phase;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What a conversation needs next. */
public final class Steps {
    /** The kinds, in the order in which they are looked for. */
    public enum Kind {
        ASK,
        LOST,
        DECIDE,
        CALL,
        WAIT,
        END
    }

    private Steps() {}

    public static Kind next(RunState state) {
        if (state.calls().isEmpty()) {
            return state.ask() ? Kind.ASK : Kind.END;
        }
        if (isAny(state, Phase.BEGUN)) {
            return Kind.LOST;
        }
        if (isAny(state, Phase.ASKED)) {
            return Kind.DECIDE;
        }
        return isAny(state, Phase.ALLOWED) && !runnable(state).isEmpty() ? Kind.CALL : Kind.WAIT;
    }

    private static boolean isAny(RunState state, Phase phase) {
        List<CallState> calls = state.calls();
        for (int i = 0; i < calls.size(); i++) {
            if (calls.get(i).phase() == phase) {
                return true;
            }
        }
        return false;
    }

    /** The places of the calls in this phase. */
    public static List<Integer> in(RunState state, Phase phase) {
        List<Integer> found = new ArrayList<>();
        List<CallState> calls = state.calls();
        for (int i = 0; i < calls.size(); i++) {
            if (calls.get(i).phase() == phase) {
                found.add(i);
            }
        }
        return found;
    }

    /** The places of the calls that are not done. */
    public static List<Integer> open(RunState state) {
        List<Integer> found = new ArrayList<>();
        for (int i = 0; i < state.calls().size(); i++) {
            if (!state.calls().get(i).isDone()) {
                found.add(i);
            }
        }
        return found;
    }

    /** The places of the calls that may run now: of a toolset's only the first that is not done, since its order counts. */
    public static List<Integer> runnable(RunState state) {
        List<Integer> found = new ArrayList<>();
        List<String> held = new ArrayList<>();
        List<CallState> calls = state.calls();
        for (int i = 0; i < calls.size(); i++) {
            CallState call = calls.get(i);
            String toolset = call.toolset();
            if (call.phase() == Phase.ALLOWED && !held.contains(toolset)) {
                found.add(i);
            }
            if (!call.isDone() && !toolset.isEmpty()) {
                held.add(toolset);
            }
        }
        return found;
    }

    /**
     * The place of a call with this id: of the first that is in one of these phases; else of the first that is not done; else of
     * the last.
     *
     * @return -1 where none has it
     */
    public static int find(RunState state, String id, Set<Phase> phases) {
        int found = -1;
        boolean open = false;
        List<CallState> calls = state.calls();
        for (int i = 0; i < calls.size(); i++) {
            CallState call = calls.get(i);
            if (call.id().equals(id)) {
                if (phases.contains(call.phase())) {
                    return i;
                }
                found = open ? found : i;
                open |= !call.isDone();
            }
        }
        return found;
    }
}
