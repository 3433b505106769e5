package io.github.claude4j.testkit;

import java.time.Duration;

/** Refuses numbers that make no sense where they are said, not later where they have their effect. */
final class Numbers {
    private Numbers() {}

    static void notNegative(String name, int number) {
        if (number < 0) {
            throw new IllegalArgumentException(name + ": expected zero or more, found " + number);
        }
    }

    static void notNegative(String name, Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException(name + ": expected zero or more, found " + time);
        }
    }

    static void within(String name, int number, int least, int most) {
        if (number < least || number > most) {
            throw new IllegalArgumentException(name + ": expected " + least + " to " + most + ", found " + number);
        }
    }
}
