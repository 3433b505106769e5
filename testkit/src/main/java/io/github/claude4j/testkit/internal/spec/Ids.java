package io.github.claude4j.testkit.internal.spec;

import java.util.concurrent.atomic.AtomicLong;

/** Makes ids that look like the API's; the same calls in the same order give the same ids. */
public final class Ids {
    private static final String ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    private static final int LENGTH = 22;

    private final AtomicLong count = new AtomicLong();

    /** An id for a thing of this kind, such as {@code message} or {@code file}. */
    public String next(String kind) {
        return Spec.get().idPrefix(kind) + "_01" + text(count.incrementAndGet());
    }

    private static String text(long number) {
        char[] text = new char[LENGTH];
        long state = number * 0x94D049BB133111EBL;
        for (int i = 0; i < LENGTH; i++) {
            // Steps of splitmix64: neighbouring numbers give texts that have nothing in common.
            state += 0x9E3779B97F4A7C15L;
            long mixed = (state ^ (state >>> 30)) * 0xBF58476D1CE4E5B9L;
            text[i] = ALPHABET.charAt((int) Long.remainderUnsigned(mixed ^ (mixed >>> 27), ALPHABET.length()));
        }
        return new String(text);
    }
}
