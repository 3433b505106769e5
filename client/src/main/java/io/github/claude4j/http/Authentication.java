package io.github.claude4j.http;

import io.github.claude4j.MissingCredentialsException;
import java.io.IOException;
import java.util.Set;
import java.util.function.Supplier;

/** Adds the credentials, last of all, unless the request already has some or is to have none. */
final class Authentication implements Interceptor {
    private final Credentials credentials;
    private final Set<String> removed;

    /**
     * @param removed headers that are not to be sent, in lower case
     */
    Authentication(Credentials credentials, Set<String> removed) {
        this.credentials = credentials;
        this.removed = removed;
    }

    @Override
    public Response intercept(Request request, Chain chain) throws IOException, InterruptedException {
        return chain.proceed(authenticated(request));
    }

    /** The request with credentials, unless it has some or is to have none. */
    Request authenticated(Request request) {
        if (request.headers().has("authorization") || request.headers().has("x-api-key")) {
            return request;
        }
        // Before API version 2026-10-21 an API key has a header of its own.
        boolean ownHeader = credentials.isApiKey()
                && request.headers()
                        .first("anthropic-version")
                        .filter(version -> version.compareTo("2026-10-21") < 0)
                        .isPresent();
        String header = ownHeader ? "x-api-key" : "authorization";
        if (removed.contains(header)) {
            return request;
        }
        String secret = credentials.secret().get();
        if (secret == null || secret.isBlank()) {
            throw new MissingCredentialsException(credentials.missing());
        }
        return request.withHeader(header, ownHeader ? secret : "Bearer " + secret);
    }

    /**
     * What to authenticate with.
     *
     * @param secret asked for each attempt; blank where there is none
     * @param isApiKey an API key, else a token
     * @param missing the message when there is none
     */
    record Credentials(Supplier<String> secret, boolean isApiKey, String missing) {
        @Override
        public String toString() {
            return isApiKey ? "API key" : "token";
        }
    }
}
