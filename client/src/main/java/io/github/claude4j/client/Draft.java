package io.github.claude4j.client;

import io.github.claude4j.credentials.AccessTokenProvider;
import io.github.claude4j.http.Backend;
import io.github.claude4j.http.CallListener;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Interceptor;
import io.github.claude4j.http.Transport;
import io.github.claude4j.internal.auth.Secret;
import io.github.claude4j.internal.auth.TokenClock;
import io.github.claude4j.internal.body.Inbound;
import io.github.claude4j.internal.call.Backoff;
import io.github.claude4j.internal.call.LiveCall;
import io.github.claude4j.internal.call.Retry;
import io.github.claude4j.internal.threads.Threads;
import io.github.claude4j.limits.RateLimiter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the options say so far. Only options change it; {@link Assembly} makes of it what a client works with. */
final class Draft {
    String baseUrl = "https://api.anthropic.com";
    boolean baseUrlGiven;

    /** Whether these options set it; like other notes of what they set, not so in a copy. */
    boolean baseUrlSet;

    /** Whether it may be open to all on the way there. */
    boolean insecureAllowed;

    /** Whether it is the environment that gave it, where it means the API and not a backend. */
    boolean baseUrlFromEnv;

    /** Null until it is set, so that a backend may have one of its own. */
    @Nullable
    String apiVersion;

    Duration connect = Duration.ofSeconds(10);

    /** Null until it is set, so that a long message may get more than the default. */
    @Nullable
    Duration attempt;

    /** Null until it is set, so that a backend may have one of its own. */
    @Nullable
    Duration idle;

    Optional<Duration> total = Optional.empty();
    int maxAnswerSize = Inbound.MOST_IN_MEMORY;

    /** Null until it is set, so that a backend may have a say. */
    @Nullable
    Integer maxRetries;

    Backoff backoff = Backoff.DEFAULT;
    Retry.Pause pause = LiveCall::pause;

    Headers headers = Headers.of();

    /** Headers whose values are asked for before each attempt, by their names in lower case. */
    Map<String, Supplier<String>> askedHeaders = new LinkedHashMap<>();

    /** Those that these options set, in lower case. */
    Set<String> headersSet = new LinkedHashSet<>();

    /** Headers that are not to be sent although the client would. */
    Set<String> removed = new LinkedHashSet<>();

    Set<String> betas = new LinkedHashSet<>();
    List<Interceptor> interceptors = new ArrayList<>();
    List<Interceptor> attemptInterceptors = new ArrayList<>();
    List<CallListener> listeners = new ArrayList<>();

    /** The option that set credentials in code; empty where none did. */
    String credentialsOption = "";

    /** Whether these options did. */
    boolean credentialsSet;

    /** What that option said, one of the two. */
    @Nullable
    Secret secret;

    @Nullable
    AccessTokenProvider provider;

    /** Where to look for credentials if none were set in code; null for nowhere. */
    @Nullable
    Environment environment;

    @Nullable
    TokenClock clock;

    /** It comes after the interceptors; set on a client as a whole. */
    @Nullable
    RateLimiter limiter;

    /** Where calls go instead of the API. */
    @Nullable
    Backend backend;

    /** How many calls of {@code async} run at once where each takes a thread. */
    int asyncCalls = Threads.MOST_CALLS;

    /** A transport that was given; like what follows it goes into no copy. */
    @Nullable
    Transport transport;

    /** The default transport as it is to be; null until something of it is set. */
    private @Nullable Network network;

    /** Whether something of the default transport was set in code, not by the environment. */
    boolean networkGiven;

    Network network() {
        Network changed = network == null ? new Network(System.getProperty(Network.PROPERTY)) : network;
        network = changed;
        return changed;
    }

    Draft copy() {
        Draft copy = new Draft();
        copy.baseUrl = baseUrl;
        copy.baseUrlGiven = baseUrlGiven;
        copy.baseUrlFromEnv = baseUrlFromEnv;
        copy.insecureAllowed = insecureAllowed;
        copy.apiVersion = apiVersion;
        copy.connect = connect;
        copy.attempt = attempt;
        copy.idle = idle;
        copy.total = total;
        copy.maxAnswerSize = maxAnswerSize;
        copy.maxRetries = maxRetries;
        copy.backoff = backoff;
        copy.pause = pause;
        copy.headers = headers;
        copy.askedHeaders = new LinkedHashMap<>(askedHeaders);
        copy.removed = new LinkedHashSet<>(removed);
        copy.betas = new LinkedHashSet<>(betas);
        copy.interceptors = new ArrayList<>(interceptors);
        copy.attemptInterceptors = new ArrayList<>(attemptInterceptors);
        copy.listeners = new ArrayList<>(listeners);
        copy.credentialsOption = credentialsOption;
        copy.secret = secret;
        copy.provider = provider;
        copy.environment = environment;
        copy.clock = clock;
        copy.limiter = limiter;
        copy.backend = backend;
        copy.asyncCalls = asyncCalls;
        return copy;
    }
}
