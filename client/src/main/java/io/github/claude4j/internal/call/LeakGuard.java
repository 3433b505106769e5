package io.github.claude4j.internal.call;

import io.github.claude4j.internal.Log;
import java.lang.System.Logger.Level;
import java.lang.ref.Cleaner;

/** Closes streams that were dropped without being read to the end or closed, and says so. */
final class LeakGuard {
    private static final Cleaner CLEANER = Cleaner.create();

    private LeakGuard() {}

    /** Ends the exchange once nothing refers to its reader any more; the exchange must not refer to that itself. */
    static void watch(Object reader, CallRunner exchange) {
        Throwable opened = "trace".equals(System.getProperty("claude4j.leaks")) ? new Throwable("opened here") : null;
        CLEANER.register(reader, () -> {
            if (exchange.isOpen()) {
                exchange.close();
                Log.LOGGER.log(
                        Level.WARNING,
                        exchange.call().operation() + ": the answer was neither read to its end nor closed;"
                                + " use try-with-resources, so that its connection is given back at once"
                                + (opened == null ? "; -Dclaude4j.leaks=trace shows where it was opened" : ""),
                        opened);
            }
        });
    }
}
