package io.github.claude4j.internal.call;

import io.github.claude4j.errors.ApiException;
import io.github.claude4j.errors.ClaudeException;
import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.http.PushTransport;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.Response;
import io.github.claude4j.internal.body.ErrorAnswer;
import io.github.claude4j.internal.body.WholeBody;
import io.github.claude4j.internal.threads.Threads;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Sends the request of a call, again where that may help, without a thread that waits for its answer: what happens is noted,
 * a turn is asked for, and {@link #look} goes on in it.
 */
final class PushedAttempts {
    private static final Object GIVEN_UP = new Object();

    private final CallRunner exchange;
    private final LiveCall call;
    private final PushTransport transport;
    private final Authentication authentication;
    private final Retry retry;
    private final Runnable turn;

    /** Null between two attempts. */
    private @Nullable Attempt current;

    private volatile boolean due = true;

    PushedAttempts(
            CallRunner exchange, PushTransport transport, Authentication authentication, Retry retry, Runnable turn) {
        this.exchange = exchange;
        this.call = exchange.call();
        this.transport = transport;
        this.authentication = authentication;
        this.retry = retry;
        this.turn = turn;
    }

    /**
     * Goes on with what has happened; in a turn.
     *
     * @return the answer that is a success; null where it has not come yet
     * @throws Throwable what ended the last attempt
     */
    @Nullable
    Response look() throws Throwable {
        if (call.isCancelled()) {
            giveUp();
            throw new IOException("the call was cancelled");
        }
        if (current == null) {
            if (call.watch().isOver()) {
                throw late();
            }
            if (due) {
                due = false;
                begin(null);
            }
        }
        Attempt attempt = current;
        if (attempt == null) {
            return null;
        }
        try {
            if (call.watch().hasPassed()) {
                throw late();
            }
            return attempt.look();
        } catch (ApiException e) {
            giveUp();
            againOrFail(retry.waitAfter(e, call), e);
        } catch (IOException e) {
            giveUp();
            againOrFail(retry.waitAfter(e, call), e);
        } catch (Throwable e) {
            giveUp();
            throw e;
        }
        return null;
    }

    private Throwable late() {
        Throwable late = call.watch().late();
        return late == null ? new IOException("the call has ended") : late;
    }

    /** After a stream failed while nothing of it was delivered. */
    void again(ClaudeException failure) {
        current = null;
        againOrFail(retry.waitAfter(failure, call), failure);
    }

    private <E extends Throwable> void againOrFail(Optional<Duration> wait, E failure) throws E {
        if (wait.isEmpty()) {
            throw failure;
        }
        Future<?> timer = Threads.later(wait.get(), this::again);
        call.onCancel(() -> {
            timer.cancel(false);
            again();
        });
    }

    private void again() {
        due = true;
        turn.run();
    }

    private void begin(@Nullable Request signedAgain) {
        Attempt next = new Attempt(signedAgain);
        current = next;
        next.send();
    }

    private void giveUp() {
        Attempt attempt = current;
        current = null;
        if (attempt != null) {
            call.watch().over();
            attempt.giveUp();
        }
    }

    private final class Attempt implements PushTransport.Answering {
        /** With other credentials, after the API refused the first; null for a first attempt with them. */
        private final @Nullable Request signedAgain;

        private @Nullable Request sent;

        /** What came of it: a {@link Response}, or a failure. */
        private final AtomicReference<@Nullable Object> come = new AtomicReference<>();

        /** An answer that is no success, and as much of its body as there is. */
        private @Nullable Response refusal;

        private @Nullable WholeBody body;

        /** A request with other credentials, {@link #GIVEN_UP} for none, or a failure; null where that is not known yet. */
        private volatile @Nullable Object others;

        Attempt(@Nullable Request signedAgain) {
            this.signedAgain = signedAgain;
        }

        void send() {
            try {
                call.beginAttempt();
                Request request = signedAgain != null ? signedAgain : authentication.sign(exchange.request(), call);
                sent = request;
                transport.send(exchange.departing(request), call, this);
            } catch (Throwable e) {
                failed(e);
            }
        }

        @Override
        public void answered(Response response) {
            if (come.compareAndSet(null, response)) {
                turn.run();
            } else {
                response.close();
            }
        }

        @Override
        public void failed(Throwable failure) {
            if (come.compareAndSet(null, failure)) {
                turn.run();
            }
        }

        void giveUp() {
            Object item = come.getAndSet(GIVEN_UP);
            call.abort(() -> true);
            if (item instanceof Response response) {
                response.close();
            }
            if (refusal != null) {
                refusal.close();
            }
        }

        @Nullable
        Response look() throws Throwable {
            if (refusal == null) {
                Object item = come.get();
                if (item == null) {
                    return null;
                }
                if (item instanceof Throwable failure) {
                    throw failure instanceof CompletionException && failure.getCause() != null
                            ? failure.getCause()
                            : failure;
                }
                Response answer = exchange.arrived((Response) item);
                if (CallRunner.isSuccess(answer)) {
                    return answer;
                }
                refused(answer);
            }
            return signAgainOrFail();
        }

        private void refused(Response answer) {
            refusal = answer;
            boolean ask = authentication.isRefusal(answer) && signedAgain == null && sent != exchange.request();
            if (ask) {
                askForOthers(answer);
            } else {
                others = GIVEN_UP;
            }
        }

        /** A token may have to be fetched first, which is not to hold up signals. */
        private void askForOthers(Response answer) {
            Request refused = sent;
            CompletableFuture<Void> unused = exchange.elsewhere(() -> {
                        try {
                            Request again = refused == null
                                    ? null
                                    : authentication.signAgain(exchange.request(), refused, answer, call);
                            return again == null ? GIVEN_UP : again;
                        } catch (Throwable e) {
                            return e;
                        }
                    })
                    .thenAccept(result -> {
                        others = result;
                        turn.run();
                    });
        }

        private @Nullable Response signAgainOrFail() throws Throwable {
            Object result = others;
            if (result == null) {
                return null;
            }
            if (result instanceof Throwable failure) {
                throw failure;
            }
            if (result instanceof Request again) {
                giveUp();
                begin(again);
                return null;
            }
            if (hasWholeBody()) {
                throw exception();
            }
            return null;
        }

        /** Collects the body as it comes. */
        private boolean hasWholeBody() throws IOException {
            Response answer = refusal;
            WholeBody collected = body;
            if (answer == null || answer.isReplayable()) {
                return true;
            }
            if (collected == null) {
                collected = ErrorAnswer.body(answer);
                body = collected;
                answer.source().onArrival(turn);
            }
            try {
                return collected.take(false);
            } catch (IOException | InvalidDataException e) {
                ErrorAnswer.check(e);
                return true;
            }
        }

        private ApiException exception() throws IOException {
            Response answer = refusal;
            WholeBody collected = body;
            if (answer == null) {
                throw new IOException("no answer");
            }
            Response whole = exchange.error(collected == null ? answer : ErrorAnswer.buffered(answer, collected));
            if (sent != exchange.request()) {
                authentication.hint(whole, call);
            }
            return ErrorAnswer.exception(whole, call.called(whole.status()));
        }
    }
}
