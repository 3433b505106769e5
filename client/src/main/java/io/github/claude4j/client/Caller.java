package io.github.claude4j.client;

import io.github.claude4j.ApiResponse;
import io.github.claude4j.Download;
import io.github.claude4j.EventStream;
import io.github.claude4j.JsonLines;
import io.github.claude4j.Page;
import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.http.Backend;
import io.github.claude4j.http.CallListener;
import io.github.claude4j.http.Operation;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.Response;
import io.github.claude4j.http.ResponseInfo;
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
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Makes the calls of services, generated and hand-written ones. Programs have {@link Http} for what no service knows.
 */
public final class Caller {
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

    /** The same calls with other options, over the same transport. */
    public Caller with(CallOptions<?> options) {
        Draft set = options.draft;
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

    /**
     * Makes a call on another thread: a virtual one on JDK 21 and newer, else one of at most 256 daemon threads, for which more
     * calls wait in order. Cancelling the future ends the call.
     */
    public <T> CompletableFuture<T> async(Supplier<T> call) {
        Supplier<T> carried = call;
        for (CallListener listener : settings.listeners()) {
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
        return of.apply(answer(operation, params, Caller::json, route));
    }

    /** Calls an operation that answers with an object, or with none. */
    public <T> Optional<T> sendOptional(
            Operation operation, JsonObject params, Function<JsonObject, T> of, String... route) {
        Optional<JsonObject> json = answer(operation, params, Caller::jsonIfAny, route);
        return json.map(of);
    }

    /** Calls an operation whose answer does not matter. */
    public void run(Operation operation, JsonObject params, String... route) {
        answer(operation, params, (call, answer) -> answer.info, route);
    }

    /** Gets a page of a list. */
    public <T> Page<T> page(Operation operation, JsonObject params, Function<JsonObject, T> of, String... route) {
        JsonObject json = answer(operation, params, Caller::json, route);
        return Page.of(json, of, operation.pageStyle(), params, next -> page(operation, next, of, route));
    }

    /** Opens a stream of events; where an operation can answer without one, asks it to stream. */
    public <T> EventStream<T> stream(
            Operation operation, JsonObject params, Function<JsonObject, T> of, String... route) {
        JsonObject asked = operation.answer() == Operation.Answer.EVENTS ? params : params.with("stream", true);
        EventReader events = EventReader.events(runner(operation, asked, true, "text/event-stream", route));
        return EventStream.of(lazy ? events : events.open(), of);
    }

    /** Opens an answer of one JSON object a line. */
    public <T> JsonLines<T> lines(Operation operation, JsonObject params, Function<JsonObject, T> of, String... route) {
        CallRunner runner = runner(operation, params, true, "application/x-jsonl, application/json", route);
        EventReader lines = EventReader.lines(runner);
        return JsonLines.of(lazy ? lines : lines.open(), of);
    }

    /** Opens an answer of bytes. */
    public Download download(Operation operation, JsonObject params, String... route) {
        CallRunner runner = runner(operation, params, true, "*/*", route);
        Response response = runner.send();
        return Download.of(new GuardedStream(runner, response), runner.call().info(response));
    }

    /** Calls an operation whatever it answers with. */
    ApiResponse raw(Operation operation, JsonObject params) {
        return answer(operation, params, (runner, answer) -> ApiResponse.of(answer.info, answer.bytes));
    }

    private static final class Answer {
        private final ResponseInfo info;
        private final byte[] bytes;

        Answer(ResponseInfo info, byte[] bytes) {
            this.info = info;
            this.bytes = bytes;
        }
    }

    /** Makes a call; it has not ended before its answer is read, so that listeners are told of one that is none. */
    private <R> R answer(
            Operation operation, JsonObject params, BiFunction<CallRunner, Answer, R> read, String... route) {
        try (CallRunner runner = runner(operation, params, false, "application/json", route)) {
            Response response = runner.send();
            try {
                R result = read.apply(runner, new Answer(runner.call().info(response), response.bytes()));
                runner.end(null);
                return result;
            } catch (IOException | RuntimeException e) {
                throw runner.failed(e);
            }
        }
    }

    private static Optional<JsonObject> jsonIfAny(CallRunner runner, Answer answer) {
        boolean none = answer.bytes.length == 0 || Json.parse(answer.bytes, runner::look) == null;
        return none ? Optional.empty() : Optional.of(json(runner, answer));
    }

    private static JsonObject json(CallRunner runner, Answer answer) {
        // 12.
        Operation operation = runner.call().operation();
        Object json;
        try {
            json = Json.parse(answer.bytes, runner::look);
        } catch (InvalidDataException e) {
            String type = answer.info.headers().first("content-type").orElse("of no known type");
            String problem = type.contains("json") ? e.getMessage() : "the answer is no JSON but " + type;
            throw new InvalidDataException(operation + ": " + problem, e);
        }
        if (json instanceof JsonObject object) {
            runner.deliverWhole(object);
            return object.withOrigin(answer.info);
        }
        throw new InvalidDataException(operation + ": expected an object as the answer, found " + Json.kind(json));
    }

    private CallRunner runner(
            Operation operation, JsonObject params, boolean streaming, String accept, String... route) {
        // 2. The numbers are those of "The walk of one call" in CONTRIBUTING.md.
        if (!streaming && operation.streams() && Boolean.TRUE.equals(params.get("stream"))) {
            throw new InvalidParamsException(
                    operation
                            + ": stream: expected none where the whole answer is wanted, found true; stream(…) gives the events");
        }
        Request request = new RequestBuilder(settings, operation, params, accept).build(route);
        if (params.get("model") instanceof String model) {
            shared.modelWarnings().look(model, params);
        }
        LiveCall call = new LiveCall(
                operation, params, timeouts(operation, params, streaming), streaming, operation.isRepeatable(params));
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
