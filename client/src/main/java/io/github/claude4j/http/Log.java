package io.github.claude4j.http;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes what calls do to the logger {@code io.github.claude4j}: a line an attempt at DEBUG, headers at TRACE, never a
 * credential, a prompt or an answer.
 *
 * <p>{@code ANTHROPIC_LOG} set to {@code info} or {@code debug} raises these lines to INFO, which the JDK's own logging
 * shows without any configuration; {@code off} silences the library.
 */
final class Log implements CallListener {
    static final Logger LOGGER = System.getLogger("io.github.claude4j");

    private final Level lines;
    private final Level details;

    private Log(Level lines, Level details) {
        this.lines = lines;
        this.details = details;
    }

    /** The listener that logs, or null where nothing of it would be seen. */
    static @Nullable CallListener listener(@Nullable String wanted) {
        Map<String, Level[]> levels = Map.of(
                "debug", new Level[] {Level.INFO, Level.INFO},
                "info", new Level[] {Level.INFO, Level.TRACE},
                "off", new Level[] {Level.OFF, Level.OFF});
        Level[] chosen = levels.getOrDefault(
                wanted == null ? "" : wanted.strip().toLowerCase(Locale.ROOT), new Level[] {Level.DEBUG, Level.TRACE});
        boolean seen = chosen[0] != Level.OFF && LOGGER.isLoggable(chosen[0]);
        return seen ? new Log(chosen[0], chosen[1]) : null;
    }

    @Override
    public void onAttempt(Call call, Request request) {
        LOGGER.log(details, () -> "attempt " + call.attempt() + " of " + request + " with " + request.headers());
    }

    @Override
    public void onHead(Call call, Response response) {
        LOGGER.log(
                lines,
                () -> call.operation() + ": " + response.status() + " after "
                        + call.elapsed().toMillis() + " ms, attempt " + call.attempt()
                        + response.headers()
                                .first("request-id")
                                .map(id -> ", request " + id)
                                .orElse(""));
        LOGGER.log(details, () -> "answered with " + response.headers());
    }

    @Override
    public void onEnd(Call call, @Nullable Throwable failure) {
        if (failure != null) {
            LOGGER.log(
                    lines,
                    () -> call.operation() + ": failed after " + call.elapsed().toMillis() + " ms: " + failure);
        }
    }
}
