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
import java.util.concurrent.atomic.AtomicInteger;
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

    private final AtomicInteger idleCount = new AtomicInteger();

    /** All that are open, to be ended with the transport. */
    private final Set<ChannelSocket> open = ConcurrentHashMap.newKeySet();

    private final AtomicBoolean sweeping = new AtomicBoolean();
    private volatile boolean closed;

    /** A connection is about to be made. */
    void opened(ChannelSocket socket) throws IOException {
        open.add(socket);
        if (closed) {
            socket.close();
            throw new IOException("the transport is closed");
        }
    }

    /** A connection has ended. */
    void ended(ChannelSocket socket) {
        open.remove(socket);
    }

    /** An idle connection to there that is as it was left; null where there is none. */
    @Nullable
    Connection take(Origin origin) {
        for (Connection connection : idle) {
            // Who removes it has it.
            if (connection.origin().equals(origin) && idle.removeFirstOccurrence(connection)) {
                idleCount.decrementAndGet();
                if (connection.socket().isQuiet()) {
                    return connection;
                }
                end(connection);
            }
        }
        return null;
    }

    /** Takes back a connection whose exchange has ended as it should. */
    void give(Connection connection) {
        connection.rest();
        idle.addFirst(connection);
        if (idleCount.incrementAndGet() > MOST_IDLE) {
            endLast();
        }
        if (closed) {
            endAll();
        } else if (sweeping.compareAndSet(false, true)) {
            sweepLater();
        }
    }

    private void end(Connection connection) {
        ended(connection.socket());
        connection.finish();
    }

    private void endLast() {
        Connection last = idle.pollLast();
        if (last != null) {
            idleCount.decrementAndGet();
            end(last);
        }
    }

    private void sweepLater() {
        Future<?> unused = Threads.later(IDLE_TIME.dividedBy(4), this::sweep);
    }

    /** Ends those that were idle for too long; comes again while there are others. */
    private void sweep() {
        for (Connection last = idle.peekLast(); last != null && isStale(last); last = idle.peekLast()) {
            if (idle.removeLastOccurrence(last)) {
                idleCount.decrementAndGet();
                end(last);
            }
        }
        sweeping.set(false);
        if (!idle.isEmpty() && sweeping.compareAndSet(false, true)) {
            sweepLater();
        }
    }

    private static boolean isStale(Connection connection) {
        return System.nanoTime() - connection.idleSince() > IDLE_TIME.toNanos();
    }

    private void endAll() {
        while (!idle.isEmpty()) {
            endLast();
        }
    }

    @Override
    public void close() {
        closed = true;
        endAll();
        for (ChannelSocket socket : open) {
            try {
                socket.close();
            } catch (IOException e) {
                // It is gone then.
            }
        }
        open.clear();
    }
}
