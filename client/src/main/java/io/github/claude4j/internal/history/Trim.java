package io.github.claude4j.internal.history;

import io.github.claude4j.json.Binary;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Makes a conversation shorter by leaving out its oldest turns, each as a whole: a question with all that came of it. Of the
 * first and the last turn, which may be a long run of calls, single answers with their results go. What stays: the first
 * question, instructions in between, the last answer with its calls, and what others refer to.
 */
public final class Trim {
    private static final double CHARACTERS_A_TOKEN = 4;

    /** An image or a page in tokens, whatever it weighs. */
    private static final double FILE = 1600;

    private final ToLongFunction<JsonArray> count;
    private List<Unit> units;
    private JsonArray left;

    private Trim(JsonArray messages, ToLongFunction<JsonArray> count) {
        this.count = count;
        left = messages;
        units = Turns.of(messages).stream().map(Unit::of).toList();
    }

    /** A group with its weight: an estimate of its tokens, to be compared with other weights. */
    private record Unit(Turns.Group group, double weight) {
        static Unit of(Turns.Group group) {
            double weight = 1;
            for (Object message : group.messages()) {
                weight += Trim.weight(message);
            }
            return new Unit(group, weight);
        }
    }

    /**
     * The messages that are left. It counts once, and where they are too many a second time; again where the estimate in
     * between was too low: to count is free, and what is dropped is lost.
     *
     * @param count tells the tokens of the request with these messages; mostly it asks the API
     * @param most the tokens that are allowed; where what has to stay is more than that, it is what is left
     */
    public static JsonArray trimmed(JsonArray messages, ToLongFunction<JsonArray> count, long most) {
        Trim trim = new Trim(messages, count);
        trim.trim(most);
        return trim.left;
    }

    private void trim(long most) {
        if (!canGo()) {
            return;
        }
        long tokens = count.applyAsLong(left);
        double weightOfToken = weight() / Math.max(1, tokens);
        while (tokens > most) {
            double before = weight();
            drop((tokens - most) * weightOfToken);
            if (!canGo()) {
                return;
            }
            long now = count.applyAsLong(left);
            // What is known by now: the system prompt and the tools count too, and weigh nothing here.
            weightOfToken = now < tokens ? (before - weight()) / (tokens - now) : weightOfToken;
            tokens = now;
        }
    }

    private boolean canGo() {
        return units.stream().anyMatch(unit -> !unit.group.kept());
    }

    private double weight() {
        return units.stream().mapToDouble(Unit::weight).sum();
    }

    /** Drops the oldest that can go and weigh so much together; one at least. */
    private void drop(double weight) {
        List<Unit> rest = new ArrayList<>();
        double gone = 0;
        for (Unit unit : units) {
            if (unit.group.kept() || (gone > 0 && gone >= weight)) {
                rest.add(unit);
            } else {
                Unit instructions = Unit.of(unit.group.instructions());
                rest.add(instructions);
                gone += unit.weight - instructions.weight;
            }
        }
        units = rest;
        JsonArray.Builder messages = JsonArray.builder();
        units.forEach(unit -> unit.group.messages().forEach(messages::add));
        left = messages.build();
    }

    private static double weight(@Nullable Object json) {
        double sum = 0;
        if (json instanceof JsonObject object) {
            if ("base64".equals(object.get("type"))) {
                return FILE;
            }
            for (int i = 0; i < object.size(); i++) {
                sum += 1 + weight(object.value(i));
            }
        } else if (json instanceof JsonArray array) {
            for (Object value : array) {
                sum += weight(value);
            }
        } else if (json instanceof String text) {
            sum = text.length() / CHARACTERS_A_TOKEN;
        } else if (json instanceof Binary) {
            sum = FILE;
        }
        return sum;
    }
}
