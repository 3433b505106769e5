package io.github.claude4j.cli.commands;

import io.github.claude4j.cli.terminal.UsageException;
import java.io.UncheckedIOException;

/** The ports that options name. */
final class Ports {
    private static final int LAST = 65_535;

    private Ports() {}

    /** Refuses what is no port; 0 stands for any free one. */
    static void check(String option, int port) {
        if (port < 0 || port > LAST) {
            throw new UsageException(option + ": expected a number up to 65535, found " + port);
        }
    }

    /** A port that cannot be had, with the option that asks for it. */
    static UncheckedIOException taken(UncheckedIOException failure) {
        String message = String.valueOf(failure.getMessage());
        String option = message.startsWith("window: ") ? "--window" : "--port";
        return new UncheckedIOException(message + "; " + option + " 0 takes any free one", failure.getCause());
    }
}
