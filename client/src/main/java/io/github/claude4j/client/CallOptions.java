package io.github.claude4j.client;

import io.github.claude4j.credentials.AccessTokenProvider;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.http.CallListener;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Interceptor;
import io.github.claude4j.internal.BaseUrl;
import io.github.claude4j.internal.auth.Secret;
import io.github.claude4j.internal.auth.TokenSource;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Options of a call: set on a client for all its calls, or with {@code claude.with(…)} for some.
 *
 * @param <B> the options themselves
 */
public abstract class CallOptions<B extends CallOptions<B>> {
    /** Stands for every longer limit: as nanoseconds those would overflow. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    /** What an array can have, on every JVM. */
    private static final long LARGEST = Integer.MAX_VALUE - 8;

    final Draft draft;

    CallOptions(Draft draft) {
        this.draft = draft;
    }

    /** Options that begin with those of a client. */
    protected CallOptions(Caller caller) {
        this(caller.draft().copy());
    }

    /**
     * The API key. With it no credentials are looked for in the environment. On a copy it takes the place of the client's
     * credentials, as {@link #authToken}, {@link #credentials} and {@link #profile} do.
     */
    public B apiKey(String key) {
        String given = notBlank("apiKey", key);
        return secret("apiKey", () -> given, true);
    }

    /** Gives the API key for each attempt, so that it can be changed while the client runs. */
    public B apiKey(Supplier<String> key) {
        return secret("apiKey", given("apiKey", key), false);
    }

    /** A token that is sent as {@code Authorization: Bearer}. With it no credentials are looked for elsewhere. */
    public B authToken(String token) {
        String given = notBlank("authToken", token);
        return secret("authToken", () -> given, true);
    }

    /** Gives the token for each attempt, so that it can be changed while the client runs. */
    public B authToken(Supplier<String> token) {
        return secret("authToken", given("authToken", token), false);
    }

    private B secret(String option, Supplier<String> text, boolean fixed) {
        only(option);
        boolean key = option.equals("apiKey");
        draft.secret = new Secret(
                text,
                fixed,
                key,
                key
                        ? "no credentials: the API key that was given is blank"
                        : "no credentials: the token that was given is blank");
        return self();
    }

    /**
     * Gives access tokens that expire: {@link io.github.claude4j.credentials.Federation}, or a provider of your own. Tokens
     * are kept for the client and its copies, but for those with credentials of their own, and renewed before they end.
     */
    public B credentials(AccessTokenProvider provider) {
        AccessTokenProvider known = given("credentials", provider);
        only("credentials");
        draft.provider = known;
        return self();
    }

    /**
     * The profile of this name: see {@link io.github.claude4j.credentials.Profile}. It also says where the API is, unless {@code baseUrl} does. Its files
     * are read when the first request is made.
     */
    public B profile(String name) {
        AccessTokenProvider known = TokenSource.profile(notBlank("profile", name));
        only("profile");
        draft.provider = known;
        return self();
    }

    /** Credentials of a copy take the place of the client's own; a backend has those that it needs. */
    final void only(String option) {
        String before = draft.credentialsOption;
        boolean taken = draft.credentialsSet || draft.backend != null;
        if (taken && !before.equals(option)) {
            throw new InvalidParamsException(option + ": " + before + " is set already; only one of them can be used");
        }
        draft.credentialsOption = option;
        draft.credentialsSet = true;
        draft.secret = null;
        draft.provider = null;
    }

    /**
     * Where the API is. A path is kept in front of every route. Default: {@code https://api.anthropic.com}. A copy for
     * another host needs credentials of its own: nothing of the client's goes there, nor do its headers that may hold some.
     */
    public B baseUrl(String url) {
        return givenBaseUrl(BaseUrl.of("baseUrl", notBlank("baseUrl", url)));
    }

    /** Where the API is. A path is kept in front of every route. Default: {@code https://api.anthropic.com}. */
    public B baseUrl(URI url) {
        return givenBaseUrl(BaseUrl.of("baseUrl", given("baseUrl", url).toString()));
    }

