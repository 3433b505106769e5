package io.github.claude4j.spring.internal.clients;

import io.github.claude4j.Claude;
import io.github.claude4j.client.BackendOptions;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.errors.MissingCredentialsException;
import io.github.claude4j.http.Backend;
import org.springframework.util.ClassUtils;

/** Tells a builder where calls go and who calls, as properties say. */
final class Place {
    private final ClientProperties client;
    private final PropertySetter setter;

    Place(ClientProperties client, PropertySetter setter) {
        this.client = client;
        this.setter = setter;
    }

    void applyTo(Claude.Builder builder) {
        ClaudeBackend backend = client.backend();
        boolean isApi = backend == ClaudeBackend.API;
        useless("auth-token", client.authToken() != null && backend.isOnAws());
        useless("api-key", client.apiKey() != null && backend.isOnGoogle());
        useless("profile", client.profile() != null && !isApi && !backend.isOnAws());
        useless("workspace-id", client.workspaceId() != null && !backend.hasWorkspaces());
        useless("aws", client.aws() != null && !backend.isOnAws());
        useless("google", client.google() != null && !backend.isOnGoogle());
        useless("foundry", client.foundry() != null && backend != ClaudeBackend.FOUNDRY);
        if (isApi) {
            setter.set("base-url", client.baseUrl(), builder::baseUrl);
            credentials(builder);
            workspace(builder);
        } else {
            oneCaller();
            builder.backend(backend());
        }
    }

    /** What would be left aside is a mistake: the backend, or the property, is not the one that was meant. */
    private void useless(String property, boolean isUseless) {
        if (isUseless) {
            throw setter.wrong(
                    property,
                    "expected nothing with " + setter.prefix() + ".backend=" + client.backend() + ", found a value",
                    null);
        }
    }

    private void oneCaller() {
        boolean hasKey = client.apiKey() != null;
        boolean hasToken = client.authToken() != null;
        boolean hasProfile = client.profile() != null;
        oneOf("api-key", hasKey, "auth-token", hasToken);
        oneOf("api-key", hasKey, "profile", hasProfile);
        oneOf("auth-token", hasToken, "profile", hasProfile);
        oneOf("api-key", hasKey, "skip-auth", client.skipAuth());
        oneOf("auth-token", hasToken, "skip-auth", client.skipAuth());
        oneOf("profile", hasProfile, "skip-auth", client.skipAuth());
    }

    private void oneOf(String first, boolean isFirstSet, String second, boolean isSecondSet) {
        if (isFirstSet && isSecondSet) {
            throw setter.wrong(second, "expected this or " + setter.prefix() + "." + first + ", found both", null);
        }
    }

    /** Those of the API itself. */
    void credentials(Claude.Builder builder) {
        oneCaller();
        setter.set("api-key", client.apiKey(), builder::apiKey);
        setter.set("auth-token", client.authToken(), builder::authToken);
        setter.set("profile", client.profile(), builder::profile);
        if (client.skipAuth()) {
            builder.withoutHeader("authorization");
        }
    }

    /** That of the API itself. */
    void workspace(Claude.Builder builder) {
        setter.set("workspace-id", client.workspaceId(), builder::workspaceId);
    }

    /** What all backends have; the environment serves where no property is set. */
    static void apply(BackendOptions<?> builder, ClientProperties client, PropertySetter setter) {
        builder.fromEnv();
        setter.set("base-url", client.baseUrl(), builder::baseUrl);
    }

    /** After those who call are set, so that what is wrong is told of this property. */
    static void skipAuth(BackendOptions<?> builder, ClientProperties client, PropertySetter setter) {
        if (client.skipAuth()) {
            setter.set("skip-auth", true, unused -> builder.skipAuth());
        }
    }

    private Backend backend() {
        ClaudeBackend backend = client.backend();
        if (!ClassUtils.isPresent(backend.className, null)) {
            String artifact = "io.github.claude4j:" + backend.artifact;
            throw setter.wrong(
                    "backend",
                    "expected " + artifact + " on the class path for " + backend + ", found none",
                    "Add the dependency " + artifact + ".",
                    null);
        }
        try {
            return switch (backend) {
                case BEDROCK -> BedrockSettings.bedrock(client, setter);
                case MANTLE -> BedrockSettings.mantle(client, setter);
                case AWS -> AwsSettings.claudeOnAws(client, setter);
                case VERTEX -> GoogleSettings.vertex(client, setter);
                case GOOGLE_CLOUD -> GoogleSettings.claudeOnGoogleCloud(client, setter);
                case FOUNDRY -> FoundrySettings.foundry(client, setter);
                case API -> throw new IllegalStateException("the API itself is no backend");
            };
        } catch (InvalidParamsException e) {
            throw setter.wrong("backend", backend + ", " + setter.inProperties(String.valueOf(e.getMessage())), e);
        } catch (MissingCredentialsException e) {
            throw setter.wrong(
                    "backend",
                    backend + " has " + setter.inProperties(String.valueOf(e.getMessage())),
                    "Say who calls, below " + setter.prefix() + ": " + backend.credentials + ".",
                    e);
        }
    }
}
