package io.github.claude4j.client;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.http.CallListener;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Interceptor;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Options of a call: set on a client for all its calls, or with {@code claude.with(…)} for some.
 *
 * @param <B> the options themselves
 */
public abstract class CallOptions<B extends CallOptions<B>> {
    /** Stands for every longer limit: as nanoseconds those would overflow. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    final Draft draft;

    CallOptions(Draft draft) {
        this.draft = draft;
    }

    /** Options that begin with those of a client. */
    protected CallOptions(Caller caller) {
        this(caller.draft().copy());
    }

    /** How long to try to connect. Default: 10 seconds. */
    public B connectTimeout(Duration limit) {
        draft.connect = positive("connectTimeout", limit);
        return self();
    }

    /**
     * How long one attempt may take: until the head of a stream has arrived, or the end of any other answer. Default: 10
     * minutes; for a message that is not streamed, more if {@code max_tokens} calls for it (an hour for 128,000 tokens).
     */
    public B timeout(Duration limit) {
        draft.attempt = positive("timeout", limit);
        return self();
    }

    /** How long an answer may pause between two bytes; the pings of a stream count. Default: 60 seconds. */
    public B idleTimeout(Duration limit) {
        draft.idle = positive("idleTimeout", limit);
        return self();
    }

    /** How long a call may take in all, with retries and the whole of a stream. Default: no limit. */
    public B totalTimeout(Duration limit) {
        draft.total = Optional.of(positive("totalTimeout", limit));
        return self();
    }

    /** How often a request is sent again at most. Default: 2. */
    public B maxRetries(int retries) {
        if (retries < 0) {
            throw new InvalidParamsException("maxRetries: expected 0 or more, found " + retries);
        }
        draft.maxRetries = retries;
        return self();
    }

    /**
     * Decides how long to wait before a request is sent again. It is given how long that would be: what the API asks for,
     * or half a second, doubled each time up to eight. {@code wait -> Duration.ZERO} lets tests not wait at all. What is
     * negative counts as zero. It must be quick, and may be called by several threads at once.
     */
    public B retryWait(UnaryOperator<Duration> wait) {
        draft.retryWait = Objects.requireNonNull(wait);
        return self();
    }

    /**
     * The version of the API. Default: {@code 2026-10-21}. With {@code 2023-06-01} an API key travels as {@code x-api-key}
     * and {@code temperature}, {@code top_p} and {@code top_k} are accepted.
     */
    public B apiVersion(String version) {
        draft.apiVersion = notBlank("apiVersion", version);
        return self();
    }

    /** Beta headers to send beside those that operations and parameters ask for by themselves. */
    public B beta(String... headers) {
        for (String header : headers) {
            draft.betas.addAll(Headers.words(notBlank("beta", header)));
        }
        return self();
    }

    /** A header to send; one that the client would send itself is replaced. */
    public B header(String name, String value) {
        draft.removed.remove(name.toLowerCase(Locale.ROOT));
        Headers headers = draft.headers.toBuilder().set(name, value).build();
        if (!Headers.isAscii(value)) {
            throw new InvalidParamsException(name + ": expected a value of ASCII characters, found others");
        }
        draft.headers = headers;
        return self();
    }

    /** A header not to send, even if the client would. Without {@code authorization} no credentials are needed. */
    public B withoutHeader(String name) {
        draft.removed.add(name.toLowerCase(Locale.ROOT));
        draft.headers = draft.headers.toBuilder().remove(name).build();
        return self();
    }

    /** The workspace that calls count for, where the credentials allow several. */
    public B workspaceId(String id) {
        return header("anthropic-workspace-id", notBlank("workspaceId", id));
    }

    /** The user profile that calls are made for. */
    public B userProfileId(String id) {
        return header("anthropic-user-profile-id", notBlank("userProfileId", id));
    }

    /** Code that runs once around each call, outside the retries; the first that is set is the outermost. */
    public B interceptor(Interceptor interceptor) {
        draft.interceptors.add(Objects.requireNonNull(interceptor));
        return self();
    }

    /** Code that runs around each attempt; the first that is set is the outermost. */
    public B attemptInterceptor(Interceptor interceptor) {
        draft.attemptInterceptors.add(Objects.requireNonNull(interceptor));
        return self();
    }

    /** Code that is told what happens in each call. */
    public B listener(CallListener listener) {
        draft.listeners.add(Objects.requireNonNull(listener));
        return self();
    }

    /** Null is what an environment variable gives that is not set. */
    static String notBlank(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new InvalidParamsException(name + ": expected some text, found none");
        }
        return value;
    }

    private static Duration positive(String name, Duration limit) {
        if (limit.isNegative() || limit.isZero()) {
            throw new InvalidParamsException(name + ": expected more than nothing, found " + limit);
        }
        return limit.compareTo(LONGEST) < 0 ? limit : LONGEST;
    }

    @SuppressWarnings("unchecked")
    final B self() {
        return (B) this;
    }
}
