package io.github.claude4j.http;

import io.github.claude4j.ApiResponse;
import io.github.claude4j.Download;
import io.github.claude4j.EventStream;
import io.github.claude4j.InvalidDataException;
import io.github.claude4j.InvalidRequestException;
import io.github.claude4j.JsonLines;
import io.github.claude4j.Page;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Sends calls: those of the services, and with {@link #get}, {@link #post} and the like those to endpoints that this version
 * does not know, with the same credentials, retries, errors and logging.
 *
 * <p>A path begins with a slash and may have a query; it is put behind the base URL.
 */
public final class Http {
    /** More than any model writes; keeps a wrong number from overflowing. */
    private static final long MOST_TOKENS = 100_000_000;

    private final Settings settings;
    private final Wire wire;
    private final Retry retry;
    private final List<Interceptor> interceptors;
    private final boolean lazy;
    private final Interceptor authentication;

    /** Calls with these options, over a transport of their own. */
    public Http(ClientOptions<?> options) {
        this(options.settings.copy(), new Wire(transport(options.settings)), false);
    }

    private static Transport transport(Settings settings) {
        if (settings.transport == null) {
            return JdkTransport.create(settings.network);
        }
        if (settings.network != null && settings.network.isGiven()) {
            throw new InvalidRequestException("proxy, sslContext, sslParameters: expected them on the httpClient or"
                    + " transport that was given, found them beside it");
        }
        return settings.transport;
    }

    Http(Settings settings, Wire wire, boolean lazy) {
        this.settings = settings;
        this.wire = wire;
        this.lazy = lazy;
        Credentials credentials = settings.credentials;
        if (credentials == null) {
            credentials = settings.openCredentials(wire);
            settings.credentials = credentials;
        }
        this.retry = new Retry(settings.maxRetries, settings.pause);
        CallListener log = Log.listener(System.getenv("ANTHROPIC_LOG"));
        if (log != null && settings.listeners.stream().noneMatch(Log.class::isInstance)) {
            settings.listeners.add(log);
        }
        interceptors = new ArrayList<>(settings.interceptors);
        interceptors.add(retry);
        interceptors.addAll(settings.attemptInterceptors);
        if (settings.limiter != null) {
            interceptors.add(settings.limiter);
            if (!settings.listeners.contains(settings.limiter)) {
                settings.listeners.add(settings.limiter);
            }
        }
        authentication = new Authentication(credentials, settings);
        interceptors.add(authentication);
    }

    /** The same calls with other options, over the same transport. */
    public Http with(CallOptions<?> options) {
        return new Http(options.settings.copy(), wire, lazy);
    }

    /** The same calls, but a stream is opened only when it is read or subscribed to. */
    public Http lazy() {
        return new Http(settings, wire, true);
    }

    /**
     * Makes a call on another thread: a virtual one on JDK 21 and newer, else one of at most 256 daemon threads, for which more
     * calls wait in order. Cancelling the future ends the call.
     */
    public <T> CompletableFuture<T> async(Function<Http, T> call) {
        return Threads.run(wire.calls(), () -> call.apply(this));
    }

    Settings settings() {
        return settings;
    }

    /**
     * Something that a client and its copies keep together as far as they have the same base URL, API version, credentials
     * and workspace, such as a cache; made when it is first asked for.
     */
    public <T> T shared(Class<T> type, Supplier<T> make) {
        List<@Nullable Object> key = Arrays.asList(
                type,
                settings.baseUrl(),
                settings.apiVersion,
                settings.credentials,
                settings.headers.all("authorization"),
                settings.headers.all("x-api-key"),
                settings.headers.all("anthropic-workspace-id"));
        return type.cast(wire.shared(key, make));
    }

    /** Ends every call that is under way and closes the transport, for the copies too. */
    public void close() {
        wire.close();
    }

    /** Calls an operation that answers with an object. */
    public <T> T send(Operation operation, JsonObject params, Function<JsonObject, T> of, String... route) {
        JsonObject json = json(operation, answer(operation, params, route));
        learn(operation, json);
        return of.apply(json);
    }

    /** Calls an operation that answers with an object, or with none. */
    public <T> Optional<T> sendOptional(
            Operation operation, JsonObject params, Function<JsonObject, T> of, String... route) {
        Answer answer = answer(operation, params, route);
        boolean none = answer.bytes.length == 0 || Json.parse(answer.bytes) == null;
        return none ? Optional.empty() : Optional.of(of.apply(json(operation, answer)));
    }

    /** Calls an operation whose answer does not matter. */
    public void run(Operation operation, JsonObject params, String... route) {
        answer(operation, params, route);
    }

    /** Gets a page of a list. */
    public <T> Page<T> page(Operation operation, JsonObject params, Function<JsonObject, T> of, String... route) {
        JsonObject json = json(operation, answer(operation, params, route));
        learn(operation, json);
        return new Page<>(json, of, operation.pageStyle(), params, next -> page(operation, next, of, route));
    }

    /** Opens a stream of events; where an operation can answer without one, asks it to stream. */
    public <T> EventStream<T> stream(
            Operation operation, JsonObject params, Function<JsonObject, T> of, String... route) {
        JsonObject asked = operation.answer() == Operation.Answer.EVENTS ? params : params.with("stream", true);
        EventReader events = EventReader.events(exchange(operation, asked, true, "text/event-stream", route));
        return new EventStream<>(lazy ? events : events.open(), of);
    }

    /** Opens an answer of one JSON object a line. */
    public <T> JsonLines<T> lines(Operation operation, JsonObject params, Function<JsonObject, T> of, String... route) {
        Exchange exchange = exchange(operation, params, true, "application/x-jsonl, application/json", route);
        return new JsonLines<>(EventReader.lines(exchange).open(), of);
    }

    /** Opens an answer of bytes. */
    public Download download(Operation operation, JsonObject params, String... route) {
        Exchange exchange = exchange(operation, params, true, "*/*", route);
        Response response = exchange.send();
        return new Download(new GuardedStream(exchange, response), info(exchange.call(), response));
    }

    /** {@code GET} of an endpoint that this version does not know. */
    public ApiResponse get(String path) {
        return undocumented("GET", path, null);
    }

    /** {@code DELETE} of an endpoint that this version does not know. */
    public ApiResponse delete(String path) {
        return undocumented("DELETE", path, null);
    }

    /** {@code POST} to an endpoint that this version does not know; not repeated once it was sent. */
    public ApiResponse post(String path, JsonObject body) {
        return undocumented("POST", path, body);
    }

    /** {@code PUT} to an endpoint that this version does not know; not repeated once it was sent. */
    public ApiResponse put(String path, JsonObject body) {
        return undocumented("PUT", path, body);
    }

    /** {@code PATCH} to an endpoint that this version does not know; not repeated once it was sent. */
    public ApiResponse patch(String path, JsonObject body) {
        return undocumented("PATCH", path, body);
    }

    /**
     * Events from an endpoint that this version does not know, asked for with {@code POST}. The body is sent as it is: an
     * endpoint that can answer in two ways wants {@code "stream": true} in it.
     */
    public EventStream<JsonObject> stream(String path, JsonObject body) {
        return stream(unknown("POST", path).events(), body, Function.identity());
    }

    /**
     * Makes a request that you built ready to send with an {@link java.net.http.HttpClient} of your own: with the credentials,
     * the API version, the betas and headers of this client, except those that it has. A body without a content type is taken
     * for JSON. Nothing is sent, and retries and limits are yours.
     *
     * @param request with its verb and body, with or without a URL
     * @param path begins with a slash and is put behind the base URL
     */
    public HttpRequest attach(String path, HttpRequest.Builder request) {
        return new Attachment(settings, authentication).to(path, request);
    }

    /**
     * Makes a request that you built ready to send, as {@link #attach(String, HttpRequest.Builder)} does, to the URL it has.
     *
     * @throws InvalidRequestException when that is not under the base URL: credentials go nowhere else
     */
    public HttpRequest attach(HttpRequest request) {
        return new Attachment(settings, authentication).to(request);
    }

    /**
     * Passes an answer that you received through, if it is no error. The body of an error is looked at if it is text, bytes or
     * a stream, which is closed then.
     *
     * @throws io.github.claude4j.ApiException for a status that is no success, as calls of this client throw it
     */
    public <T> HttpResponse<T> check(HttpResponse<T> response) {
        return Attachment.checked(response);
    }

    private ApiResponse undocumented(String verb, String path, @Nullable JsonObject body) {
        Answer answer = answer(unknown(verb, path), body == null ? JsonObject.of() : body);
        return new ApiResponse(answer.info, answer.bytes);
    }

    private static Operation unknown(String verb, String path) {
        // Without its slash it would go on with the name of the host, and the credentials would go elsewhere.
        if (!path.startsWith("/")) {
            throw new InvalidRequestException("path: expected one that begins with a slash, found " + path);
        }
        // A brace may not stand in a URL, and in a route it would begin a parameter.
        return Operation.of(verb + " " + path, verb, path.replace("{", "%7B").replace("}", "%7D"));
    }

    private void learn(Operation operation, JsonObject answer) {
        if (operation.name().startsWith("models.")) {
            wire.modelWarnings().learn(answer);
        }
    }

    private static final class Answer {
        private final ResponseInfo info;
        private final byte[] bytes;

        Answer(ResponseInfo info, byte[] bytes) {
            this.info = info;
            this.bytes = bytes;
        }
    }

    private Answer answer(Operation operation, JsonObject params, String... route) {
        try (Exchange exchange = exchange(operation, params, false, "application/json", route)) {
            Response response = exchange.send();
            try {
                Answer answer = new Answer(info(exchange.call(), response), response.bytes());
                exchange.end(null);
                return answer;
            } catch (IOException | RuntimeException e) {
                throw exchange.failed(e);
            }
        }
    }

    private static JsonObject json(Operation operation, Answer answer) {
        Object json;
        try {
            json = Json.parse(answer.bytes);
        } catch (InvalidDataException e) {
            String type = answer.info.headers().first("content-type").orElse("of no known type");
            String problem = type.contains("json") ? e.getMessage() : "the answer is no JSON but " + type;
            throw new InvalidDataException(operation + ": " + problem, e);
        }
        if (json instanceof JsonObject object) {
            return object.withOrigin(answer.info);
        }
        throw new InvalidDataException(operation + ": expected an object as the answer, found " + Json.kind(json));
    }

    private Exchange exchange(
            Operation operation, JsonObject params, boolean streaming, String accept, String... route) {
        Request request = new RequestBuilder(settings, operation, params, accept).build(route);
        if (params.get("model") instanceof String model) {
            wire.modelWarnings().look(model, params);
        }
        Call call = new Call(operation, limits(operation, params, streaming), streaming, operation.safe(params));
        return new Exchange(wire, settings, interceptors, retry, request, call);
    }

    /** Without a stream a long message takes its time: an hour for 128,000 tokens, and ten minutes at least. */
    private Limits limits(Operation operation, JsonObject params, boolean streaming) {
        Duration attempt = settings.attempt;
        if (attempt == null) {
            attempt = Settings.DEFAULT_ATTEMPT;
            if (operation.streams() && !streaming && params.get("max_tokens") instanceof Long tokens) {
                Duration needed = Duration.ofMillis(3_600_000L * Math.min(tokens, MOST_TOKENS) / 128_000);
                attempt = needed.compareTo(attempt) > 0 ? needed : attempt;
            }
        }
        return new Limits(settings.connect, attempt, settings.idle, settings.total);
    }

    static ResponseInfo info(Call call, Response response) {
        return new ResponseInfo(response.status(), response.headers(), call.attempt(), call.elapsed());
    }
}
