package io.github.claude4j.internal.auth;

import io.github.claude4j.credentials.AccessTokenProvider;
import java.util.Optional;
import java.util.function.Supplier;

/** Makes what a provider of tokens is given each time that it is asked for one. */
public interface Contexts {
    /**
     * The context of one question.
     *
     * @param baseUrl where the API is as the credentials say, asked only where the options do not say it; empty where neither does
     * @param refused the token that the API refused
     */
    AccessTokenProvider.Context context(Supplier<Optional<String>> baseUrl, Optional<String> refused, TokenClock clock);
}
