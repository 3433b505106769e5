package io.github.claude4j.internal.call;

import io.github.claude4j.errors.ApiException;
import io.github.claude4j.http.PushTransport;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.Response;
import io.github.claude4j.internal.Threads;
import io.github.claude4j.internal.Waits;
import io.github.claude4j.internal.body.ErrorAnswer;
import io.github.claude4j.internal.body.Gunzip;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Sends the request of a call, again where that may help, without a thread that waits for its answer. */
final class PushedAttempts {
    private final CallRunner exchange;
    private final PushTransport transport;
    private final Authentication authentication;
    private final Retry retry;
    private final Outcome outcome;

    /** Told once an attempt is the last, on a thread for signals. */
    interface Outcome {
        void opened(Response response);

        void failed(Exception failure);
    }

    PushedAttempts(
            CallRunner exchange, PushTransport transport, Authentication authentication, Retry retry, Outcome outcome) {
        this.exchange = exchange;
        this.transport = transport;
        this.authentication = authentication;
        this.retry = retry;
        this.outcome = outcome;
    }

    void begin() {
        Threads.signals().execute(new Attempt(null));
    }

    /** After a stream failed while nothing of it was delivered. */
    void again(RuntimeException failure) {
        againOrFail(retry.waitAfter(failure, exchange.call()), failure);
    }

    private void againOrFail(Optional<Duration> wait, Exception failure) {
        if (wait.isEmpty()) {
            outcome.failed(failure);
            return;
        }
        Attempt next = new Attempt(null);
        AtomicBoolean begun = new AtomicBoolean();
        Runnable begin = () -> {
            if (begun.compareAndSet(false, true)) {
                Threads.signals().execute(next);
            }
        };
        Future<?> timer = Threads.later(wait.get(), begin);
        exchange.call().onCancel(() -> {
            timer.cancel(false);
            begin.run();
        });
    }

    private final class Attempt implements Runnable, PushTransport.Answering {
        private final LiveCall call = exchange.call();

        /** With other credentials, after the API refused the first; null for a first attempt with them. */
        private final @Nullable Request signedAgain;

        private @Nullable Request sent;
        private volatile boolean answered;
        private volatile boolean late;
        private volatile @Nullable Future<?> timer;

        Attempt(@Nullable Request signedAgain) {
            this.signedAgain = signedAgain;
        }

        @Override
        public void run() {
            try {
                if (call.isCancelled()) {
                    throw new IOException("the call was cancelled");
                }
                call.beginAttempt();
                Request request = signedAgain != null ? signedAgain : authentication.sign(exchange.request(), call);
                sent = request;
                exchange.tell(listener -> listener.onAttempt(call, request));
                Duration wait = call.headWait();
                Runnable abandon = transport.send(request, call, this);
                timer = Threads.later(wait, () -> {
                    if (!answered) {
                        late = true;
                        abandon.run();
                    }
                });
                if (answered) {
                    stopTimer();
                }
            } catch (IOException | InterruptedException | RuntimeException e) {
                outcome.failed(e);
            }
        }

        @Override
        public void answered(Response response) {
            answered = true;
            Threads.signals().execute(() -> {
                stopTimer();
                exchange.tell(listener -> listener.onHead(call, response));
                if (response.status() >= 200 && response.status() <= 299) {
                    outcome.opened(response);
                } else {
                    refused(response);
                }
            });
        }

        private void refused(Response response) {
            call.answeredWithError();
            try {
                Request refused = sent;
                Request again = response.status() == 401 && signedAgain == null && refused != null
                        ? authentication.signAgain(exchange.request(), refused, call)
                        : null;
                if (again != null) {
                    response.close();
                    new Attempt(again).run();
                    return;
                }
                Response answer = ErrorAnswer.buffered(Gunzip.decoded(response, true));
                if (refused != exchange.request()) {
                    authentication.hint(answer.status(), call);
                }
                ApiException error = ErrorAnswer.exception(answer, call.hint());
                againOrFail(retry.waitAfter(error, call), error);
            } catch (IOException e) {
                againOrFail(retry.waitAfter(e, call), e);
            } catch (InterruptedException | RuntimeException e) {
                outcome.failed(e);
            }
        }

        @Override
        public void failed(Exception failure) {
            answered = true;
            Threads.signals().execute(() -> {
                stopTimer();
                Exception named = late ? Waits.noAnswer(call) : failure;
                againOrFail(named instanceof IOException e ? retry.waitAfter(e, call) : Optional.empty(), named);
            });
        }

        private void stopTimer() {
            Future<?> running = timer;
            if (running != null) {
                running.cancel(false);
            }
        }
    }
}
