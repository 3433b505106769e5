package io.github.claude4j.testkit.internal.server;

import java.time.Duration;

/**
 * How long a server waits for a client.
 *
 * @param idle for the first byte of a request
 * @param head for the rest of its head
 * @param body for each next piece of its body
 */
record Patience(Duration idle, Duration head, Duration body) {
    /** Clients let go of an idle connection sooner, and so send nothing into one that is about to be closed. */
    static final Patience USUAL = new Patience(Duration.ofMinutes(10), Duration.ofSeconds(10), Duration.ofSeconds(30));
}
