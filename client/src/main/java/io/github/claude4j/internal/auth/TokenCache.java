package io.github.claude4j.internal.auth;

import io.github.claude4j.credentials.AccessToken;
import io.github.claude4j.credentials.AccessTokenProvider;
import io.github.claude4j.errors.CancelledException;
import io.github.claude4j.errors.ClaudeException;
import io.github.claude4j.errors.CredentialsException;
import io.github.claude4j.errors.MissingCredentialsException;
import io.github.claude4j.http.Call;
import io.github.claude4j.internal.Log;
import io.github.claude4j.internal.auth.TokenClock.Moment;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The access token of a client and its copies, kept until shortly before it ends. It is renewed on a thread of its own, once
 * for all that wait, so that one who stops waiting takes nothing from the others.
 */
final class TokenCache {
    /** With less left than this a token is renewed while it is still used. */
    private static final Duration ENOUGH = Duration.ofMinutes(2);

    /** With less left than this it is not used any more: it might end on the way. */
    private static final Duration TOO_LITTLE = Duration.ofSeconds(30);

    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofDays(365);

    private final AccessTokenProvider provider;
    private final Function<Optional<String>, AccessTokenProvider.Context> contexts;
    private final TokenClock clock;

    /** Said before what the provider found missing. */
    private final String lookedAt;

    private @Nullable Held current;
    private @Nullable CompletableFuture<Held> renewal;
    private @Nullable Moment pauseEnd;
    private Optional<String> refused = Optional.empty();

    /**
     * A cache that is empty.
     *
     * @param contexts what the provider is given, after the API refused a token or not
     */
    TokenCache(
            AccessTokenProvider provider,
            Function<Optional<String>, AccessTokenProvider.Context> contexts,
            TokenClock clock,
            String lookedAt) {
        this.provider = provider;
        this.contexts = contexts;
        this.clock = clock;
        this.lookedAt = lookedAt;
    }

    /** A token and its end; null for one that has none. */
    private record Held(AccessToken token, @Nullable Moment end) {
        Duration left(Moment now) {
            return end == null ? LONGEST : end.since(now);
        }
    }

    /** Whether a token is at hand. */
    synchronized boolean isReady() {
        return current != null && isUsable(current);
    }

    /** Whether a new token is being asked for. */
    synchronized boolean isRenewing() {
        return renewal != null;
    }

    private boolean isUsable(Held held) {
        return held.left(clock.moment()).compareTo(TOO_LITTLE) >= 0;
    }

    /** The API refused this token: it is not given out again. */
    synchronized void refuse(String value) {
        if (current != null && current.token().value().equals(value)) {
            current = null;
            refused = Optional.of(value);
        }
    }

    /** A token that is good for this call, waiting for one where there is none. */
    AccessToken get(Call call) throws IOException, InterruptedException {
        CompletableFuture<Held> awaited;
        synchronized (this) {
            Held held = current;
            if (held != null && isUsable(held)) {
                Moment now = clock.moment();
                boolean paused = pauseEnd != null && !pauseEnd.since(now).isNegative();
                if (held.left(now).compareTo(ENOUGH) <= 0 && !isRenewing() && !paused) {
                    CompletableFuture<Held> unused = begin(true);
                }
                return held.token();
            }
            awaited = renewal == null ? begin(false) : renewal;
        }
        return await(awaited, call).token();
    }

    /** Waits as long as the call may; if it is given up the renewal goes on for the others. */
    private Held await(CompletableFuture<Held> shared, Call call) throws IOException, InterruptedException {
        CompletableFuture<Held> own = shared.copy();
        call.onCancel(() -> own.cancel(false));
        try {
            return own.get(call.headWait().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new SocketTimeoutException("waited in vain for an access token of " + provider.name());
        } catch (CancellationException e) {
            throw new IOException("the call was cancelled", e);
        } catch (ExecutionException e) {
            throw named(e.getCause() == null ? e : e.getCause());
        }
    }

    /** The failure for one of those who wait: each has a stack trace of its own. */
    private ClaudeException named(Throwable failure) {
        String message = String.valueOf(failure.getMessage());
        if (failure instanceof MissingCredentialsException) {
            String remedy = lookedAt.isEmpty() ? "" : "; set one of them, or call apiKey(…) on the builder";
            return new MissingCredentialsException("no credentials: " + lookedAt + message + remedy);
        }
        if (failure instanceof CancelledException) {
            return new CancelledException(message, failure);
        }
        return failure instanceof CredentialsException
                ? new CredentialsException(message, failure)
                : new CredentialsException(provider.name() + " failed: " + failure, failure);
    }

    /** Begins a renewal; under the lock. */
    private CompletableFuture<Held> begin(boolean background) {
        CompletableFuture<Held> started = new CompletableFuture<>();
        Optional<String> notThis = refused;
        Thread thread = new Thread(() -> renew(started, notThis, background), "claude4j-token");
        thread.setDaemon(true);
        renewal = started;
        try {
            thread.start();
        } catch (Throwable e) {
            renewal = null;
            throw e;
        }
        return started;
    }

    private void renew(CompletableFuture<Held> result, Optional<String> known, boolean background) {
        Optional<String> notThis = known;
        Held renewed = null;
        Throwable failure = null;
        try {
            renewed = ask(notThis);
            // It may have been refused while it was asked for.
            for (Optional<String> now = refused(); isFor(renewed, now) && !now.equals(notThis); now = refused()) {
                notThis = now;
                renewed = ask(notThis);
            }
        } catch (Throwable e) {
            failure = e;
        }
        synchronized (this) {
            renewal = null;
            if (renewed != null && !isFor(renewed, refused)) {
                current = renewed;
                refused = Optional.empty();
            }
            boolean helped = renewed != null && renewed.left(clock.moment()).compareTo(ENOUGH) > 0;
            pauseEnd = background && !helped ? clock.moment().plus(PAUSE) : null;
        }
        if (renewed != null) {
            result.complete(renewed);
        } else if (failure != null) {
            if (background) {
                Log.LOGGER.log(
                        Level.WARNING,
                        "a token could not be renewed yet: " + named(failure).getMessage());
            }
            result.completeExceptionally(failure);
        }
    }

    private Held ask(Optional<String> notThis) throws IOException, InterruptedException {
        // The life of a token begins before it is here.
        Moment asked = clock.moment();
        return held(provider.token(contexts.apply(notThis)), asked);
    }

    private synchronized Optional<String> refused() {
        return refused;
    }

    private static boolean isFor(Held held, Optional<String> value) {
        return value.equals(Optional.of(held.token().value()));
    }

    private Held held(@Nullable AccessToken token, Moment asked) {
        if (token == null) {
            throw new CredentialsException(provider.name() + " gave no token");
        }
        Moment end = null;
        if (token.expiresIn().isPresent()) {
            end = asked.plus(shorter(token.expiresIn().get()));
        } else if (token.expiresAt().isPresent()) {
            Moment now = clock.moment();
            end = now.plus(
                    shorter(Duration.between(now.wall(), token.expiresAt().get())));
        }
        Held held = new Held(token, end);
        if (held.left(clock.moment()).compareTo(Duration.ZERO) <= 0) {
            throw new CredentialsException(provider.name() + " gave a token that has expired");
        }
        return held;
    }

    private static Duration shorter(Duration time) {
        return time.compareTo(LONGEST) < 0 ? time : LONGEST;
    }
}
