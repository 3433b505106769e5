package io.github.claude4j.cli.commands;

import io.github.claude4j.cli.terminal.UsageException;

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
}
