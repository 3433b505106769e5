package io.github.claude4j.internal.auth;

import io.github.claude4j.errors.ClaudeException;
import io.github.claude4j.errors.CredentialsException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.errors.MissingCredentialsException;
import io.github.claude4j.http.Call;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.Response;
import io.github.claude4j.internal.ApiVersion;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An API key or a token as it is given.
 *
 * @param text asked for each attempt; blank where there is none
 * @param fixed whether asking takes no time
 * @param isApiKey an API key, else a token
 * @param missing the message when there is none
 */
public record Secret(Supplier<String> text, boolean fixed, boolean isApiKey, String missing) implements Credentials {
    /** Nothing: an error when the first request is to be signed. */
    public static Secret none() {
        return new Secret(
                () -> "",
                true,
                true,
                "no credentials: neither apiKey(…), authToken(…), credentials(…) nor profile(…) was set on the builder, and"
                        + " it was not told to look at the environment with fromEnv()");
    }

    @Override
    public boolean ready() {
        return fixed;
    }

    /** Before API version 2026-10-21 an API key has a header of its own. */
    @Override
    public String header(Request request) {
        return isApiKey
                        && request.headers()
                                .first("anthropic-version")
                                .filter(version -> ApiVersion.isBefore(version, "2026-10-21"))
                                .isPresent()
                ? "x-api-key"
                : "authorization";
    }

    @Override
    public Request sign(Request request, Call call) {
        String secret = ask();
        if (secret == null || secret.isBlank()) {
            throw new MissingCredentialsException(missing);
        }
        if (!isVisible(secret)) {
            throw new InvalidParamsException(
                    this + ": expected visible ASCII characters, found others, such as a space or the end of a line");
        }
        String header = header(request);
        return request.withHeader(header, header.equals("x-api-key") ? secret : "Bearer " + secret);
    }

    private @Nullable String ask() {
        try {
            return text.get();
        } catch (ClaudeException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new CredentialsException("the supplier of the " + this + " failed: " + e, e);
        }
    }

    private static boolean isVisible(String secret) {
        for (int i = 0; i < secret.length(); i++) {
            if (secret.charAt(i) <= ' ' || secret.charAt(i) >= 127) {
                return false;
            }
        }
        return true;
    }

    @Override
    public @Nullable Request signAgain(Request request, Request refused, Response answer, Call call) {
        return null;
    }

    @Override
    public Optional<String> baseUrl() {
        return Optional.empty();
    }

    @Override
    public String hint() {
        return "check the " + this + ", and that it is for this base URL";
    }

    @Override
    public String toString() {
        return isApiKey ? "API key" : "token";
    }
}
