package io.github.claude4j.internal.auth;

import io.github.claude4j.credentials.AccessTokenProvider;
import io.github.claude4j.credentials.Federation;
import io.github.claude4j.credentials.Profile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Settles where tokens come from. Apart from the options, so that those with a key load nothing of it. */
public final class TokenSource {
    private TokenSource() {}

    /**
     * Where tokens come from when the environment is asked.
     *
     * @param lookedAt where it was looked, for the message when nothing is found there; empty where there was no need to look on
     */
    public record Found(AccessTokenProvider provider, String lookedAt) {}

    public static AccessTokenProvider profile(String name) {
        return Profile.of(name);
    }

    /** What the environment says where it has no key and no token. Files are read when the first request is made. */
    public static Found fromEnv(UnaryOperator<String> environment) {
        Optional<String> profile = given(environment, "ANTHROPIC_PROFILE");
        if (profile.isPresent()) {
            return new Found(Profile.of(profile.get(), environment), "");
        }
        List<String> unset = unsetForFederation(environment);
        if (unset.isEmpty()) {
            return new Found(Federation.of(federation -> federation.fromEnv(environment)), "");
        }
        return new Found(
                Profile.active(environment),
                "looked at the system properties anthropic.apiKey and anthropic.authToken, at the"
                        + " environment variables ANTHROPIC_API_KEY, ANTHROPIC_AUTH_TOKEN and ANTHROPIC_PROFILE, at those of"
                        + " workload identity federation (unset: " + String.join(", ", unset)
                        + ") and at the active profile: ");
    }

    private static List<String> unsetForFederation(UnaryOperator<String> environment) {
        List<String> unset = new ArrayList<>();
        for (String name : List.of("ANTHROPIC_FEDERATION_RULE_ID", "ANTHROPIC_ORGANIZATION_ID")) {
            if (given(environment, name).isEmpty()) {
                unset.add(name);
            }
        }
        if (given(environment, "ANTHROPIC_IDENTITY_TOKEN_FILE").isEmpty()
                && given(environment, "ANTHROPIC_IDENTITY_TOKEN").isEmpty()) {
            unset.add("ANTHROPIC_IDENTITY_TOKEN_FILE or ANTHROPIC_IDENTITY_TOKEN");
        }
        return unset;
    }

    /** A variable that is set to something. */
    public static Optional<String> given(UnaryOperator<String> environment, String name) {
        return Optional.ofNullable(environment.apply(name)).map(String::strip).filter(text -> !text.isEmpty());
    }
}
