package io.github.claude4j.internal.call;

import io.github.claude4j.errors.CancelledException;
import io.github.claude4j.errors.ConnectionException;
import io.github.claude4j.errors.ConnectionTimeoutException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.http.Backend;
import io.github.claude4j.http.CallListener;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Interceptor;
import io.github.claude4j.http.PushTransport;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.Response;
import io.github.claude4j.internal.Log;
import io.github.claude4j.internal.body.ErrorAnswer;
import io.github.claude4j.internal.body.Inbound;
import io.github.claude4j.internal.body.WholeBody;
import io.github.claude4j.internal.threads.Threads;
import io.github.claude4j.json.JsonObject;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One call on its way: sends its request through the interceptors, names its failures, and ends once. */
public final class CallRunner implements AutoCloseable {
    private final Shared shared;
    private final List<Interceptor> interceptors;
    private final List<CallListener> listeners;
    private final Retry retry;
    private final Request request;
    private final LiveCall call;
    private final int maxAnswerSize;

    /** The request as it came to the retries; null where an interceptor answered before them. */
    private @Nullable Request retried;

    private volatile @Nullable Response response;
    private volatile boolean ended;
    private volatile @Nullable Throwable failure;

    public CallRunner(Shared shared, Settings settings, Request request, LiveCall call) {
        this.shared = shared;
        this.interceptors = settings.chain();
        this.listeners = settings.listeners();
        this.retry = settings.retry();
        this.maxAnswerSize = settings.maxAnswerSize();
        this.request = request;
        this.call = call;
        call.sends(request);
        call.baseUrl(settings.place());
    }

    public LiveCall call() {
        return call;
    }

    /** How much of the answer may be held in memory, in bytes. */
    int maxAnswerSize() {
        return maxAnswerSize;
    }

    /** For work on what has come of the answer: ends it, by throwing, where the call has to end. */
    public void look() {
        try {
            WatchedSource.check(call);
        } catch (IOException e) {
            throw (RuntimeException) name(e);
        }
    }

    /** The call begins: what it asks for is looked at, and listeners are told, on the thread that asks. */
    public CallRunner start() {
        Backend backend = shared.backend();
        if (backend != null) {
            call.provider(backend.provider());
            backend.check(call);
        }
        tell(listener -> listener.onStart(call));
        return this;
    }

    /** Sends the request and gives an answer that is no error. */
    public Response send() {
        return send(request, 0);
    }

    private Response send(Request sent, int from) {
        // 3.
        begin();
        try {
            Response answer = proceed(sent, from);
            opened(answer);
            if (!isSuccess(answer)) {
                throw ErrorAnswer.exception(ErrorAnswer.buffered(answer), call.called(answer.status()));
            }
            return answer;
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            throw failed(e);
        }
    }

    static boolean isSuccess(Response answer) {
        return answer.status() >= 200 && answer.status() <= 299;
    }

    /** The call is under way: closing the client ends it. */
    void begin() {
        shared.begin(call);
    }

    /** The answer that ends with the call. */
    void opened(Response answer) {
        response = answer;
        if (!isOpen()) {
            answer.close();
        }
    }

    void closeAnswer() {
        Response answer = response;
        if (answer != null) {
            answer.close();
        }
    }

    /** What sends this without a thread that waits; null where an interceptor or the transport needs one. */
    @Nullable
    PushedAttempts pushed(Runnable turn) {
        boolean plain = interceptors.size() == 2
                && interceptors.get(0) == retry
                && interceptors.get(1) instanceof Authentication authentication
                && authentication.ready()
                && shared.transport() instanceof PushTransport;
        return plain
                ? new PushedAttempts(
                        this, (PushTransport) shared.transport(), (Authentication) interceptors.get(1), retry, turn)
                : null;
    }

    /** Runs a part of this that blocks. */
    <T> CompletableFuture<T> elsewhere(Supplier<T> work) {
        return Threads.run(shared.calls(), work);
    }

