package io.github.claude4j.internal.messages;

import java.util.HashMap;
import java.util.Map;

/**
 * Puts characters together that a model wrote in two deltas: half of one means nothing to whoever encodes or shows a delta by
 * itself. For one kind of text.
 */
public final class WholeCharacters {
    /** First halves, by the index of their block. */
    private final Map<Long, String> held = new HashMap<>();

    /** What to give for a delta: with the half before it, without one at its end. */
    public String of(long index, String delta) {
        String before = held.isEmpty() ? null : held.remove(index);
        String all = before == null ? delta : before + delta;
        String whole = withoutHalf(all);
        if (whole.length() < all.length()) {
            held.put(index, all.substring(whole.length()));
        }
        return whole;
    }

    /** Text without the half of a character that it may end in. */
    public static String withoutHalf(String text) {
        int last = text.length() - 1;
        return last >= 0 && Character.isHighSurrogate(text.charAt(last)) ? text.substring(0, last) : text;
    }

    /** The half whose other half has not come by the end of its block; mostly empty. */
    public String rest(long index) {
        String half = held.isEmpty() ? null : held.remove(index);
        return half == null ? "" : half;
    }
}
