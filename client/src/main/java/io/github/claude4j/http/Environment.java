package io.github.claude4j.http;

import io.github.claude4j.InvalidRequestException;
import io.github.claude4j.credentials.Federation;
import io.github.claude4j.credentials.Profile;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    void applyTo(Settings settings) {
        find("anthropic.baseUrl", "ANTHROPIC_BASE_URL").ifPresent(url -> {
            if (!settings.baseUrlGiven) {
                settings.baseUrl = ClientOptions.baseUrl("ANTHROPIC_BASE_URL", url);
                settings.baseUrlGiven = true;
            }
        });
        credentials(settings);
        set(environment.apply("ANTHROPIC_CUSTOM_HEADERS")).ifPresent(lines -> headers(settings, lines));
    }

    private void credentials(Settings settings) {
        Optional<String> key = find("anthropic.apiKey", "ANTHROPIC_API_KEY");
        Optional<String> token = find("anthropic.authToken", "ANTHROPIC_AUTH_TOKEN");
        if (key.isPresent() && token.isPresent() && WARNED.compareAndSet(false, true)) {
            Log.LOGGER.log(
                    Level.WARNING, "both ANTHROPIC_API_KEY and ANTHROPIC_AUTH_TOKEN are set; the API key is used");
        }
        if (key.isPresent() || token.isPresent()) {
            String secret = key.or(() -> token).get();
            settings.environmentSecret = new Secret(() -> secret, true, key.isPresent(), "");
        } else {
            provider(settings);
        }
    }

    /** Only settles what is to be asked; files are read when the first request is made. */
    private void provider(Settings settings) {
        Optional<String> profile = set(environment.apply("ANTHROPIC_PROFILE"));
        List<String> unset = Stream.of("ANTHROPIC_FEDERATION_RULE_ID", "ANTHROPIC_ORGANIZATION_ID")
                .filter(name -> set(environment.apply(name)).isEmpty())
                .collect(Collectors.toCollection(ArrayList::new));
        if (Stream.of("ANTHROPIC_IDENTITY_TOKEN_FILE", "ANTHROPIC_IDENTITY_TOKEN")
                .allMatch(name -> set(environment.apply(name)).isEmpty())) {
            unset.add("ANTHROPIC_IDENTITY_TOKEN_FILE or ANTHROPIC_IDENTITY_TOKEN");
        }
        if (profile.isPresent()) {
            settings.environmentProvider = Profile.of(profile.get(), environment);
        } else if (unset.isEmpty()) {
            settings.environmentProvider = Federation.of(federation -> federation.fromEnv(environment));
        } else {
            settings.environmentProvider = Profile.active(environment);
            settings.lookedAt = "looked at the system properties anthropic.apiKey and anthropic.authToken, at the"
                    + " environment variables ANTHROPIC_API_KEY, ANTHROPIC_AUTH_TOKEN and ANTHROPIC_PROFILE, at those of"
                    + " workload identity federation (unset: " + String.join(", ", unset)
                    + ") and at the active profile; set one of them, or call apiKey(…) on the builder: ";
        }
    }

    private Optional<String> find(String property, String variable) {
        return set(properties.apply(property)).or(() -> set(environment.apply(variable)));
    }

    private static Optional<String> set(@Nullable String value) {
        return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
    }

    private static void headers(Settings settings, String lines) {
        Headers.Builder headers = Headers.builder();
        for (String line : lines.split("\\R", -1)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.set(
                        line.substring(0, colon).strip(),
                        line.substring(colon + 1).strip());
            } else if (!line.isBlank()) {
                throw new InvalidRequestException(
                        "ANTHROPIC_CUSTOM_HEADERS: expected lines of the form Name: value, found one without a colon");
            }
        }
        settings.headers = headers.setAll(settings.headers).build();
    }
}
