package io.github.claude4j.credentials;

import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * Gives access tokens, whenever the client needs a new one. It need not keep them: the client does, renews them two minutes
 * before they end, and asks for another when the API refuses one.
 *
 * <pre>{@code
 * Claude claude = Claude.builder()
 *         .credentials(context -> AccessToken.of(vault.token(), Duration.ofMinutes(10)))
 *         .build();
 * }</pre>
 */
@FunctionalInterface
public interface AccessTokenProvider {
    /**
     * Gives a token that is not the refused one. A client and its copies ask on a thread of their own, one question at a
     * time; calls wait for the answer as long as their limits allow.
     */
    AccessToken token(Context context) throws IOException, InterruptedException;

    /** Where the API is that the tokens are for; empty for where the client says. A base URL given to the client wins. */
    default Optional<String> baseUrl() {
        return Optional.empty();
    }

    /** What messages call it, such as {@code profile work}. Never a secret. */
    default String name() {
        return "the access token provider";
    }

    /** What a provider is asked with. */
    interface Context {
        /** Where the API is. */
        URI baseUrl();

        /** The last token if the API refused it with status 401; empty otherwise. It must not be given again. */
        Optional<String> refused();

        /** The time by this machine's clock. */
        Instant now();

        /**
         * Asks the API's token endpoint, {@code /v1/oauth/token}, over the client's own connections.
         *
         * @param grant the request, with its {@code grant_type}
         * @param betas beta headers to send
         * @return the answer, with a usable {@code access_token} and a positive {@code expires_in}
         * @throws io.github.claude4j.errors.CredentialsException where there was no such answer
         */
        JsonObject exchange(JsonObject grant, String... betas);
    }
}
