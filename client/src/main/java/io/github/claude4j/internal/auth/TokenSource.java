package io.github.claude4j.internal.auth;

import io.github.claude4j.client.Draft;
import io.github.claude4j.client.Environment;
import io.github.claude4j.credentials.AccessTokenProvider;
import io.github.claude4j.credentials.Federation;
import io.github.claude4j.credentials.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Settles where tokens come from. Apart from the options, so that those with a key load nothing of it. */
final class TokenSource {
    private TokenSource() {}

    static AccessTokenProvider profile(String name) {
        return Profile.of(name);
    }

    /** What the environment says where it has no key and no token. Files are read when the first request is made. */
    static void fromEnv(UnaryOperator<String> environment, Draft settings) {
        Optional<String> profile = Environment.set(environment.apply("ANTHROPIC_PROFILE"));
        List<String> unset = unsetForFederation(environment);
        if (profile.isPresent()) {
            settings.environmentProvider = Profile.of(profile.get(), environment);
        } else if (unset.isEmpty()) {
            settings.environmentProvider = Federation.of(federation -> federation.fromEnv(environment));
        } else {
            settings.environmentProvider = Profile.active(environment);
            settings.lookedAt = "looked at the system properties anthropic.apiKey and anthropic.authToken, at the"
                    + " environment variables ANTHROPIC_API_KEY, ANTHROPIC_AUTH_TOKEN and ANTHROPIC_PROFILE, at those of"
                    + " workload identity federation (unset: " + String.join(", ", unset)
                    + ") and at the active profile: ";
        }
    }

    private static List<String> unsetForFederation(UnaryOperator<String> environment) {
        List<String> unset = new ArrayList<>();
        for (String name : List.of("ANTHROPIC_FEDERATION_RULE_ID", "ANTHROPIC_ORGANIZATION_ID")) {
            if (Environment.set(environment.apply(name)).isEmpty()) {
                unset.add(name);
            }
        }
        if (Environment.set(environment.apply("ANTHROPIC_IDENTITY_TOKEN_FILE")).isEmpty()
                && Environment.set(environment.apply("ANTHROPIC_IDENTITY_TOKEN"))
                        .isEmpty()) {
            unset.add("ANTHROPIC_IDENTITY_TOKEN_FILE or ANTHROPIC_IDENTITY_TOKEN");
        }
        return unset;
    }
}
