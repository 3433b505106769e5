package io.github.claude4j.internal;

import io.github.claude4j.http.Call;
import io.github.claude4j.http.CallListener;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.Response;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Writes what calls do to the logger {@code io.github.claude4j}: a line an attempt at DEBUG, headers at TRACE, never a
 * credential, a prompt or an answer.
 *
 * <p>{@code ANTHROPIC_LOG} set to {@code info} or {@code debug} raises these lines to INFO, which the JDK's own logging
 * shows without any configuration; {@code off} never writes them. Warnings are not among them.
 */
public final class Log implements CallListener {
    public static final Logger LOGGER = System.getLogger("io.github.claude4j");

    private static final String NUMBER = "io.github.claude4j.log.number";
    private static final AtomicLong CALLS = new AtomicLong();

    /** Whether a listener of a class has failed before. */
    private static final ClassValue<AtomicBoolean> FAILED = new ClassValue<>() {
        @Override
        protected AtomicBoolean computeValue(Class<?> type) {
            return new AtomicBoolean();
        }
    };

    private final Level lines;
    private final Level details;

    private Log(Level lines, Level details) {
        this.lines = lines;
        this.details = details;
    }

    /** The listener that logs, or null where nothing of it would be seen. */
    public static @Nullable CallListener listener(@Nullable String wanted) {
        Map<String, Level[]> levels = Map.of(
                "debug", new Level[] {Level.INFO, Level.INFO},
                "info", new Level[] {Level.INFO, Level.TRACE},
                "off", new Level[] {Level.OFF, Level.OFF});
        Level[] chosen = levels.getOrDefault(
                wanted == null ? "" : wanted.strip().toLowerCase(Locale.ROOT), new Level[] {Level.DEBUG, Level.TRACE});
        boolean seen = chosen[0] != Level.OFF && LOGGER.isLoggable(chosen[0]);
        return seen ? new Log(chosen[0], chosen[1]) : null;
    }

    /** A listener failed, which does not disturb its call: all of it is told once, since it may fail at every event. */
    public static void failed(CallListener listener, Throwable failure) {
        Class<?> type = listener.getClass();
        if (FAILED.get(type).compareAndSet(false, true)) {
            LOGGER.log(Level.WARNING, "a listener failed: " + type.getName(), failure);
        } else {
            LOGGER.log(
                    Level.DEBUG,
                    () -> "a listener failed again: " + type.getName() + ", "
                            + failure.getClass().getName());
        }
    }

    @Override
    public void onAttempt(Call call, Request request) {
        LOGGER.log(
                details,
                () -> number(call) + "attempt " + call.attempt() + " of " + request + " with " + request.headers());
    }

    @Override
    public void onHead(Call call, Response response) {
        LOGGER.log(
                lines,
                () -> number(call) + call.operation() + ": " + response.status() + " after "
                        + call.elapsed().toMillis() + " ms, attempt " + call.attempt()
                        + response.headers()
                                .first("request-id")
                                .map(id -> ", request " + id)
                                .orElse(""));
        LOGGER.log(details, () -> number(call) + "answered with " + response.headers());
    }

    @Override
    public void onEnd(Call call, @Nullable Throwable failure) {
        if (failure != null) {
            LOGGER.log(
                    lines,
                    () -> number(call) + call.operation() + ": failed after "
                            + call.elapsed().toMillis() + " ms: " + failure);
        }
    }

    /** Tells the lines of calls apart that are under way at the same time. */
    private static String number(Call call) {
        if (call.attribute(NUMBER) == null) {
            call.attribute(NUMBER, CALLS.incrementAndGet());
        }
        return "#" + call.attribute(NUMBER) + " ";
    }
}
