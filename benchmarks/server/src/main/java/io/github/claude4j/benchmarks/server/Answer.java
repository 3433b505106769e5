package io.github.claude4j.benchmarks.server;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * A rendered HTTP answer.
 *
 * @param atOnce what is sent as soon as the request was read
 * @param later what is sent piece by piece then
 * @param firstNanos until the first of those pieces
 * @param nextNanos between two of them
 */
record Answer(List<ByteBuffer> atOnce, List<ByteBuffer> later, long firstNanos, long nextNanos) {
    static Answer of(List<ByteBuffer> atOnce) {
        return new Answer(atOnce, List.of(), 0, 0);
    }
}