    Request request() {
        return request;
    }

    /**
     * After a stream failed while nothing of it was delivered: waits and sends again, or gives up with that failure. The
     * interceptors around the call are not asked again: for them this is the same call.
     */
    Response sendAgain(RuntimeException failure) {
        Request again = retried;
        if (again == null) {
            throw failed(failure);
        }
        try {
            closeAnswer();
            retry.pauseAfter(failure, call);
        } catch (IOException | InterruptedException | RuntimeException | Error e) {
            throw failed(e);
        }
        return send(again, interceptors.indexOf(retry));
    }

    private Response proceed(Request current, int index) throws IOException, InterruptedException {
        if (index < interceptors.size()) {
            if (interceptors.get(index) == retry) {
                retried = current;
            }
            return interceptors.get(index).intercept(current, new Interceptor.Chain() {
                @Override
                public Response proceed(Request next) throws IOException, InterruptedException {
                    return CallRunner.this.proceed(next, index + 1);
                }

                @Override
                public LiveCall call() {
                    return call;
                }
            });
        }
        return attempt(current);
    }

    private Response attempt(Request sent) throws IOException, InterruptedException {
        Response answer;
        try {
            Request departing = departing(sent);
            // 7.
            answer = arrived(shared.transport().send(departing, call));
        } catch (IOException | InterruptedException | RuntimeException e) {
            SocketTimeoutException late = call.watch().late();
            call.watch().over();
            if (late != null) {
                late.initCause(e);
                throw late;
            }
            throw e;
        }
        // 9.
        if (!isSuccess(answer)) {
            return error(ErrorAnswer.buffered(answer));
        }
        return call.streaming() ? answer : whole(answer, WholeBody.read(answer, maxAnswerSize));
    }

    /** A request is about to be sent: listeners are told, its limits count, and a backend makes its own of it. */
    Request departing(Request signed) throws IOException, InterruptedException {
        // 6.
        Request sent = withListenersHeaders(signed);
        tell(listener -> listener.onAttempt(call, sent));
        call.watch().sending();
        Backend backend = shared.backend();
        Request departing = Outbound.withoutFraming(
                backend == null ? sent : backend.adapt(Outbound.withoutKeysOfTheApi(sent), call));
        call.sends(departing);
        return departing;
    }

    /** With what listeners add, such as the place in a trace; what the request has stays. */
    private Request withListenersHeaders(Request request) {
        Headers.Builder added = null;
        for (CallListener listener : listeners) {
            Headers more = Headers.of();
            try {
                more = listener.headers(call);
            } catch (Throwable e) {
                Log.failed(listener, e);
            }
            if (!more.equals(Headers.of())) {
                added = added == null ? Headers.builder() : added;
                added.setAll(more);
            }
        }
        return added == null
                ? request
                : request.withHeaders(added.setAll(request.headers()).build());
    }

    /** The head of an answer has come, over whatever transport: its body is decoded and watched, and listeners are told. */
    Response arrived(Response answer) {
        // 8.
        Response come = adapted(Inbound.of(answer.withBody(new WatchedSource(answer.source(), call))));
        call.watch().answered(call.streaming() && isSuccess(come));
        tell(listener -> listener.onHead(call, come));
        return come;
    }

    /** The answer as the API would give it. */
    private Response adapted(Response come) {
        Backend backend = shared.backend();
        if (backend == null) {
            return come;
        }
        try {
            Response adapted = backend.answer(come, call);
            return adapted.source().equals(come.source()) ? adapted : Inbound.of(adapted);
        } catch (Throwable e) {
            come.close();
            throw e;
        }
    }

    /** The error as the API would tell it; the body of what is given and taken is in memory. */
    Response error(Response buffered) throws IOException {
        Backend backend = shared.backend();
        return backend == null ? buffered : ErrorAnswer.buffered(backend.error(buffered, call));
    }

