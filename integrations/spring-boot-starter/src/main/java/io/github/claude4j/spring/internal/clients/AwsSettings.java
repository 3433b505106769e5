package io.github.claude4j.spring.internal.clients;

import io.github.claude4j.aws.AwsCredentials;
import io.github.claude4j.aws.AwsOptions;
import io.github.claude4j.aws.ClaudeOnAws;
import io.github.claude4j.awssdk.AwsSdk;
import io.github.claude4j.http.Backend;
import io.github.claude4j.spring.internal.clients.ClientProperties.Aws;
import java.util.Map;
import java.util.Optional;
import org.springframework.util.ClassUtils;

/** Settings of the backends on AWS; loaded only where claude4j-aws is there. */
final class AwsSettings {
    /** The properties that an error of a builder may be about. */
    static final Map<String, String> PROPERTIES =
            Map.of("region", "aws.region", "baseUrl", "base-url", "workspaceId", "workspace-id");

    private AwsSettings() {}

    static Backend claudeOnAws(ClientProperties client, PropertySetter setter) {
        ClaudeOnAws.Builder builder = ClaudeOnAws.builder();
        apply(builder, client, setter);
        setter.set("workspace-id", client.workspaceId(), builder::workspaceId);
        return setter.built(builder::build, PROPERTIES);
    }

    static void apply(AwsOptions<?> builder, ClientProperties client, PropertySetter setter) {
        Place.apply(builder, client, setter);
        setter.set("api-key", client.apiKey(), builder::apiKey);
        setter.set("profile", client.profile(), builder::profile);
        Place.skipAuth(builder, client, setter);
        Aws aws = client.aws();
        if (aws != null) {
            setter.set("aws.region", aws.region(), builder::region);
            key(builder, aws, setter);
            if (aws.sdk()) {
                chain(builder, aws, setter);
            }
        }
    }

    private static void key(AwsOptions<?> builder, Aws aws, PropertySetter setter) {
        String id = aws.accessKeyId();
        String secret = aws.secretAccessKey();
        if (id == null && secret == null && aws.sessionToken() == null) {
            return;
        }
        if (id == null || secret == null) {
            throw setter.wrong(
                    id == null ? "aws.access-key-id" : "aws.secret-access-key",
                    "expected a value, since another part of the key is set, found none",
                    null);
        }
        setter.set(
                "aws.access-key-id",
                id,
                given -> builder.credentials(
                        new AwsCredentials(given, secret, Optional.ofNullable(aws.sessionToken()), Optional.empty())));
    }

    private static void chain(AwsOptions<?> builder, Aws aws, PropertySetter setter) {
        if (!ClassUtils.isPresent("io.github.claude4j.awssdk.AwsSdk", null)) {
            throw setter.wrong(
                    "aws.sdk",
                    "expected io.github.claude4j:claude4j-aws-sdk on the class path, found none",
                    "Add that artifact, or leave the property out.",
                    null);
        }
        Chain.apply(builder, aws, setter);
    }

    /** Loaded only where AWS's library is there. */
    private static final class Chain {
        static void apply(AwsOptions<?> builder, Aws aws, PropertySetter setter) {
            setter.set("aws.sdk", AwsSdk.credentials(), builder::credentials);
            if (aws.region() == null) {
                setter.set("aws.region", AwsSdk.region(), builder::region);
            }
        }
    }
}