    private B givenBaseUrl(String url) {
        draft.baseUrl = url;
        draft.baseUrlGiven = true;
        draft.baseUrlFromEnv = false;
        draft.baseUrlSet = true;
        return self();
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

    /**
     * How many bytes of an answer may be held in memory: of one that is wanted whole, of a line, of an event, and of the events of a
     * message together. A larger one ends its call with an {@link io.github.claude4j.errors.InvalidDataException}. Downloads
     * go where you put them, whatever their size; errors are cut at 1 MB in any case. Default: 256 MB, or a quarter of the heap if that is less;
     * 2 GB is the most.
     */
    public B maxAnswerSize(long bytes) {
        if (bytes < 1) {
            throw new InvalidParamsException("maxAnswerSize: expected 1 byte or more, found " + bytes);
        }
        draft.maxAnswerSize = (int) Math.min(bytes, LARGEST);
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
     * Which answers a request is sent again after, and how long to wait before that.
     *
     * <pre>{@code o.retry(r -> r.backoff(Duration.ofSeconds(1), Duration.ofMinutes(1)).statuses(429, 529))}</pre>
     */
    public B retry(Consumer<RetryOptions> changes) {
        RetryOptions options = new RetryOptions(draft.backoff);
        given("retry", changes).accept(options);
        draft.backoff = options.backoff();
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
        for (String header : given("beta", headers)) {
            draft.betas.addAll(Headers.words(notBlank("beta", header)));
        }
        return self();
    }

    /** A header to send; one that the client would send itself is replaced. */
    public B header(String name, String value) {
        String lower = notBlank("header", name).toLowerCase(Locale.ROOT);
        if (lower.equals("content-length") || lower.equals("transfer-encoding")) {
            throw new InvalidParamsException(
                    name + ": expected a header that does not say how a body is framed, which the transport does");
        }
        Headers headers =
                draft.headers.toBuilder().set(name, given("header", value)).build();
        if (!Headers.isAscii(value)) {
            throw new InvalidParamsException(name + ": expected a value of ASCII characters, found others");
        }
        draft.removed.remove(lower);
        draft.headersSet.add(lower);
        draft.headers = headers;
        draft.askedHeaders.remove(lower);
        return self();
    }

    /**
     * A header whose value is asked for before each attempt, such as the key of a gateway that changes while the client runs. A
     * pushed stream takes a thread while it is asked for.
     */
    public B header(String name, Supplier<String> value) {
        given("header", value);
        header(name, "");
        draft.headers = draft.headers.toBuilder().remove(name).build();
        draft.askedHeaders.put(name.toLowerCase(Locale.ROOT), value);
        return self();
    }

    /** A header not to send, even if the client would. Without {@code authorization} no credentials are needed. */
    public B withoutHeader(String name) {
        draft.removed.add(notBlank("withoutHeader", name).toLowerCase(Locale.ROOT));
        draft.headers = draft.headers.toBuilder().remove(name).build();
        draft.askedHeaders.remove(name.toLowerCase(Locale.ROOT));
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
        draft.interceptors.add(given("interceptor", interceptor));
        return self();
    }

    /** Code that runs around each attempt; the first that is set is the outermost. */
    public B attemptInterceptor(Interceptor interceptor) {
        draft.attemptInterceptors.add(given("attemptInterceptor", interceptor));
        return self();
    }

    /** Code that is told what happens in each call. */
    public B listener(CallListener listener) {
        draft.listeners.add(given("listener", listener));
        return self();
    }

    /** Null is what an environment variable gives that is not set. */
    static String notBlank(String name, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new InvalidParamsException(name + ": expected some text, found none");
        }
        return value;
    }

    /** Options tell of null as they tell of whatever else is wrong. */
    static <T> T given(String name, @Nullable T value) {
        if (value == null) {
            throw new InvalidParamsException(name + ": expected a value, found null");
        }
        return value;
    }

    static Duration positive(String name, Duration limit) {
        if (given(name, limit).isNegative() || limit.isZero()) {
            throw new InvalidParamsException(name + ": expected more than nothing, found " + limit);
        }
        return limit.compareTo(LONGEST) < 0 ? limit : LONGEST;
    }

    @SuppressWarnings("unchecked")
    final B self() {
        return (B) this;
    }
}
