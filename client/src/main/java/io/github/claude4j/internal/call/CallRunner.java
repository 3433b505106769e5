package io.github.claude4j.internal.call;

import io.github.claude4j.http.Call;
import io.github.claude4j.http.CallListener;
import io.github.claude4j.client.Draft;
import io.github.claude4j.internal.body.ErrorAnswer;
import io.github.claude4j.http.Interceptor;
import io.github.claude4j.internal.Log;
import io.github.claude4j.http.PushTransport;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.Response;
import io.github.claude4j.errors.CancelledException;
import io.github.claude4j.errors.ClaudeException;
import io.github.claude4j.errors.ConnectionException;
import io.github.claude4j.errors.ConnectionTimeoutException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.SocketTimeoutException;
import java.net.http.HttpTimeoutException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One call on its way: sends its request through the interceptors, names its failures, and ends once. */
final class CallRunner implements AutoCloseable {
    private final Shared wire;
    private final List<Interceptor> interceptors;
    private final List<CallListener> listeners;
    private final Retry retry;
    private final Request request;
    private final Call call;

    /** The request as it came to the retries; null where an interceptor answered before them. */
    private @Nullable Request retried;

    private volatile @Nullable Response response;
    private boolean ended;

    CallRunner(Shared wire, Draft settings, List<Interceptor> interceptors, Retry retry, Request request, Call call) {
        this.wire = wire;
        this.interceptors = interceptors;
        this.listeners = settings.listeners;
        this.retry = retry;
        this.request = request;
        this.call = call;
    }

    Call call() {
        return call;
    }

    /** Sends the request and gives an answer that is no error. */
    Response send() {
        return send(request, 0);
    }

    private Response send(Request sent, int from) {
        begin();
        try {
            Response answer = proceed(sent, from);
            opened(answer);
            if (answer.status() < 200 || answer.status() > 299) {
                throw ErrorAnswer.exception(ErrorAnswer.buffered(answer));
            }
            return answer;
        } catch (IOException | InterruptedException | RuntimeException e) {
            throw failed(e);
        }
    }

    /** The call is under way: closing the client ends it. */
    void begin() {
        wire.begin(call);
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
                && wire.transport() instanceof PushTransport;
        return plain
                ? new PushedAttempts(
                        this, (PushTransport) wire.transport(), (Authentication) interceptors.get(1), retry, outcome)
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
                public Call call() {
                    return call;
                }
            });
        }
        tell(listener -> listener.onAttempt(call, current));
        Response answer = wire.transport().send(current, call).decoded(call.streaming());
        tell(listener -> listener.onHead(call, answer));
        if (answer.status() > 299) {
            call.answeredWithError();
            return ErrorAnswer.buffered(answer);
        }
        return call.streaming() ? answer : answer.inMemory();
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
    RuntimeException failed(Exception failure) {
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
    void end(@Nullable Throwable failure) {
        synchronized (this) {
            if (ended) {
                return;
            }
            ended = true;
        }
        wire.end(call);
        closeAnswer();
        tell(listener -> listener.onEnd(call, failure));
    }
}
