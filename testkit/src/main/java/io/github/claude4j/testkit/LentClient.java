package io.github.claude4j.testkit;

import io.github.claude4j.Claude;

/**
 * A client for many users: an application that closes it, as it should, does not take it away from the others.
 *
 * @param lent a copy, whose closing does nothing
 */
record LentClient(Claude own, Claude lent) {
    LentClient(Claude own) {
        this(own, own.with(options -> {}));
    }

    void end() {
        own.close();
    }
}
