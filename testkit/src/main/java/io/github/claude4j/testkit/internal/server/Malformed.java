package io.github.claude4j.testkit.internal.server;

import java.io.IOException;

/** A request that cannot be answered as usual; the connection ends after the answer. */
final class Malformed extends IOException {
    private static final long serialVersionUID = 1L;

    private final int status;

    Malformed(int status, String message) {
        super(message);
        this.status = status;
    }

    int status() {
        return status;
    }
}
