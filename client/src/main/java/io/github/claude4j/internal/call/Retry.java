package io.github.claude4j.internal.call;

import io.github.claude4j.errors.ApiException;
import io.github.claude4j.http.Interceptor;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.RequestBody;
import io.github.claude4j.http.Response;
import io.github.claude4j.internal.body.Called;
import io.github.claude4j.internal.body.ErrorAnswer;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * Sends a request again where that may help and does no harm: after connection failures, 408, 409, 429 and 5xx, or as
 * {@code x-should-retry} says. What is not safe to repeat is sent again only when no byte of it was sent, or the API
 * turned it away (429, 503, 529). What can be read only once is not sent again once some of it was read.
 */
public final class Retry implements Interceptor {
    /** Longer than this is left to the caller, who sees it in {@code retryAfter()}. */
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);

    private final int maxRetries;
    private final ToIntFunction<ApiException> mostAfter;
    private final Backoff backoff;
    private final Pause pause;

    /**
     * Repeats as often as this.
     *
     * @param maxRetries after lost connections and streams
     * @param mostAfter after an error that was answered
     */
    public Retry(int maxRetries, ToIntFunction<ApiException> mostAfter, Backoff backoff, Pause pause) {
        this.maxRetries = maxRetries;
        this.mostAfter = mostAfter;
        this.backoff = backoff;
        this.pause = pause;
    }

    /** Waits between attempts. */
    @FunctionalInterface
    public interface Pause {
        void sleep(LiveCall call, Duration time) throws InterruptedException;
    }

    @Override
    public Response intercept(Request request, Chain chain) throws IOException, InterruptedException {
        LiveCall call = LiveCall.of(chain);
        while (true) {
            // 4.
            call.beginAttempt();
            Optional<Duration> wait;
            try {
                Response response = chain.proceed(request);
                if (response.status() < 400) {
                    return response;
                }
                Response error = ErrorAnswer.buffered(response);
                wait = gone(request) ? Optional.empty() : waitAfter(ErrorAnswer.exception(error, Called.NOTHING), call);
                if (wait.isEmpty()) {
                    return error;
                }
            } catch (IOException e) {
                wait = gone(request) ? Optional.empty() : waitAfter(e, call);
                if (wait.isEmpty()) {
                    throw e;
                }
            }
            // 10.
            pause(call, wait.get());
        }
    }

    /** Waits after a stream failed before anything of it was delivered; throws that failure where nothing is left to try. */
    void pauseAfter(RuntimeException failure, LiveCall call) throws IOException, InterruptedException {
        pause(call, waitAfter(failure, call).orElseThrow(() -> failure));
    }

    /** How long to wait before a stream is asked for again that failed; empty where it is not to be. */
    Optional<Duration> waitAfter(RuntimeException failure, LiveCall call) {
        if (failure instanceof ApiException error) {
            return waitAfter(error, call);
        }
        return call.repeatable() ? waitAfter(call, maxRetries, Optional.empty()) : Optional.empty();
    }

    /** How long to wait before another attempt after one that was not answered; empty where there is none to be. */
    Optional<Duration> waitAfter(IOException failure, LiveCall call) {
        boolean again = !call.isCancelled() && (call.repeatable() || nothingWasSent(failure));
        return again ? waitAfter(call, maxRetries, Optional.empty()) : Optional.empty();
    }

    private void pause(LiveCall call, Duration wait) throws IOException, InterruptedException {
        pause.sleep(call, wait);
        if (call.isCancelled()) {
            throw new IOException("the call was cancelled");
        }
    }

    /** How long to wait before another attempt after an error was answered; empty where there is none to be. */
    Optional<Duration> waitAfter(ApiException error, LiveCall call) {
        boolean turnedAway = error.status() == 429 || error.status() == 503 || error.status() == 529;
        boolean asked = error.headers().first("x-should-retry").equals(Optional.of("true"));
        boolean again = isWanted(error) && (call.repeatable() || turnedAway || asked);
        return again ? waitAfter(call, mostAfter.applyAsInt(error), error.retryAfter()) : Optional.empty();
    }

    private boolean isWanted(ApiException error) {
        Set<Integer> statuses = backoff.statuses();
        if (statuses == null) {
            return error.retryable();
        }
        boolean forbidden = error.headers().first("x-should-retry").equals(Optional.of("false"));
        return !forbidden && statuses.contains(error.status());
    }

    /** How long to wait before another attempt; empty where all attempts are used up or time would run out. */
    private Optional<Duration> waitAfter(LiveCall call, int most, Optional<Duration> asked) {
        if (call.attempt() > most) {
            return Optional.empty();
        }
        Duration wait = asked.orElseGet(() -> backoff.wait(call.attempt() - 1));
        boolean tooLong = wait.compareTo(LONGEST_WAIT) > 0
                || call.timeouts()
                        .total()
                        .filter(total -> call.elapsed().plus(wait).compareTo(total) >= 0)
                        .isPresent();
        if (tooLong) {
            return Optional.empty();
        }
        Duration decided = backoff.waits().apply(wait);
        return Optional.of(decided.isNegative() ? Duration.ZERO : decided);
    }

    /** Whether what was to be sent has been read and cannot be read again. */
    private static boolean gone(Request request) {
        return !request.body().map(RequestBody::isReplayable).orElse(true);
    }

    private static boolean nothingWasSent(IOException e) {
        return e instanceof ConnectException || e instanceof UnknownHostException;
    }
}
