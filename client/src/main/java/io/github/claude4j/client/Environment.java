package io.github.claude4j.client;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.http.Headers;
import io.github.claude4j.internal.BaseUrl;
import io.github.claude4j.internal.Log;
import io.github.claude4j.internal.auth.Credentials;
import io.github.claude4j.internal.auth.Secret;
import io.github.claude4j.internal.auth.TokenSource;
import java.lang.System.Logger.Level;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Configures a client from system properties and environment variables. */
final class Environment {
    private static final AtomicBoolean WARNED = new AtomicBoolean();

    private final UnaryOperator<String> environment;
    private final UnaryOperator<String> properties;

    Environment(UnaryOperator<String> environment, UnaryOperator<String> properties) {
        this.environment = environment;
        this.properties = properties;
    }

    void applyTo(Draft draft) {
        find("anthropic.baseUrl", "ANTHROPIC_BASE_URL").ifPresent(url -> {
            if (!draft.baseUrlGiven) {
                draft.baseUrl = BaseUrl.of("ANTHROPIC_BASE_URL", url);
                draft.baseUrlGiven = true;
                draft.baseUrlFromEnv = true;
            }
        });
        draft.environment = this;
        set(environment.apply("ANTHROPIC_CUSTOM_HEADERS")).ifPresent(lines -> headers(draft, lines));
        set(environment.apply("ANTHROPIC_API_VERSION")).ifPresent(version -> {
            draft.apiVersion = draft.apiVersion == null ? version : draft.apiVersion;
        });
        set(environment.apply("ANTHROPIC_BETA")).ifPresent(betas -> draft.betas.addAll(Headers.words(betas)));
        set(environment.apply("ANTHROPIC_TIMEOUT_SECS")).ifPresent(seconds -> {
            draft.attempt = draft.attempt == null ? seconds(seconds) : draft.attempt;
        });
        draft.network().proxyFromEnv(environment, properties);
    }

    /**
     * What authenticates a client for which nothing was set in code.
     *
     * @param tokens what to do where it is neither a key nor a token
     */
    Credentials credentials(Function<TokenSource.Found, Credentials> tokens) {
        Optional<String> key = find("anthropic.apiKey", "ANTHROPIC_API_KEY");
        Optional<String> token = find("anthropic.authToken", "ANTHROPIC_AUTH_TOKEN");
        if (key.isPresent() && token.isPresent() && WARNED.compareAndSet(false, true)) {
            Log.LOGGER.log(
                    Level.WARNING, "both ANTHROPIC_API_KEY and ANTHROPIC_AUTH_TOKEN are set; the API key is used");
        }
        if (key.isPresent() || token.isPresent()) {
            String secret = key.or(() -> token).get();
            return new Secret(() -> secret, true, key.isPresent(), "");
        }
        return tokens.apply(TokenSource.fromEnv(environment));
    }

    private Optional<String> find(String property, String variable) {
        return set(properties.apply(property)).or(() -> set(environment.apply(variable)));
    }

    private static Optional<String> set(@Nullable String value) {
        return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static Duration seconds(String text) {
        try {
            return CallOptions.positive(
                    "ANTHROPIC_TIMEOUT_SECS",
                    Duration.ofMillis(new BigDecimal(text).movePointRight(3).longValueExact()));
        } catch (ArithmeticException | NumberFormatException e) {
            throw new InvalidParamsException("ANTHROPIC_TIMEOUT_SECS: expected a number of seconds, found " + text);
        }
    }

    private static void headers(Draft draft, String lines) {
        Headers.Builder headers = Headers.builder();
        for (String line : lines.split("\\R", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.set(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
            } else if (!line.isBlank()) {
                throw new InvalidParamsException(
                        "ANTHROPIC_CUSTOM_HEADERS: expected lines of the form Name: value, found one without a colon");
            }
        }
        draft.headers = headers.setAll(draft.headers).build();
    }
}
