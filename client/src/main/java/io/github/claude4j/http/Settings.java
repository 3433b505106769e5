package io.github.claude4j.http;

import io.github.claude4j.limits.RateLimiter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the options say. Only options change it; a client keeps a copy of its own. */
final class Settings {
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

    @Nullable
    Supplier<String> apiKey;

    @Nullable
    Supplier<String> authToken;

    Authentication.@Nullable Credentials fromEnvironment;

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

    Settings copy() {
        Settings copy = new Settings();
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
        copy.apiKey = apiKey;
        copy.authToken = authToken;
        copy.fromEnvironment = fromEnvironment;
        copy.transport = transport;
        copy.limiter = limiter;
        return copy;
    }

    Authentication.Credentials credentials() {
        if (apiKey != null) {
            return new Authentication.Credentials(apiKey, true, "no credentials: the API key that was given is blank");
        }
        if (authToken != null) {
            return new Authentication.Credentials(
                    authToken, false, "no credentials: the token that was given is blank");
        }
        if (fromEnvironment != null) {
            return fromEnvironment;
        }
        return new Authentication.Credentials(
                () -> "",
                true,
                "no credentials: neither apiKey(…) nor authToken(…) was set on the builder, and it was not told to look"
                        + " at the environment with fromEnv()");
    }
}
