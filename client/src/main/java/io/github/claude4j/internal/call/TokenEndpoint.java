package io.github.claude4j.internal.call;

import io.github.claude4j.credentials.AccessToken;
import io.github.claude4j.credentials.AccessTokenProvider;
import io.github.claude4j.errors.ApiException;
import io.github.claude4j.errors.ConnectionException;
import io.github.claude4j.errors.CredentialsException;
import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.http.Operation;
import io.github.claude4j.http.Request;
import io.github.claude4j.internal.BaseUrl;
import io.github.claude4j.internal.auth.Contexts;
import io.github.claude4j.internal.auth.TokenClock;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asks the API for tokens, over the client's own transport. Nothing that is sent there or comes from there is shown. */
public final class TokenEndpoint implements Contexts {
    private static final String ROUTE = "/v1/oauth/token";
    private static final int LONGEST_ANSWER = 1024 * 1024;
    private static final int LONGEST_ERROR = 2000;

    /** A refresh token is spent by its first use: if the answer was lost, a second one may end the login. */
    private static final Operation ONCE =
            Operation.of("oauth.token", "POST", ROUTE).binary().build();

    private static final Operation REPEATABLE =
            Operation.of("oauth.token", "POST", ROUTE).binary().safe().build();

    /** What is secret in a grant: an answer may repeat it. */
    private static final List<String> SECRETS = List.of("assertion", "refresh_token", "client_secret", "code");

    private final Settings settings;
    private final boolean baseUrlGiven;
    private final Shared shared;

    /**
     * The endpoint of a client.
     *
     * @param settings those of the client, but without its credentials, interceptors and listeners
     * @param baseUrlGiven whether their base URL was set, so that that of the credentials does not count
     */
    public TokenEndpoint(Settings settings, boolean baseUrlGiven, Shared shared) {
        this.settings = settings;
        this.baseUrlGiven = baseUrlGiven;
        this.shared = shared;
    }

    @Override
    public AccessTokenProvider.Context context(
            Supplier<Optional<String>> ofCredentials, Optional<String> refused, TokenClock clock) {
        URI baseUrl = URI.create(
                baseUrlGiven ? settings.baseUrl() : ofCredentials.get().orElseGet(settings::baseUrl));
        return new AccessTokenProvider.Context() {
            @Override
            public URI baseUrl() {
                return baseUrl;
            }

            @Override
            public Optional<String> refused() {
                return refused;
            }

            @Override
            public Instant now() {
                return clock.now();
            }

            @Override
            public JsonObject exchange(JsonObject grant, String... betas) {
                checkSecure(baseUrl);
                return answer(settings.to(baseUrl.toString(), new LinkedHashSet<>(List.of(betas))), grant);
            }
        };
    }

    private static void checkSecure(URI url) {
        if (BaseUrl.isOpen(url)) {
            throw new CredentialsException("token exchange: expected https://…, found http://" + BaseUrl.host(url)
                    + "; tokens are not sent over an open connection");
        }
    }

    private JsonObject answer(Settings asked, JsonObject grant) {
        Operation operation = "refresh_token".equals(grant.get("grant_type")) ? ONCE : REPEATABLE;
        Request request = new RequestBuilder(asked, operation, grant, "*/*").build();
        LiveCall call = new LiveCall(operation, grant, asked.timeouts(), true, operation.isRepeatable(grant));
        CallRunner runner = new CallRunner(shared, asked, request, call);
        try (InputStream answer = new GuardedStream(runner, runner.send())) {
            byte[] bytes = answer.readNBytes(LONGEST_ANSWER + 1);
            if (bytes.length > LONGEST_ANSWER) {
                throw new CredentialsException("token exchange: expected an answer of at most 1 MiB, found more");
            }
            return checked(parsed(bytes));
        } catch (ApiException e) {
            // Not as the cause: its message is the server's own, uncut.
            throw refused(e, grant);
        } catch (ConnectionException e) {
            throw new CredentialsException("token exchange: " + e.getMessage(), e);
        } catch (IOException e) {
            throw new CredentialsException("token exchange: the answer broke off: " + e.getMessage(), e);
        }
    }

    private static JsonObject parsed(byte[] bytes) {
        try {
            if (Json.parse(bytes) instanceof JsonObject json) {
                return json;
            }
        } catch (InvalidDataException e) {
            // Its message may show what was found.
        }
        throw new CredentialsException("token exchange: expected a JSON object as the answer, found something else");
    }

    private static JsonObject checked(JsonObject answer) {
        try {
            AccessToken.of(answer.get("access_token") instanceof String text ? text : "");
        } catch (InvalidParamsException e) {
            throw new CredentialsException("token exchange: " + e.getMessage());
        }
        Object type = answer.get("token_type");
        if (type != null && !"bearer".equalsIgnoreCase(type.toString())) {
            throw new CredentialsException("token exchange: token_type: expected Bearer, found another");
        }
        if (!(answer.get("expires_in") instanceof Long seconds) || seconds <= 0) {
            throw new CredentialsException("token exchange: expires_in: expected a number of seconds, found "
                    + (answer.get("expires_in") instanceof Long
                            ? "none that are left"
                            : Json.kind(answer.get("expires_in"))));
        }
        return answer;
    }

    private static CredentialsException refused(ApiException error, JsonObject grant) {
        StringBuilder text = new StringBuilder("token exchange: ").append(error.status());
        if (error.status() >= 300 && error.status() <= 399) {
            text.append(", a redirect, which is not followed");
        }
        error.body().ifPresent(body -> {
            append(text, " ", body.get("error"));
            append(text, ": ", body.get("error_description"));
            append(text, ", see ", body.get("error_uri"));
        });
        String message = text.toString();
        for (String name : SECRETS) {
            if (grant.get(name) instanceof String secret && !secret.isEmpty()) {
                message = message.replace(secret, "***");
            }
        }
        if (message.length() > LONGEST_ERROR) {
            message = message.substring(0, LONGEST_ERROR) + "…";
        }
        return new CredentialsException(
                message + error.requestId().map(id -> " (request " + id + ")").orElse(""));
    }

    /** The error of OAuth is text; that of the API an object. */
    private static void append(StringBuilder text, String before, @Nullable Object part) {
        Object shown = part instanceof JsonObject error ? error.get("message") : part;
        if (shown instanceof String words && !words.isBlank()) {
            text.append(before).append(words);
        }
    }
}
