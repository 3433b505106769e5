package io.github.claude4j.client;

import io.github.claude4j.http.Call;
import io.github.claude4j.http.CallListener;
import io.github.claude4j.internal.auth.Credentials;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Interceptor;
import io.github.claude4j.http.Network;
import io.github.claude4j.internal.call.Retry;
import io.github.claude4j.internal.auth.Secret;
import io.github.claude4j.internal.call.Shared;
import io.github.claude4j.internal.auth.TokenCache;
import io.github.claude4j.internal.auth.TokenClock;
import io.github.claude4j.internal.call.TokenEndpoint;
import io.github.claude4j.internal.auth.Tokens;
import io.github.claude4j.http.Transport;
import io.github.claude4j.credentials.AccessTokenProvider;
import io.github.claude4j.limits.RateLimiter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the options say. Only options change it; a client keeps a copy of its own. */
final class Draft {
    static final Duration DEFAULT_ATTEMPT = Duration.ofMinutes(10);

    String baseUrl = "https://api.anthropic.com";
    boolean baseUrlGiven;
    String apiVersion = "2026-10-21";
    Duration connect = Duration.ofSeconds(10);
    /** Null until it is set, so that a long message may get more than the default. */
    @Nullable
    Duration attempt;

    Duration idle = Duration.ofSeconds(60);
    Optional<Duration> total = Optional.empty();
    int maxRetries = 2;
    Retry.Pause pause = Call::pause;

    Headers headers = Headers.of();
    /** Headers that are not to be sent although the client would. */
    Set<String> removed = new LinkedHashSet<>();

    Set<String> betas = new LinkedHashSet<>();
    List<Interceptor> interceptors = new ArrayList<>();
    List<Interceptor> attemptInterceptors = new ArrayList<>();
    List<CallListener> listeners = new ArrayList<>();

    /** The option that set credentials in code; empty where none did. */
    String credentialsOption = "";

    /** What that option said, one of the two. */
    @Nullable
    Secret secret;

    @Nullable
    AccessTokenProvider provider;

    /** Where to look for credentials if none were set in code; null for nowhere. */
    @Nullable
    Environment environment;

    /** What the environment says, one of the two, and where it was looked. */
    @Nullable
    Secret environmentSecret;

    @Nullable
    AccessTokenProvider environmentProvider;

    String lookedAt = "";

    /** What a client and its copies authenticate with; null until the client is made, since tokens come over its transport. */
    @Nullable
    Credentials credentials;

    @Nullable
    TokenClock clock;

    @Nullable
    Transport transport;

    /** Null until something is set; it goes into the transport, and into no copy. */
    @Nullable
    Network network;

    /** It comes after the interceptors; set on a client as a whole. */
    @Nullable
    RateLimiter limiter;

    Network network() {
        Network changed = network == null ? new Network() : network;
        network = changed;
        return changed;
    }

    Draft copy() {
        Draft copy = new Draft();
        copy.baseUrl = baseUrl;
        copy.baseUrlGiven = baseUrlGiven;
        copy.apiVersion = apiVersion;
        copy.connect = connect;
        copy.attempt = attempt;
        copy.idle = idle;
        copy.total = total;
        copy.maxRetries = maxRetries;
        copy.pause = pause;
        copy.headers = headers;
        copy.removed = new LinkedHashSet<>(removed);
        copy.betas = new LinkedHashSet<>(betas);
        copy.interceptors = new ArrayList<>(interceptors);
        copy.attemptInterceptors = new ArrayList<>(attemptInterceptors);
        copy.listeners = new ArrayList<>(listeners);
        copy.credentialsOption = credentialsOption;
        copy.secret = secret;
        copy.provider = provider;
        copy.environment = environment;
        copy.credentials = credentials;
        copy.clock = clock;
        copy.transport = transport;
        copy.limiter = limiter;
        return copy;
    }

    /** Settles, for a client, what it and its copies authenticate with. */
    Credentials openCredentials(Shared wire) {
        boolean inCode = !credentialsOption.isEmpty();
        if (!inCode && environment != null) {
            environment.credentials(this);
        }
        AccessTokenProvider tokens = inCode ? provider : environmentProvider;
        Secret given = inCode ? secret : environmentSecret;
        if (tokens != null) {
            TokenClock time = clock != null ? clock : new TokenClock();
            TokenEndpoint endpoint = new TokenEndpoint(this, wire);
            return new Tokens(tokens, new TokenCache(tokens, endpoint, time, inCode ? "" : lookedAt));
        }
        return given != null ? given : noCredentials();
    }

    /** Nothing: an error when the first request is to be signed. */
    static Secret noCredentials() {
        return new Secret(
                () -> "",
                true,
                true,
                "no credentials: neither apiKey(…), authToken(…), credentials(…) nor profile(…) was set on the builder, and"
                        + " it was not told to look at the environment with fromEnv()");
    }

    /** Where the API is: as the options say, else as the credentials do. */
    String baseUrl() {
        return baseUrlGiven || credentials == null
                ? baseUrl
                : credentials.baseUrl().orElse(baseUrl);
    }
}
