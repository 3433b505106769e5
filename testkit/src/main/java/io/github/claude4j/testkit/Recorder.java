package io.github.claude4j.testkit;

import io.github.claude4j.Claude;
import io.github.claude4j.testkit.internal.record.Cassette;
import io.github.claude4j.testkit.internal.record.FieldPaths;
import io.github.claude4j.testkit.internal.record.Redaction;
import io.github.claude4j.testkit.internal.record.Replay;
import io.github.claude4j.testkit.internal.record.Secrets;
import io.github.claude4j.testkit.internal.record.Upstream;
import io.github.claude4j.testkit.internal.server.Handler;
import io.github.claude4j.testkit.internal.server.Origins;
import io.github.claude4j.testkit.internal.window.WatchedServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Records what an application and the API say to each other, once, and replays it ever after without key or network.
 *
 * <pre>{@code
 * try (Recorder recorder = Recorder.replayOrRecord(Path.of("src/test/cassettes/weather.json"), api)) {
 *     Claude claude = recorder.client();
 *     …
 * }
 * }</pre>
 *
 * <p>A cassette is one JSON file to read, review and check in: requests and their answers, streams as events with their
 * timing. Credentials are never in it: no header of a request is kept, and fields that hold secrets are masked, tokens
 * that are exchanged among them, as are those that {@link Options#redact} names. What the client sent as a credential is
 * masked wherever else it is said. The file is the user's alone to read, and is written when the recorder is closed, whole
 * or not at all. Delete it to record anew.
 *
 * <p>A request is answered from the cassette when verb, path, query and body are the same; the order of JSON fields does
 * not count, and uploads are compared by their parts. Equal requests get the recorded answers in order, and then the last
 * one again. Any other request is answered with a 400 whose message says which fields differ.
 *
 * <p>All methods may be called from any thread, and so may the client's.
 */
public final class Recorder implements AutoCloseable {
    private final @Nullable Upstream upstream;
    private final Redaction redaction;
    private final Cassette cassette;
    private final @Nullable Path file;
    private final @Nullable URI api;
    private final WatchedServer server;
    private @Nullable LentClient client;
    private boolean closed;

    /**
     * A recorder that replays where there is no API, and only passes on where there is no file.
     */
    private Recorder(@Nullable Path file, @Nullable URI api, Options options) {
        this.file = file;
        this.api = api;
        redaction = new Redaction(options.redacted, file == null ? Secrets.USUAL : Integer.MAX_VALUE);
        Handler handler;
        if (api == null) {
            cassette = Cassette.load(Objects.requireNonNull(file));
            upstream = null;
            handler = new Replay(cassette, redaction, options.ignored, options.timing);
        } else {
            cassette = new Cassette();
            upstream = new Upstream(api, file == null ? null : cassette, redaction);
            handler = upstream;
        }
        Origins origins = new Origins(List.of());
        server = options.window == null
                ? WatchedServer.start(options.port, handler, origins)
                : WatchedServer.start(options.port, handler, origins, options.window, redaction, request -> true, api);
    }

    /** How to record and replay. Fields are named {@code user_id}, wherever they are, or {@code metadata.user_id}. */
    public static final class Options {
        private FieldPaths redacted = FieldPaths.of();
        private FieldPaths ignored = FieldPaths.of();
        private boolean timing;
        private int port;
        private @Nullable Integer window;

        private Options() {}

        /** The port to listen on; 0, the default, takes any free one. */
        public Options port(int port) {
            this.port = port;
            return this;
        }

        /**
         * Opens a window on what passes by, a page to look at in a browser: {@link Recorder#window()} says where. It listens on
         * any free port of the loopback address and shows no credentials; without this there is none.
         */
        public Options window() {
            return window(0);
        }

        /** Opens a window on this port; 0 takes any free one. */
        public Options window(int port) {
            window = port;
            return this;
        }

        /** Masks these fields of requests and answers in the cassette; a replay does not compare what they held. */
        public Options redact(String... fields) {
            redacted = redacted.and(fields);
            return this;
        }

        /** Leaves these fields out when a request is compared with the recorded ones. */
        public Options ignore(String... fields) {
            ignored = ignored.and(fields);
            return this;
        }

        /** Replays streams as slowly as they came; without it they come at once. */
        public Options timing() {
            timing = true;
            return this;
        }
    }

    /**
     * Replays the cassette when there is one, else records it from this API.
     *
     * @param api such as {@code https://api.anthropic.com}, or the address of a {@link FakeClaude}
     */
    public static Recorder replayOrRecord(Path cassette, URI api) {
        return replayOrRecord(cassette, api, options -> {});
    }

    /** Replays the cassette when there is one, else records it, with options: {@code o -> o.ignore("user_id")}. */
    public static Recorder replayOrRecord(Path cassette, URI api, Consumer<? super Options> options) {
        return Files.exists(cassette) ? replay(cassette, options) : record(cassette, api, options);
    }

    /** Records from this API; what the cassette held before is replaced when the recorder is closed. */
    public static Recorder record(Path cassette, URI api) {
        return record(cassette, api, options -> {});
    }

    /** Records from this API, with options. */
    public static Recorder record(Path cassette, URI api, Consumer<? super Options> options) {
        return new Recorder(
                Objects.requireNonNull(cassette, "cassette"), Objects.requireNonNull(api, "api"), chosen(options));
    }

    /**
     * Passes everything on to this API and writes nothing down, for a {@link Options#window() window} on it:
     * {@code Recorder.watch(api, o -> o.window())}. Answers go on to the client as they come.
     *
     * @param api such as {@code https://api.anthropic.com}, or the address of a gateway
     */
    public static Recorder watch(URI api, Consumer<? super Options> options) {
        return new Recorder(null, Objects.requireNonNull(api, "api"), chosen(options));
    }

    /**
     * Replays this cassette; nothing goes over the network.
     *
     * @throws java.io.UncheckedIOException when it cannot be read
     * @throws io.github.claude4j.errors.InvalidDataException when it is no cassette
     */
    public static Recorder replay(Path cassette) {
        return replay(cassette, options -> {});
    }

    /** Replays this cassette, with options. */
    public static Recorder replay(Path cassette, Consumer<? super Options> options) {
        return new Recorder(Objects.requireNonNull(cassette, "cassette"), null, chosen(options));
    }

    private static Options chosen(Consumer<? super Options> options) {
        Options chosen = new Options();
        options.accept(chosen);
        return chosen;
    }

    /** Whether it records; otherwise it replays, or only passes on. */
    public boolean isRecording() {
        return upstream != null && file != null;
    }

    /**
     * A page that shows what passes by as it comes, to be opened in a browser on this machine, for as long as the recorder runs.
     * Its address has a secret in it.
     *
     * @throws IllegalStateException when the recorder was started without {@link Options#window()}
     */
    public URI window() {
        return server.window();
    }

    /** The address to give to any client as its base URL; the client's credentials are passed on, unless it replays. */
    public URI url() {
        return server.url();
    }

    /**
     * A client that talks to the recorder: always the same one until it is closed, and then a new one. It is closed with the
     * recorder at the latest. Unless it replays it takes its credentials from the environment, as {@link Claude#fromEnv} does; make your own
     * with {@link #url()} for others.
     */
    public synchronized Claude client() {
        LentClient ready = client;
        if (ready == null || ready.isClosed()) {
            Claude.Builder builder = upstream != null
                    ? Claude.builder().fromEnv()
                    : Claude.builder().apiKey("sk-ant-replayed");
            ready = new LentClient(builder, url());
            client = ready;
        }
        return ready.claude();
    }

    /**
     * Ends everything at once, and writes the cassette if something was recorded. Closing again does nothing.
     *
     * @throws java.io.UncheckedIOException when it cannot be written; a cassette that was there before is still whole
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (client != null) {
            client.claude().close();
        }
        if (upstream != null) {
            upstream.close();
        }
        server.close();
        if (file != null && api != null && !cassette.exchanges().isEmpty()) {
            cassette.save(file, api, redaction);
        }
    }
}
