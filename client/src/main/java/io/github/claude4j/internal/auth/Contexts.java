package io.github.claude4j.internal.auth;

import io.github.claude4j.credentials.AccessTokenProvider;
import java.util.Optional;

/** Makes what a provider of tokens is given each time that it is asked for one. */
public interface Contexts {
    /**
     * The context of one question.
     *
     * @param baseUrl where the API is as the credentials say; empty where they do not
     * @param refused the token that the API refused
     */
    AccessTokenProvider.Context context(Optional<String> baseUrl, Optional<String> refused, TokenClock clock);
}
