package io.github.claude4j.client;

import io.github.claude4j.credentials.AccessTokenProvider;
import io.github.claude4j.errors.ApiException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.http.Backend;
import io.github.claude4j.http.CallListener;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Interceptor;
import io.github.claude4j.http.Timeouts;
import io.github.claude4j.http.Transport;
import io.github.claude4j.internal.BaseUrl;
import io.github.claude4j.internal.Log;
import io.github.claude4j.internal.auth.BackendCredentials;
import io.github.claude4j.internal.auth.Credentials;
import io.github.claude4j.internal.auth.Secret;
import io.github.claude4j.internal.auth.TokenClock;
import io.github.claude4j.internal.auth.Tokens;
import io.github.claude4j.internal.call.Authentication;
import io.github.claude4j.internal.call.Retry;
import io.github.claude4j.internal.call.Settings;
import io.github.claude4j.internal.call.Shared;
import io.github.claude4j.internal.call.TokenEndpoint;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;

/** Puts together what a client works with from what its options say. */
final class Assembly {
    static final Duration DEFAULT_ATTEMPT = Duration.ofMinutes(10);

    private Assembly() {}

    static Transport transport(Draft draft) {
        if (draft.transport == null) {
            return draft.network().build();
        }
        if (draft.networkGiven) {
            throw new InvalidParamsException("proxy, sslContext, sslParameters: expected them on the httpClient or"
                    + " transport that was given, found them beside it");
        }
        return draft.transport;
    }

    /** Settles what a client and its copies authenticate with. */
    static Credentials credentials(Draft draft, Shared shared) {
        if (draft.backend != null) {
            return new BackendCredentials(draft.backend);
        }
        if (draft.credentialsOption.isEmpty() && draft.environment != null) {
            return draft.environment.credentials(found -> tokens(draft, shared, found.provider(), found.lookedAt()));
        }
        if (draft.provider != null) {
            return tokens(draft, shared, draft.provider, "");
        }
        return draft.secret != null ? draft.secret : Secret.none();
    }

    /** Looks at where the calls go as soon as all options are known. */
    static void checkPlace(Draft draft, Shared shared) {
        URI url = URI.create(draft.baseUrl);
        shared.checkReachable(url);
        if (BaseUrl.isOpen(url) && !draft.insecureAllowed && !draft.baseUrlFromEnv) {
            throw new InvalidParamsException("baseUrl: expected https://…, found http://" + BaseUrl.host(url)
                    + ", where whoever is on the way could read credentials, prompts and answers;"
                    + " allowInsecureHttp() on the builder lets it be");
        }
        BaseUrl.warnIfOpen(url);
    }

    /**
     * Of a copy for another host: nothing that may be a credential of the client goes there.
     *
     * @param before where the client's calls go
     */
    static void checkOrigin(Draft changed, Draft set, Supplier<String> before) {
        if (!set.baseUrlSet
                || BaseUrl.origin(URI.create(changed.baseUrl)).equals(BaseUrl.origin(URI.create(before.get())))) {
            return;
        }
        boolean own = set.credentialsSet
                || set.headersSet.contains("authorization")
                || set.headersSet.contains("x-api-key")
                || changed.removed.contains("authorization");
        if (!own) {
            throw new InvalidParamsException(
                    "baseUrl: expected credentials with it, such as apiKey(…), for those of the client"
                            + " are for another host; withoutHeader(\"authorization\") sends none");
        }
        Headers.Builder left = changed.headers.toBuilder();
        changed.headers.forEach((name, value) -> {
            if (!Headers.isShown(name) && !set.headersSet.contains(name.toLowerCase(Locale.ROOT))) {
                left.remove(name);
            }
        });
        changed.headers = left.build();
    }

    private static Tokens tokens(Draft draft, Shared shared, AccessTokenProvider provider, String lookedAt) {
        TokenEndpoint endpoint = new TokenEndpoint(forTokens(draft), draft.baseUrlGiven, shared);
        return new Tokens(provider, endpoint, draft.clock != null ? draft.clock : new TokenClock(), lookedAt);
    }

