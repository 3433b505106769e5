package io.github.claude4j.testkit.internal.server;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Starts a thread for each connection: a virtual one where the JDK has them, else a daemon with a small stack. */
final class Threads {
    /** Deeply nested JSON is read recursively, so it cannot be much smaller. */
    private static final long STACK = 512 * 1024;

    private static final @Nullable Virtual VIRTUAL = virtual();

    /** The JDK's builder of virtual threads, which Java 17 does not have. */
    private record Virtual(Method builder, Method name, Method start) {
        Thread start(String threadName, Runnable task) {
            try {
                return (Thread) start.invoke(name.invoke(builder.invoke(null), threadName), task);
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private Threads() {}

    static Thread start(String name, Runnable task) {
        if (VIRTUAL != null) {
            return VIRTUAL.start(name, task);
        }
        Thread thread = new Thread(null, task, name, STACK);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static @Nullable Virtual virtual() {
        if (Runtime.version().feature() < 21) {
            return null;
        }
        try {
            Class<?> builder = Class.forName("java.lang.Thread$Builder");
            return new Virtual(
                    Thread.class.getMethod("ofVirtual"),
                    builder.getMethod("name", String.class),
                    builder.getMethod("start", Runnable.class));
        } catch (ClassNotFoundException | NoSuchMethodException e) {
            return null;
        }
    }
}
