package io.github.claude4j.testkit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Starts a thread for each connection: a virtual one where the JDK has them, else a daemon with a small stack. */
final class Threads {
    /** Deeply nested JSON is read recursively, so it cannot be much smaller. */
    private static final long STACK = 512 * 1024;

    private static final @Nullable Method VIRTUAL = virtual();

    private Threads() {}

    static Thread start(String name, Runnable task) {
        if (VIRTUAL != null) {
            try {
                return (Thread) VIRTUAL.invoke(null, task);
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException(e);
            }
        }
        Thread thread = new Thread(null, task, name, STACK);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static @Nullable Method virtual() {
        if (Runtime.version().feature() < 21) {
            return null;
        }
        try {
            return Thread.class.getMethod("startVirtualThread", Runnable.class);
        } catch (NoSuchMethodException e) {
            return null;
        }
    }
}
