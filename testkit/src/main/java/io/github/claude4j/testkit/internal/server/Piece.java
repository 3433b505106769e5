package io.github.claude4j.testkit.internal.server;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A part of a body.
 *
 * @param delay how long to wait before it is sent
 */
public record Piece(Duration delay, byte[] bytes) {
    /** A body that comes piece by piece. */
    public interface Source {
        /** The next piece, once it is there; null when there is none any more. */
        @Nullable
        Piece next() throws IOException;

        /** Whether the body was cut off after its last piece. */
        boolean cut();
    }
}
