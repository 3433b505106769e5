package io.github.claude4j.testkit.internal.window;

import io.github.claude4j.testkit.internal.record.Redaction;
import io.github.claude4j.testkit.internal.server.Handler;
import io.github.claude4j.testkit.internal.server.HttpServer;
import io.github.claude4j.testkit.internal.server.Origins;
import io.github.claude4j.testkit.internal.server.Received;
import io.github.claude4j.testkit.internal.server.Watcher;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A server, and the window on what passes through it where one was asked for. */
public final class WatchedServer implements AutoCloseable {
    private final HttpServer server;
    private final @Nullable Window window;

    private WatchedServer(HttpServer server, @Nullable Window window) {
        this.server = server;
        this.window = window;
    }

    /** Starts a server that nobody looks at. */
    public static WatchedServer start(int port, Handler handler, Origins origins) {
        return start(new HttpServer(port, handler, origins, Watcher.NOBODY), null);
    }

    /**
     * Starts a server with a window.
     *
     * @param windowPort the window's own port; 0 for any free one
     * @param redaction what is masked
     * @param seen which requests are shown
     * @param api where these requests are passed on to; null where they are answered here
     */
    public static WatchedServer start(
            int port,
            Handler handler,
            Origins origins,
            int windowPort,
            Redaction redaction,
            Predicate<Received> seen,
            @Nullable URI api) {
        History history = new History(redaction);
        HttpServer server = new HttpServer(
                port,
                handler,
                origins,
                request -> seen.test(request) ? history.begin(request) : Watcher.Exchange.UNSEEN);
        try {
            return start(server, new Window(windowPort, history, server.url(), api));
        } catch (UncheckedIOException e) {
            server.close();
            throw new UncheckedIOException("window: " + e.getMessage(), e.getCause());
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
    }

    private static WatchedServer start(HttpServer server, @Nullable Window window) {
        server.start();
        return new WatchedServer(server, window);
    }

    public URI url() {
        return server.url();
    }

    /**
     * Where the window is.
     *
     * @throws IllegalStateException when none was asked for
     */
    public URI window() {
        if (window == null) {
            throw new IllegalStateException("window: expected a start with the option window(), found one without it");
        }
        return window.url();
    }

    /** How many connections are open. */
    public int open() {
        return server.open();
    }

    @Override
    public void close() {
        server.close();
        if (window != null) {
            window.close();
        }
    }
}
