package io.github.claude4j.internal.call;

import io.github.claude4j.errors.CancelledException;
import io.github.claude4j.errors.ClaudeException;
import io.github.claude4j.errors.ConnectionException;
import io.github.claude4j.errors.ConnectionTimeoutException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.http.CallListener;
import io.github.claude4j.http.Interceptor;
import io.github.claude4j.http.PushTransport;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.Response;
import io.github.claude4j.internal.Log;
import io.github.claude4j.internal.body.ErrorAnswer;
import io.github.claude4j.internal.body.Gunzip;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.SocketTimeoutException;
import java.net.http.HttpTimeoutException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One call on its way: sends its request through the interceptors, names its failures, and ends once. */
public final class CallRunner implements AutoCloseable {
    private final Shared shared;
    private final List<Interceptor> interceptors;
    private final List<CallListener> listeners;
    private final Retry retry;
    private final Request request;
    private final LiveCall call;

    /** The request as it came to the retries; null where an interceptor answered before them. */
    private @Nullable Request retried;

    private volatile @Nullable Response response;
    private boolean ended;

    public CallRunner(Shared shared, Settings settings, Request request, LiveCall call) {
        this.shared = shared;
        this.interceptors = settings.chain();
        this.listeners = settings.listeners();
        this.retry = settings.retry();
        this.request = request;
        this.call = call;
    }

    public LiveCall call() {
        return call;
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
            if (answer.status() < 200 || answer.status() > 299) {
                throw ErrorAnswer.exception(ErrorAnswer.buffered(answer), answer.status() == 401 ? call.hint() : "");
            }
            return answer;
        } catch (IOException | InterruptedException | RuntimeException e) {
            throw failed(e);
        }
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
    PushedAttempts pushed(PushedAttempts.Outcome outcome) {
        boolean plain = interceptors.size() == 2
                && interceptors.get(0) == retry
                && interceptors.get(1) instanceof Authentication authentication
                && authentication.ready()
                && shared.transport() instanceof PushTransport;
        return plain
                ? new PushedAttempts(
                        this, (PushTransport) shared.transport(), (Authentication) interceptors.get(1), retry, outcome)
                : null;
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
        } catch (IOException | InterruptedException | ClaudeException e) {
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
        // 6.
        tell(listener -> listener.onAttempt(call, current));
        // 7.
        Response answer = Gunzip.decoded(shared.transport().send(current, call), call.streaming());
        // 8.
        tell(listener -> listener.onHead(call, answer));
        // 9.
        if (answer.status() > 299) {
            call.answeredWithError();
            return ErrorAnswer.buffered(answer);
        }
        return call.streaming() ? answer : inMemory(answer);
    }

    private static Response inMemory(Response answer) throws IOException {
        try (InputStream all = answer.body()) {
            return Response.of(answer.status(), answer.headers(), all.readAllBytes());
        }
    }

    /** Tells the listeners; one that fails does not disturb the call. */
    void tell(Consumer<CallListener> what) {
        for (CallListener listener : listeners) {
            try {
                what.accept(listener);
            } catch (RuntimeException e) {
                Log.LOGGER.log(Level.WARNING, "a listener failed", e);
            }
        }
    }

    /** Tells the listeners of an event that is about to be delivered. */
    void deliver(JsonObject event) {
        if (!listeners.isEmpty()) {
            tell(listener -> listener.onEvent(call, event));
        }
    }

    /** Ends the call with a failure and gives the exception to throw. */
    public RuntimeException failed(Exception failure) {
        // 11.
        RuntimeException named = named(failure);
        end(named);
        return named;
    }

    /** The exception to throw for a failure. */
    RuntimeException named(Exception failure) {
        if (failure instanceof InterruptedException
                || (failure instanceof InterruptedIOException && !(failure instanceof SocketTimeoutException))) {
            Thread.currentThread().interrupt();
            return new CancelledException(call.operation() + ": interrupted", failure);
        }
        if (failure instanceof UncheckedIOException unread) {
            return new InvalidParamsException(call.operation() + ": " + unread.getMessage());
        }
        if (!(failure instanceof IOException)) {
            return (RuntimeException) failure;
        }
        if (call.isCancelled()) {
            return new CancelledException(call.operation() + ": the call was cancelled", failure);
        }
        String text = call.operation() + ": " + text(failure);
        return failure instanceof SocketTimeoutException || failure instanceof HttpTimeoutException
                ? new ConnectionTimeoutException(text, failure)
                : new ConnectionException(text, failure);
    }

    private static String text(Exception failure) {
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
    synchronized boolean isOpen() {
        return !ended;
    }

    /** Ends the call: closes what is open and tells the listeners, the first time. */
    public void end(@Nullable Throwable failure) {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
        }
        shared.end(call);
        closeAnswer();
        tell(listener -> listener.onEnd(call, failure));
    }
}
