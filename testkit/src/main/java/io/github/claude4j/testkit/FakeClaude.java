package io.github.claude4j.testkit;

import io.github.claude4j.Claude;
import io.github.claude4j.testkit.internal.api.Api;
import io.github.claude4j.testkit.internal.api.FakeClock;
import io.github.claude4j.testkit.internal.api.Requests;
import io.github.claude4j.testkit.internal.api.Settings;
import io.github.claude4j.testkit.internal.record.FieldPaths;
import io.github.claude4j.testkit.internal.record.Redaction;
import io.github.claude4j.testkit.internal.record.Secrets;
import io.github.claude4j.testkit.internal.server.Origins;
import io.github.claude4j.testkit.internal.server.Received;
import io.github.claude4j.testkit.internal.spec.Spec;
import io.github.claude4j.testkit.internal.window.WatchedServer;
import java.net.URI;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A Claude API on this machine, to test an application against: no key, no network, no mocks.
 *
 * <pre>{@code
 * try (FakeClaude fake = FakeClaude.start()) {
 *     fake.reply("Hello!");
 *     Message message = fake.client().messages().create(…);
 *     RecordedRequest request = fake.takeRequest();
 * }
 * }</pre>
 *
 * <p>It answers every operation of the API, checks every request as the API does, and does the same each time. What is
 * scripted is used up in order, each step by one {@code POST /v1/messages} (or what {@link #at} names); after that the
 * default answer comes again: a text that says it is a fake, a call of the tool that was asked for, JSON that fits the
 * schema that was asked for. A request that is refused uses nothing up.
 *
 * <p>Faults belong to the answer that is scripted after them, or else to the next default answer:
 * {@code fake.cutAfter(3).reply("Hello!")}. Two faults that each end a stream belong to two answers, and so does a
 * fault of a stream before a {@link #fail(int) failure}. Events are counted as they are sent, pings too.
 *
 * <p>All methods may be called from any thread. Each fake has its own port, state and script, so tests can run in
 * parallel, each with its own.
 */
public final class FakeClaude extends FakeScript implements AutoCloseable {
    private final Requests requests = new Requests();
    private final FakeClock clock;
    private final Api api;
    private final WatchedServer server;
    private final @Nullable FakeCloud cloud;
    private final FakeAgent agent = new FakeAgent(script().agent);
    private final FakeBatches batches = new FakeBatches(script().batches);
    private @Nullable LentClient client;

    private FakeClaude(FakeOptions options) {
        clock = new FakeClock(options.clock);
        cloud = options.cloud;
        Origins origins = new Origins(options.origins);
        Settings settings = new Settings(options.strict, options.callsTools, options.control, origins);
        if (!options.callsTools) {
            script().agent.callNoTools();
        }
        api = new Api(settings, clock, requests, script(), this::url, FakeCloud.of(cloud, options.strict));
        server = options.window == null
                ? WatchedServer.start(options.port, api, origins)
                : WatchedServer.start(options.port, api, origins, options.window, redaction(), Api::isApi, null);
    }

    private static Redaction redaction() {
        return new Redaction(FieldPaths.of(), Secrets.USUAL);
    }

    @Override
    FakeClaude self() {
        return this;
    }

    /** Starts a fake on any free port. */
    public static FakeClaude start() {
        return new FakeClaude(new FakeOptions());
    }

    /**
     * Starts a fake on this port.
     *
     * @throws java.io.UncheckedIOException when the port is taken
     */
    public static FakeClaude start(int port) {
        return new FakeClaude(new FakeOptions().port(port));
    }

    /** Starts a fake with options: {@code FakeClaude.start(o -> o.strict(false))}. */
    public static FakeClaude start(Consumer<? super FakeOptions> options) {
        FakeOptions chosen = new FakeOptions();
        options.accept(chosen);
        return new FakeClaude(chosen);
    }

    /** Starts a fake of Amazon Bedrock: see {@link FakeCloud}. */
    public static FakeClaude bedrock() {
        return FakeCloud.BEDROCK.start();
    }

    /** The address to give to any client as its base URL, such as {@code http://127.0.0.1:40123}. */
    public URI url() {
        return server.url();
    }

    /**
     * A page that shows the requests and their answers as they come, to be opened in a browser on this machine, for as long as the
     * fake runs. Its address has a secret in it.
     *
     * @throws IllegalStateException when the fake was started without {@link FakeOptions#window()}
     */
    public URI window() {
        return server.window();
    }

    /**
     * A client that talks to this fake: always the same one until it is closed, as an application may do, and then a new one. It
     * is closed with the fake at the latest; {@link #isClientClosed()} tells whether it was before. Before it sends a request
     * again it lets the fake's time pass instead of waiting. Of a {@link FakeCloud} there is none.
     */
    public synchronized Claude client() {
        if (cloud != null) {
            throw new IllegalStateException("client: expected a fake of the API itself, found one of " + cloud
                    + "; build a client whose backend has this fake's url() as its base URL");
        }
        LentClient ready = client == null || client.isClosed() ? LentClient.of(this) : client;
        client = ready;
        return ready.claude();
    }

    /** Whether the client that {@link #client()} gave last has been closed; not if it gave none. */
    public synchronized boolean isClientClosed() {
        return client != null && client.isClosed();
    }

    /** The requests received so far, the oldest first; of very many only the last ten thousand, and of large ones the last 256 MB. */
    public List<RecordedRequest> requests() {
        return requests.list().stream().map(RecordedRequest::new).toList();
    }

    /**
     * The request received last.
     *
     * @throws NoSuchElementException when there was none
     */
    public RecordedRequest lastRequest() {
        Received last = requests.last();
        if (last == null) {
            throw new NoSuchElementException("no request was received");
        }
        return new RecordedRequest(last);
    }

    /**
     * The requests received so far that called this operation, such as {@code messages.create}.
     *
     * @throws IllegalArgumentException when the API has no operation of this name
     */
    public List<RecordedRequest> requests(String operation) {
        Spec.get().operation(operation);
        return requests().stream()
                .filter(request -> request.operation().filter(operation::equals).isPresent())
                .toList();
    }

    /**
     * The oldest request that was not taken yet. It waits up to five seconds for one.
     *
     * @throws NoSuchElementException when none came; its message says what did come before
     */
    public RecordedRequest takeRequest() {
        Received next = requests.take();
        if (next == null) {
            throw new NoSuchElementException("no further request came; " + requests.describe());
        }
        return new RecordedRequest(next);
    }

    /**
     * The oldest request that was not taken yet, which must call this operation, such as {@code messages.create}. It
     * waits up to five seconds for one.
     *
     * @throws AssertionError when another or none came; its message says what came
     * @throws IllegalArgumentException when the API has no operation of this name
     */
    public RecordedRequest takeRequest(String operation) {
        Spec.get().operation(operation);
        Received next = requests.take();
        if (next == null || next.operation().filter(operation::equals).isEmpty()) {
            String found = next == null ? "nothing" : next.operation().orElse("no operation") + " (" + next + ")";
            throw new AssertionError("expected " + operation + ", found " + found + "; " + requests.describe());
        }
        return new RecordedRequest(next);
    }

    /**
     * Fails if something that was scripted was never fetched: an answer or a fault that no request came for, a turn of an
     * agent, the result of a request in a batch. Rules that stand count as used. {@code @FakeClaudeTest} does this after
     * each test that has passed.
     *
     * @throws AssertionError when something is left; its message says what, and what was received
     */
    public void assertUsed() {
        List<String> unused = script().unused();
        if (!unused.isEmpty()) {
            throw new AssertionError(
                    "scripted, but never fetched:\n  " + String.join("\n  ", unused) + "\n" + requests.describe());
        }
    }

    /** What was received so far, a line for each request, without secrets: what a failing test needs to say. */
    public String describeRequests() {
        return requests.describe();
    }

    /**
     * Goes back to the start, for the next of several tests that share a fake: forgets what was scripted, rules too, the requests,
     * all that was created, and the time that was let pass. Its address, its options and its {@link #client()} stay.
     */
    public FakeClaude clear() {
        api.clear();
        return this;
    }

    /** Forgets the requests received so far, and nothing else: for what a test asks before it begins. */
    public FakeClaude clearRequests() {
        requests.clear();
        return this;
    }

    /** Keeps a file that can be downloaded, as if a tool had made it; returns its id. */
    public String addFile(String filename, String mimeType, byte[] content) {
        return api.endpoints()
                .files()
                .add(
                        Objects.requireNonNull(filename, "filename"),
                        Objects.requireNonNull(mimeType, "mimeType"),
                        ByteBuffer.wrap(content.clone()),
                        true)
                .string("id");
    }

    /** What the agents of sessions do next, turn by turn. */
    public FakeAgent agent() {
        return agent;
    }

    /** What becomes of the requests in batches, and how long batches take. */
    public FakeBatches batches() {
        return batches;
    }

    /**
     * Lets this much time pass at once in the answers, on top of what the fake's clock says: batches end, files and
     * cached prompts expire, deployments start their sessions. Nobody waits for it.
     *
     * @throws IllegalArgumentException when the time is negative
     */
    public FakeClaude advance(Duration time) {
        Numbers.notNegative("time", time);
        clock.advance(time);
        api.timePassed();
        return this;
    }

    /** How many connections are open: none when a client has let go of all it had. */
    public int openConnections() {
        return server.open();
    }

    /** Ends everything at once, open streams too. Closing again does nothing. */
    @Override
    public void close() {
        closeClient();
        server.close();
    }

    private synchronized void closeClient() {
        if (client != null) {
            client.claude().close();
        }
    }
}
