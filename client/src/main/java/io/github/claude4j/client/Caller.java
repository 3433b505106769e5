package io.github.claude4j.client;

import io.github.claude4j.ApiResponse;
import io.github.claude4j.Download;
import io.github.claude4j.EventStream;
import io.github.claude4j.JsonLines;
import io.github.claude4j.Page;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.http.Backend;
import io.github.claude4j.http.CallListener;
import io.github.claude4j.http.JsonSource;
import io.github.claude4j.http.Operation;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.Response;
import io.github.claude4j.http.Timeouts;
import io.github.claude4j.internal.Log;
import io.github.claude4j.internal.auth.Credentials;
import io.github.claude4j.internal.call.CallRunner;
import io.github.claude4j.internal.call.EventReader;
import io.github.claude4j.internal.call.GuardedStream;
import io.github.claude4j.internal.call.LiveCall;
import io.github.claude4j.internal.call.RequestBuilder;
import io.github.claude4j.internal.call.Settings;
import io.github.claude4j.internal.call.Shared;
import io.github.claude4j.internal.threads.Threads;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the calls of services, generated and hand-written ones. Programs have {@link Http} for what no service knows.
 */
public class Caller {
    /** More than any model writes; keeps a wrong number from overflowing. */
    private static final long MOST_TOKENS = 100_000_000;

    /** What the options of copies begin with. */
    private final Draft draft;

    private final Settings settings;
    private final Shared shared;
    private final boolean lazy;

    /** Whether this is the client itself and no copy of it. */
    private final boolean original;

    private Caller(Draft draft, Settings settings, Shared shared, boolean lazy, boolean original) {
        this.draft = draft;
        this.settings = settings;
        this.shared = shared;
        this.lazy = lazy;
        this.original = original;
    }

    /** Opens a client: with these options, over a transport of its own unless they name one. */
    public static Caller open(ClientOptions<?> options) {
        Draft draft = options.draft.copy();
        Shared shared = new Shared(Assembly.transport(options.draft), options.draft.backend, options.draft.asyncCalls);
        Assembly.checkPlace(draft, shared);
        Credentials credentials = Assembly.credentials(draft, shared);
        return new Caller(draft, Assembly.settings(draft, credentials), shared, false, true);
    }

    /** What makes the calls of this client, for services of other modules. */
    public static Caller of(Http http) {
        return http.caller();
    }

    /** The calls of users, with the same options. */
    public Http http() {
        return new Http(this);
    }

    /** Opens a client that asks several others. */
    public static Caller open(FailoverOptions<?> options) {
        return options.caller();
    }

    /** One that makes no calls itself, but asks others, of which this is the first. */
    Caller(Caller first, boolean lazy) {
        this(first.draft, first.settings, first.shared, lazy, false);
    }

    /**
     * The same calls with other options, over the same transport.
     *
     * @param options makes options that begin with those of the caller that it is given
     */
    public Caller with(Function<Caller, ? extends CallOptions<?>> options) {
        Draft set = options.apply(this).draft;
        Draft changed = set.copy();
        Assembly.checkOrigin(changed, set, settings::baseUrl);
        if (set.baseUrlSet) {
            Assembly.checkPlace(changed, shared);
        }
        return with(changed, set.credentialsSet ? Assembly.credentials(changed, shared) : settings.credentials());
    }

    /** The same calls with these betas beside the others. */
    public Caller withBetas(Collection<String> betas) {
        Draft changed = draft.copy();
        changed.betas.addAll(betas);
        return with(changed, settings.credentials());
    }

    private Caller with(Draft changed, Credentials credentials) {
        return new Caller(changed, Assembly.settings(changed, credentials), shared, lazy, false);
    }

    /** Whether its client was closed, so that nothing can be asked. */
    boolean isClosed() {
        return shared.isClosed();
    }

    /** The same calls, but a stream is opened only when it is read or subscribed to. */
    public Caller lazy() {
        return new Caller(draft, settings, shared, true, false);
    }

    /** Where calls go instead of the API itself; empty for the API. */
    public Optional<Backend> backend() {
        return Optional.ofNullable(draft.backend);
    }

    Draft draft() {
        return draft;
    }

    Settings settings() {
        return settings;
    }

    boolean isLazy() {
        return lazy;
    }

    /** Who is told of its calls. */
    Collection<CallListener> listeners() {
        return settings.listeners();
    }

    /**
     * Makes a call on another thread: a virtual one on JDK 21 and newer, else one of at most 256 daemon threads, for which more
     * calls wait in order. Cancelling the future ends the call.
     */
    public <T> CompletableFuture<T> async(Supplier<T> call) {
        Supplier<T> carried = call;
        for (CallListener listener : listeners()) {
            try {
                carried = listener.carry(carried);
            } catch (Throwable e) {
                Log.failed(listener, e);
            }
        }
        return Threads.run(shared.calls(), carried);
    }

    /**
     * Something that a client and its copies keep together as far as they have the same base URL, API version, credentials
     * and workspace, such as a cache; made when it is first asked for.
     */
    public <T> T shared(Class<T> type, Supplier<T> make) {
        List<@Nullable Object> key = Arrays.asList(
                type,
                settings.baseUrl(),
                settings.apiVersion(),
                settings.credentials(),
                settings.headers().all("authorization"),
                settings.headers().all("x-api-key"),
                settings.headers().all("anthropic-workspace-id"));
        return type.cast(shared.shared(key, make));
    }

