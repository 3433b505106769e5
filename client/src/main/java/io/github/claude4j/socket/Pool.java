package io.github.claude4j.socket;

import io.github.claude4j.internal.threads.Threads;
import java.io.IOException;
import java.time.Duration;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The connections of a transport. Whoever takes one has it to itself until it is given back, which only its exchange does, once, and
 * only when nothing is left of that.
 */
final class Pool implements AutoCloseable {
    /** As many callers as may pause at the same time without losing their connections. */
    private static final int MOST_IDLE = 256;

    private static final Duration IDLE_TIME = Duration.ofMinutes(1);

    /** Those that are idle, the last used first: it is the one that most likely still lives. */
    private final Deque<Connection> idle = new ConcurrentLinkedDeque<>();

    /** All that are open, to be ended with the transport. */
    private final Set<Wire> open = ConcurrentHashMap.newKeySet();

    private final AtomicBoolean sweeping = new AtomicBoolean();
    private volatile boolean closed;

    /** What a connection is to be made by. */
    Wire open() throws IOException {
        Wire wire = new Wire(this);
        open.add(wire);
        if (closed) {
            wire.close();
            throw new IOException("the transport is closed");
        }
        return wire;
    }

    /** A wire was closed. */
    void ended(Wire wire) {
        open.remove(wire);
    }

    /** An idle connection to there that is as it was left; null where there is none. */
    @Nullable
    Connection take(Origin origin) {
        for (Connection connection : idle) {
            // Who removes it has it.
            if (connection.route().origin().equals(origin) && idle.removeFirstOccurrence(connection)) {
                if (connection.wire().isQuiet()) {
                    return connection;
                }
                connection.finish();
            }
        }
        return null;
    }

    /** Takes back a connection whose exchange has ended as it should. */
    void give(Connection connection) {
        connection.rest();
        idle.addFirst(connection);
        endLastWhile(last -> closed || idle.size() > MOST_IDLE);
        sweepLater();
    }

    private void endLastWhile(Predicate<Connection> unwanted) {
        for (Connection last = idle.peekLast(); last != null && unwanted.test(last); last = idle.peekLast()) {
            if (idle.removeLastOccurrence(last)) {
                last.finish();
            }
        }
    }

    private void sweepLater() {
        if (!idle.isEmpty() && sweeping.compareAndSet(false, true)) {
            Future<?> unused = Threads.later(IDLE_TIME.dividedBy(4), this::sweep);
        }
    }

    /** Ends those that were idle for too long; comes again while there are others. */
    private void sweep() {
        endLastWhile(last -> System.nanoTime() - last.idleSince() > IDLE_TIME.toNanos());
        sweeping.set(false);
        sweepLater();
    }

    @Override
    public void close() {
        closed = true;
        endLastWhile(last -> true);
        open.forEach(Wire::close);
    }
}
