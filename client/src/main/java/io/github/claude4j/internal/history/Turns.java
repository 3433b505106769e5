package io.github.claude4j.internal.history;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The messages of a conversation in groups that can be left out without tearing a call from its result. */
final class Turns {
    /**
     * Messages that stand or go together.
     *
     * @param kept whether they have to stay
     */
    record Group(List<Object> messages, boolean kept) {
        /** What stays when the rest goes. */
        Group instructions() {
            return new Group(
                    messages.stream().filter(message -> is(message, "system")).toList(), true);
        }
    }

    private final List<List<Object>> rounds = new ArrayList<>();

    private Turns() {}

    static List<Group> of(JsonArray messages) {
        Turns turns = new Turns();
        for (Object message : messages) {
            turns.add(message == null ? JsonObject.of() : message);
        }
        return turns.groups();
    }

    /** A round is a question, an answer with the results of its calls, or an instruction. Answers in a row are one answer. */
    private void add(Object message) {
        List<Object> last = rounds.isEmpty() ? List.of() : rounds.get(rounds.size() - 1);
        Object before = last.isEmpty() ? null : last.get(last.size() - 1);
        boolean goesOn = is(message, "assistant")
                ? is(before, "assistant")
                : isQuestion(message) ? isQuestion(before) : isResult(message) && before != null;
        if (goesOn) {
            last.add(message);
        } else {
            rounds.add(new ArrayList<>(List.of(message)));
        }
    }

    /** Whole turns in the middle; single rounds in the first and the last one, which may have very many. */
    private List<Group> groups() {
        int first = question(0, 1);
        int second = question(first + 1, 1);
        int last = question(rounds.size() - 1, -1);
        int end = rounds.size() - 1;
        while (end > last && !is(rounds.get(end).get(0), "assistant")) {
            end--;
        }
        List<Group> groups = new ArrayList<>();
        for (int i = 0; i < rounds.size(); ) {
            List<Object> group = new ArrayList<>(rounds.get(i));
            int next = i + 1;
            if (i >= second && i < last) {
                next = question(i + 1, 1);
                rounds.subList(i + 1, next).forEach(group::addAll);
            }
            boolean stays = i == first || i == last || i == end || isInstruction(group) || isReferredTo(group);
            groups.add(new Group(group, stays));
            i = next;
        }
        return groups;
    }

    private int question(int from, int step) {
        for (int i = from; i >= 0 && i < rounds.size(); i += step) {
            if (isQuestion(rounds.get(i).get(0))) {
                return i;
            }
        }
        return step > 0 ? rounds.size() : -1;
    }

    private static boolean is(@Nullable Object message, String role) {
        return message instanceof JsonObject object && role.equals(object.get("role"));
    }

    private static boolean isInstruction(List<Object> round) {
        return is(round.get(0), "system");
    }

    private static boolean isQuestion(@Nullable Object message) {
        return is(message, "user") && !isResult(message);
    }

    private static boolean isResult(@Nullable Object message) {
        return is(message, "user")
                && message instanceof JsonObject object
                && object.get("content") instanceof JsonArray content
                && hasType(content, "tool_result", false);
    }

    /** A summary stands for what was before it; a tool that was found is known from there on. */
    private static boolean isReferredTo(List<Object> round) {
        for (Object message : round) {
            if (message instanceof JsonObject object
                    && object.get("content") instanceof JsonArray content
                    && (hasType(content, "compaction", false) || hasType(content, "tool_reference", true))) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasType(@Nullable Object value, String type, boolean within) {
        if (value instanceof JsonArray array) {
            for (Object item : array) {
                if (item instanceof JsonObject block
                        && (type.equals(block.get("type")) || (within && hasTypeWithin(block, type)))) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean hasTypeWithin(JsonObject block, String type) {
        for (int i = 0; i < block.size(); i++) {
            Object value = block.value(i);
            boolean ours = !block.name(i).equals("input");
            if (ours
                    && (hasType(value, type, true)
                            || (value instanceof JsonObject inner && hasTypeWithin(inner, type)))) {
                return true;
            }
        }
        return false;
    }
}
