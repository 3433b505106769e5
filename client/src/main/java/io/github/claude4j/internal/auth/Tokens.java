package io.github.claude4j.internal.auth;

import io.github.claude4j.credentials.AccessToken;
import io.github.claude4j.credentials.AccessTokenProvider;
import io.github.claude4j.http.Call;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.Response;
import io.github.claude4j.internal.BaseUrl;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Access tokens that a provider gives, with the headers that go with them. */
public final class Tokens implements Credentials {
    private final AccessTokenProvider provider;
    private final TokenCache cache;
    private volatile @Nullable String baseUrl;

    /**
     * Tokens that are asked for when they are needed.
     *
     * @param lookedAt said before what the provider finds missing; empty where it was set in code
     */
    public Tokens(AccessTokenProvider provider, Contexts contexts, TokenClock clock, String lookedAt) {
        this.provider = provider;
        this.cache =
                new TokenCache(provider, refused -> contexts.context(this::baseUrl, refused, clock), clock, lookedAt);
    }

    @Override
    public boolean ready() {
        return cache.isReady();
    }

    /** Whether a new token is being asked for. */
    boolean isRenewing() {
        return cache.isRenewing();
    }

    @Override
    public String header(Request request) {
        return "authorization";
    }

    @Override
    public Request sign(Request request, Call call) throws IOException, InterruptedException {
        AccessToken token = cache.get(call);
        Headers.Builder headers = request.headers().toBuilder().set("authorization", "Bearer " + token.value());
        token.headers().forEach((name, value) -> {
            if (name.equalsIgnoreCase("anthropic-beta")) {
                headers.set(name, joined(request.headers(), value));
            } else if (!request.headers().has(name)) {
                headers.set(name, value);
            }
        });
        return request.withHeaders(headers.build());
    }

    private static String joined(Headers headers, String more) {
        Set<String> betas = new LinkedHashSet<>();
        headers.all("anthropic-beta").forEach(value -> betas.addAll(Headers.words(value)));
        betas.addAll(Headers.words(more));
        return String.join(",", betas);
    }

    @Override
    public @Nullable Request signAgain(Request request, Request sent, Response answer, Call call)
            throws IOException, InterruptedException {
        String value = sent.headers().first("authorization").orElse("").substring("Bearer ".length());
        cache.refuse(value);
        Request again = sign(request, call);
        return again.headers().first("authorization").equals(sent.headers().first("authorization")) ? null : again;
    }

    @Override
    public Optional<String> baseUrl() {
        String known = baseUrl;
        if (known == null) {
            Optional<String> found = provider.baseUrl();
            if (found.isEmpty()) {
                return found;
            }
            known = BaseUrl.of(provider.name() + ": base_url", found.get());
            BaseUrl.warnIfOpen(URI.create(known));
            baseUrl = known;
        }
        return Optional.of(known);
    }

    @Override
    public String hint() {
        return "check " + provider.name() + ", whose token was refused, and that it is for this base URL";
    }

    @Override
    public String toString() {
        return provider.name();
    }
}
