package io.github.claude4j.credentials;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.claude4j.errors.CredentialsException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Workload identity federation: exchanges the token of an identity provider (Kubernetes, GitHub Actions, a cloud) for an
 * access token of the API. Access tokens stay in memory.
 *
 * <pre>{@code
 * Claude claude = Claude.builder()
 *         .credentials(Federation.of(f -> f
 *                 .ruleId("fdrl_…")
 *                 .organizationId("…")
 *                 .serviceAccountId("svac_…")
 *                 .identityTokenFile(Path.of("/var/run/secrets/anthropic.com/token"))))
 *         .build();
 * }</pre>
 */
public final class Federation implements AccessTokenProvider {
    static final String OAUTH_BETA = "oauth-2025-04-20";
    private static final String FEDERATION_BETA = "oidc-federation-2026-04-01";

    /** The endpoint takes no longer assertion. */
    private static final int LONGEST_ASSERTION = 16 * 1024;

    private final String name;
    private final JsonObject grant;
    private final IdentityTokenProvider identityToken;

    private Federation(Builder builder, String ruleId, String organizationId, IdentityTokenProvider identityToken) {
        this.name = builder.name.isEmpty() ? "federation rule " + ruleId : builder.name;
        this.identityToken = identityToken;
        JsonObject.Builder body = JsonObject.builder()
                .put("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer")
                .put("federation_rule_id", ruleId)
                .put("organization_id", organizationId);
        if (builder.serviceAccountId != null) {
            body.put("service_account_id", builder.serviceAccountId);
        }
        if (builder.workspaceId != null) {
            body.put("workspace_id", builder.workspaceId);
        }
        grant = body.build();
    }

    /**
     * A federation with these settings.
     *
     * @throws InvalidParamsException when the rule, the organization or the identity token is missing
     */
    public static Federation of(Consumer<Builder> settings) {
        Builder builder = new Builder();
        settings.accept(builder);
        return builder.build();
    }

    @Override
    public AccessToken token(Context context) throws IOException, InterruptedException {
        JsonObject answer = context.exchange(grant.with("assertion", assertion()), OAUTH_BETA, FEDERATION_BETA);
        return AccessToken.of(answer.string("access_token"), Duration.ofSeconds(answer.longValue("expires_in")))
                .withHeader("anthropic-beta", OAUTH_BETA);
    }

    private String assertion() throws IOException, InterruptedException {
        String given = identityToken.token();
        String token = given == null ? "" : given.strip();
        if (token.isEmpty()) {
            throw new CredentialsException(name + ": the identity token is empty");
        }
        if (token.getBytes(UTF_8).length > LONGEST_ASSERTION) {
            throw new CredentialsException(
                    name + ": the identity token is longer than " + LONGEST_ASSERTION + " bytes");
        }
        return token;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String toString() {
        return name;
    }

    /** What a federation needs to know. */
    public static final class Builder {
        private String name = "";
        private @Nullable String ruleId;
        private @Nullable String organizationId;
        private @Nullable String serviceAccountId;
        private @Nullable String workspaceId;
        private @Nullable IdentityTokenProvider identityToken;

        Builder() {}

        /** What messages call it. */
        Builder name(String text) {
            name = text;
            return this;
        }

        /** The federation rule to go by, {@code fdrl_…}. */
        public Builder ruleId(String id) {
            ruleId = Objects.requireNonNull(id, "ruleId");
            return this;
        }

        /** The organization, a UUID. */
        public Builder organizationId(String id) {
            organizationId = Objects.requireNonNull(id, "organizationId");
            return this;
        }

        /** The service account that the tokens act as, {@code svac_…}. */
        public Builder serviceAccountId(String id) {
            serviceAccountId = Objects.requireNonNull(id, "serviceAccountId");
            return this;
        }

        /** The workspace that the tokens are for; needed where the rule allows several. */
        public Builder workspaceId(String id) {
            workspaceId = Objects.requireNonNull(id, "workspaceId");
            return this;
        }

        /** Where the identity token comes from. */
        public Builder identityToken(IdentityTokenProvider provider) {
            identityToken = Objects.requireNonNull(provider, "identityToken");
            return this;
        }

        /** The file that the identity token is in; read anew for each exchange, since such tokens are replaced. */
        public Builder identityTokenFile(Path file) {
            Objects.requireNonNull(file, "file");
            return identityToken(() -> {
                try (InputStream in = Files.newInputStream(file)) {
                    return new String(in.readNBytes(2 * LONGEST_ASSERTION), UTF_8);
                } catch (IOException e) {
                    throw new CredentialsException("the identity token could not be read: " + e, e);
                }
            });
        }

        /**
         * Takes what was not set from {@code ANTHROPIC_FEDERATION_RULE_ID}, {@code ANTHROPIC_ORGANIZATION_ID},
         * {@code ANTHROPIC_SERVICE_ACCOUNT_ID}, {@code ANTHROPIC_WORKSPACE_ID} and
         * {@code ANTHROPIC_IDENTITY_TOKEN_FILE} or {@code ANTHROPIC_IDENTITY_TOKEN}.
         */
        public Builder fromEnv() {
            return fromEnv(System::getenv);
        }

        /** The same from other variables. */
        public Builder fromEnv(UnaryOperator<String> variables) {
            ruleId = or(ruleId, variables, "ANTHROPIC_FEDERATION_RULE_ID");
            organizationId = or(organizationId, variables, "ANTHROPIC_ORGANIZATION_ID");
            serviceAccountId = or(serviceAccountId, variables, "ANTHROPIC_SERVICE_ACCOUNT_ID");
            workspaceId = or(workspaceId, variables, "ANTHROPIC_WORKSPACE_ID");
            String file = or(null, variables, "ANTHROPIC_IDENTITY_TOKEN_FILE");
            if (identityToken == null && file != null) {
                identityTokenFile(Path.of(file));
            } else if (identityToken == null && or(null, variables, "ANTHROPIC_IDENTITY_TOKEN") != null) {
                identityToken(() -> {
                    String now = variables.apply("ANTHROPIC_IDENTITY_TOKEN");
                    return now == null ? "" : now;
                });
            }
            return this;
        }

        private static @Nullable String or(@Nullable String given, UnaryOperator<String> variables, String variable) {
            String found = given != null ? given : variables.apply(variable);
            return found == null || found.isBlank() ? null : found.strip();
        }

        private Federation build() {
            return new Federation(
                    this,
                    required("a rule id", "ANTHROPIC_FEDERATION_RULE_ID", ruleId),
                    required("an organization id", "ANTHROPIC_ORGANIZATION_ID", organizationId),
                    required(
                            "an identity token",
                            "ANTHROPIC_IDENTITY_TOKEN_FILE or ANTHROPIC_IDENTITY_TOKEN",
                            identityToken));
        }

        private <T> T required(String what, String variable, @Nullable T value) {
            if (value == null || (value instanceof String text && text.isBlank())) {
                throw new InvalidParamsException((name.isEmpty() ? "federation" : name) + ": expected " + what + " ("
                        + variable + "), found nothing");
            }
            return value;
        }
    }
}