    /** Ends every call that is under way and closes the transport, for the copies too; a copy does nothing. */
    public void close() {
        if (original) {
            shared.close();
        }
    }

    /** Calls an operation that answers with an object. */
    public <T> T send(Operation operation, JsonObject params, Function<JsonObject, T> of, String... route) {
        return of.apply(answer(new Ask(operation, params, route), Answer::json));
    }

    /** Calls an operation that answers with an object, or with none. */
    public <T> Optional<T> sendOptional(
            Operation operation, JsonObject params, Function<JsonObject, T> of, String... route) {
        Optional<JsonObject> json = answer(new Ask(operation, params, route), Answer::jsonIfAny);
        return json.map(of);
    }

    /** Calls an operation whose answer does not matter. */
    public void run(Operation operation, JsonObject params, String... route) {
        answer(new Ask(operation, params, route), Answer::info);
    }

    /** Gets a page of a list. */
    public <T> Page<T> page(Operation operation, JsonObject params, Function<JsonObject, T> of, String... route) {
        JsonObject json = answer(new Ask(operation, params, route), Answer::json);
        return Page.of(json, of, operation.pageStyle(), params, next -> page(operation, next, of, route));
    }

    /** Opens a stream of events; where an operation can answer without one, asks it to stream. */
    public <T> EventStream<T> stream(
            Operation operation, JsonObject params, Function<JsonObject, T> of, String... route) {
        JsonObject asked = operation.answer() == Operation.Answer.EVENTS ? params : params.with("stream", true);
        return EventStream.of(events(new Ask(operation, asked, route), lazy), of);
    }

    /** Opens an answer of one JSON object a line. */
    public <T> JsonLines<T> lines(Operation operation, JsonObject params, Function<JsonObject, T> of, String... route) {
        return JsonLines.of(lines(new Ask(operation, params, route), lazy), of);
    }

    /** Opens an answer of bytes. */
    public Download download(Operation operation, JsonObject params, String... route) {
        return download(new Ask(operation, params, route));
    }

    /**
     * The events that are asked for.
     *
     * @param later whether to open the stream only when it is read or subscribed to
     */
    JsonSource events(Ask ask, boolean later) {
        EventReader events = EventReader.events(runner(ask, true, "text/event-stream"));
        return later ? events : events.open();
    }

    /**
     * The lines that are asked for.
     *
     * @param later whether to open the answer only when it is read or subscribed to
     */
    JsonSource lines(Ask ask, boolean later) {
        EventReader lines = EventReader.lines(runner(ask, true, "application/x-jsonl, application/json"));
        return later ? lines : lines.open();
    }

    Download download(Ask ask) {
        CallRunner runner = runner(ask, true, "*/*");
        Response response = runner.send();
        return Download.of(new GuardedStream(runner, response), runner.call().info(response));
    }

    /** Calls an operation whatever it answers with. */
    ApiResponse raw(Operation operation, JsonObject params) {
        return answer(new Ask(operation, params), answer -> ApiResponse.of(answer.info(), answer.bytes()));
    }

    /** Makes a call; it has not ended before its answer is read, so that listeners are told of one that is none. */
    <R> R answer(Ask ask, Function<Answer, R> read) {
        try (CallRunner runner = runner(ask, false, "application/json")) {
            Response response = runner.send();
            try {
                R result = read.apply(new Answer(ask, runner, response));
                runner.end(null);
                return result;
            } catch (IOException | RuntimeException e) {
                throw runner.failed(e);
            }
        }
    }

    private CallRunner runner(Ask ask, boolean streaming, String accept) {
        Operation operation = ask.operation();
        JsonObject params = ask.params();
        // 2. The numbers are those of "The walk of one call" in CONTRIBUTING.md.
        if (!streaming && operation.streams() && Boolean.TRUE.equals(params.get("stream"))) {
            throw new InvalidParamsException(
                    operation
                            + ": stream: expected none where the whole answer is wanted, found true; stream(…) gives the events");
        }
        Request request = new RequestBuilder(settings, operation, params, accept).build(ask.route());
        if (params.get("model") instanceof String model) {
            shared.modelWarnings().look(model, params);
        }
        LiveCall call = new LiveCall(
                operation, params, timeouts(operation, params, streaming), streaming, operation.isRepeatable(params));
        call.tried(ask.tried());
        return new CallRunner(shared, settings, request, call).start();
    }

    /** Without a stream a long message takes its time: an hour for 128,000 tokens, and ten minutes at least. */
    private Timeouts timeouts(Operation operation, JsonObject params, boolean streaming) {
        Timeouts set = settings.timeouts();
        if (settings.attemptGiven()
                || streaming
                || !operation.streams()
                || !(params.get("max_tokens") instanceof Long tokens)) {
            return set;
        }
        Duration needed = Duration.ofMillis(3_600_000L * Math.min(tokens, MOST_TOKENS) / 128_000);
        return needed.compareTo(set.attempt()) > 0 ? new Timeouts(set.connect(), needed, set.idle(), set.total()) : set;
    }
}
