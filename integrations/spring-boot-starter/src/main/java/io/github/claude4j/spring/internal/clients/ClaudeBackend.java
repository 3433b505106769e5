package io.github.claude4j.spring.internal.clients;

import java.util.Locale;

/** Where calls go: the values of {@code claude.backend}. */
public enum ClaudeBackend {
    /** The Claude API itself. */
    API("", "", ""),
    /** Amazon Bedrock, by the operations that invoke a model. */
    BEDROCK("claude4j-bedrock", "io.github.claude4j.bedrock.Bedrock", Credentials.AWS),
    /** Amazon Bedrock by Mantle. */
    MANTLE("claude4j-bedrock", "io.github.claude4j.bedrock.BedrockMantle", Credentials.AWS),
    /** Claude Platform on AWS. */
    AWS("claude4j-aws", "io.github.claude4j.aws.ClaudeOnAws", Credentials.AWS),
    /** Vertex AI. */
    VERTEX("claude4j-vertex", "io.github.claude4j.vertex.Vertex", Credentials.GOOGLE),
    /** Claude on Google Cloud. */
    GOOGLE_CLOUD("claude4j-vertex", "io.github.claude4j.vertex.ClaudeOnGoogleCloud", Credentials.GOOGLE),
    /** Microsoft Foundry. */
    FOUNDRY("claude4j-foundry", "io.github.claude4j.foundry.Foundry", "api-key, auth-token or skip-auth");

    final String artifact;
    final String className;

    /** The properties that say who calls, or what does so instead. */
    final String credentials;

    ClaudeBackend(String artifact, String className, String credentials) {
        this.artifact = artifact;
        this.className = className;
        this.credentials = credentials;
    }

    boolean isOnAws() {
        return credentials.equals(Credentials.AWS);
    }

    boolean isOnGoogle() {
        return credentials.equals(Credentials.GOOGLE);
    }

    boolean hasWorkspaces() {
        return this == API || this == AWS || this == GOOGLE_CLOUD;
    }

    /** As it is written in properties. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static final class Credentials {
        static final String AWS =
                "api-key, aws.access-key-id with aws.secret-access-key, profile, aws.sdk or skip-auth";
        static final String GOOGLE =
                "auth-token or skip-auth, or add com.google.auth:google-auth-library-oauth2-http for Google's own credentials";
    }
}
