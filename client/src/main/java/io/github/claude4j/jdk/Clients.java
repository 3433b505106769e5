package io.github.claude4j.jdk;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * One client for each time limit to connect, because that is fixed when a client is made; mostly there is one. Each has a thread
 * and a pool, so only as many are kept as calls may ask for in good faith: of more, the one that was not used for longest goes.
 */
final class Clients implements AutoCloseable {
    static final int MOST = 8;

    private final Function<Duration, HttpClient> make;

    /** In the order of their last use. */
    private final Map<Duration, Lease> kept = new LinkedHashMap<>(4, 0.75f, true);

    Clients(Function<Duration, HttpClient> make) {
        this.make = make;
    }

    /** A client and how many are about to send with it. */
    final class Lease {
        private final HttpClient client;
        private int users;
        private boolean dropped;

        Lease(HttpClient client) {
            this.client = client;
        }

        HttpClient client() {
            return client;
        }

        /** What was to be sent is on its way: from here on the client knows that it is not done. */
        void end() {
            boolean last;
            synchronized (Clients.this) {
                users--;
                last = dropped && users == 0;
            }
            if (last) {
                stop(client, "shutdown");
            }
        }
    }

    Lease lease(Duration connectTimeout) {
        Lease old = null;
        Lease lease;
        synchronized (this) {
            lease = kept.computeIfAbsent(connectTimeout, limit -> new Lease(make.apply(limit)));
            lease.users++;
            if (kept.size() > MOST) {
                Iterator<Lease> oldest = kept.values().iterator();
                old = oldest.next();
                oldest.remove();
                old.dropped = true;
                old = old.users == 0 ? old : null;
            }
        }
        if (old != null) {
            stop(old.client, "shutdown");
        }
        return lease;
    }

    /** How many there are. */
    synchronized int count() {
        return kept.size();
    }

    @Override
    public synchronized void close() {
        kept.values().forEach(lease -> stop(lease.client, "shutdownNow"));
        kept.clear();
    }

    /** Before JDK 21 letting go of it is all that can be done. */
    private static void stop(HttpClient client, String how) {
        try {
            MethodHandles.publicLookup()
                    .findVirtual(HttpClient.class, how, MethodType.methodType(void.class))
                    .invoke(client);
        } catch (NoSuchMethodException before21) {
            // Then it goes with its last call.
        } catch (Throwable e) {
            throw new IllegalStateException("the HTTP client could not be shut down", e);
        }
    }
}