    /** All of an answer has come. One that ends with its connection may be cut, which only its JSON can tell. */
    private Response whole(Response answer, byte[] bytes) throws IOException {
        Response whole = Response.of(answer.status(), answer.headers(), bytes);
        boolean endKnown = answer.headers().has("content-length")
                || answer.headers().has("transfer-encoding")
                || bytes.length == 0;
        if (!endKnown && WholeBody.isCutJson(bytes)) {
            throw new EOFException("the connection broke off in the middle of the answer");
        }
        Backend backend = shared.backend();
        return ErrorAnswer.revealed(backend == null ? whole : backend.whole(whole, call));
    }

    /** Tells the listeners; one that fails does not disturb the call. */
    void tell(Consumer<CallListener> what) {
        for (CallListener listener : listeners) {
            try {
                what.accept(listener);
            } catch (Throwable e) {
                Log.failed(listener, e);
            }
        }
    }

    /** Tells the listeners of an event that is about to be delivered. */
    void deliver(JsonObject event) {
        if (!listeners.isEmpty()) {
            call.used(event);
            tell(listener -> listener.onEvent(call, event));
        }
    }

    /** An answer has come as a whole: listeners are told, and of models it is kept what they can do. */
    public void deliverWhole(JsonObject answer) {
        if (call.operation().name().startsWith("models.")) {
            shared.modelWarnings().learn(answer);
        }
        if (!listeners.isEmpty()) {
            call.used(answer);
            tell(listener -> listener.onAnswer(call, answer));
        }
    }

    /** Ends the call with a failure and gives the exception to throw; throws an error itself. */
    public RuntimeException failed(Throwable problem) {
        // 11.
        Throwable named = name(problem);
        end(named);
        if (named instanceof Error error) {
            throw error;
        }
        return (RuntimeException) named;
    }

    /** What to throw for a failure: an exception of ours, or what is neither the network's nor the API's as it is. */
    Throwable name(Throwable problem) {
        if (problem instanceof InterruptedException
                || (problem instanceof InterruptedIOException && !(problem instanceof SocketTimeoutException))) {
            Thread.currentThread().interrupt();
            return new CancelledException(call.name() + ": interrupted", problem);
        }
        if (problem instanceof UncheckedIOException unread) {
            RuntimeException named = new InvalidParamsException(call.name() + ": " + unread.getMessage());
            named.initCause(unread);
            return named;
        }
        if (!(problem instanceof IOException)) {
            return problem instanceof RuntimeException || problem instanceof Error
                    ? problem
                    : new ConnectionException(call.name() + ": " + text(problem), problem);
        }
        if (call.isCancelled()) {
            return new CancelledException(call.name() + ": the call was cancelled", problem);
        }
        String text = call.name() + ": " + text(problem);
        boolean late = problem instanceof SocketTimeoutException
                || (problem instanceof ConnectException && problem.getCause() instanceof SocketTimeoutException);
        return late ? new ConnectionTimeoutException(text, problem) : new ConnectionException(text, problem);
    }

    private static String text(Throwable failure) {
        String message = failure.getMessage();
        return message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
    }

    @Override
    public void close() {
        if (isOpen()) {
            call.cancel();
            end(null);
        }
    }

    /** Whether the call has not ended yet. */
    boolean isOpen() {
        return !ended;
    }

    /** Whether nothing is to be given of the answer any more. */
    boolean isOver() {
        return ended || call.isCancelled();
    }

    /** Why nothing is given any more; null where the answer was read to its end. */
    @Nullable
    Throwable failure() {
        Throwable reason = failure;
        return reason == null && call.isCancelled() ? new IOException("the stream is closed") : reason;
    }

    /** Ends the call: closes what is open and tells the listeners, the first time. */
    public void end(@Nullable Throwable reason) {
        synchronized (this) {
            if (ended) {
                return;
            }
            failure = reason;
            ended = true;
        }
        call.watch().end();
        shared.end(call);
        closeAnswer();
        tell(listener -> listener.onEnd(call, reason));
    }
}