    /** The client's connections, headers and retries, but none of its interceptors, limits of the account, listeners and betas. */
    private static Settings forTokens(Draft draft) {
        Headers headers = draft.headers.toBuilder()
                .remove("anthropic-beta")
                .remove("anthropic-workspace-id")
                .remove("anthropic-user-profile-id")
                .build();
        Retry retry = retry(draft);
        return new Settings(
                () -> draft.baseUrl,
                version(draft),
                headers,
                Set.of("authorization", "x-api-key"),
                Set.of(),
                new Timeouts(draft.connect, Duration.ofSeconds(30), idle(draft), Optional.of(Duration.ofSeconds(60))),
                draft.maxAnswerSize,
                true,
                Secret.none(),
                retry,
                List.of(retry),
                listeners(List.of()));
    }

    /** What a client, or a copy of it, works with, once its credentials are settled. */
    static Settings settings(Draft draft, Credentials credentials) {
        String baseUrl = draft.baseUrl;
        boolean given = draft.baseUrlGiven && !(draft.baseUrlFromEnv && draft.backend != null);
        Supplier<String> place =
                given ? () -> baseUrl : () -> credentials.baseUrl().orElse(baseUrl);
        Set<String> removed = new LinkedHashSet<>(draft.removed);
        Duration attempt = draft.attempt == null ? DEFAULT_ATTEMPT : draft.attempt;
        Retry retry = retry(draft);
        List<CallListener> told = new ArrayList<>(draft.listeners);
        if (draft.limiter != null && !told.contains(draft.limiter)) {
            told.add(draft.limiter);
        }
        return new Settings(
                place,
                version(draft),
                draft.headers,
                removed,
                new LinkedHashSet<>(draft.betas),
                new Timeouts(draft.connect, attempt, idle(draft), draft.total),
                draft.maxAnswerSize,
                draft.attempt != null,
                credentials,
                retry,
                chain(
                        draft,
                        retry,
                        new Authentication(credentials, new LinkedHashMap<>(draft.askedHeaders), removed, place)),
                listeners(told));
    }

    private static Retry retry(Draft draft) {
        Backend backend = draft.backend;
        int most = draft.maxRetries == null ? 2 : draft.maxRetries;
        ToIntFunction<ApiException> mostAfter = backend == null || draft.maxRetries != null
                ? error -> most
                : error -> backend.maxRetries(error.status(), error.headers(), most);
        return new Retry(most, mostAfter, draft.backoff, draft.pause);
    }

    private static String version(Draft draft) {
        Optional<String> ofBackend = draft.backend == null ? Optional.empty() : draft.backend.apiVersion();
        return draft.apiVersion != null ? draft.apiVersion : ofBackend.orElse("2026-10-21");
    }

    private static Duration idle(Draft draft) {
        Optional<Duration> ofBackend = draft.backend == null ? Optional.empty() : draft.backend.idleTimeout();
        return draft.idle != null ? draft.idle : ofBackend.orElse(Duration.ofSeconds(60));
    }

    /** The way of every request from its call to the transport. */
    private static List<Interceptor> chain(Draft draft, Retry retry, Authentication authentication) {
        List<Interceptor> chain = new ArrayList<>(draft.interceptors);
        chain.add(retry);
        chain.addAll(draft.attemptInterceptors);
        if (draft.limiter != null) {
            chain.add(draft.limiter);
        }
        chain.add(authentication);
        return List.copyOf(chain);
    }

    /** These, and the log where anyone would see it. */
    private static List<CallListener> listeners(List<CallListener> given) {
        CallListener log = Log.listener(System.getenv("ANTHROPIC_LOG"));
        if (log == null || given.stream().anyMatch(Log.class::isInstance)) {
            return List.copyOf(given);
        }
        List<CallListener> told = new ArrayList<>(given);
        told.add(log);
        return List.copyOf(told);
    }
}
