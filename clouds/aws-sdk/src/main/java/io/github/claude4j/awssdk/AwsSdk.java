package io.github.claude4j.awssdk;

import io.github.claude4j.aws.AwsCredentials;
import io.github.claude4j.errors.MissingCredentialsException;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * Credentials and regions as the AWS SDK finds them: roles of Kubernetes, containers and machines, SSO, {@code aws login}, profiles
 * that take a role or run a process.
 *
 * <pre>{@code
 * Bedrock.builder().region(AwsSdk.region()).credentials(AwsSdk.credentials()).build()
 * }</pre>
 */
public final class AwsSdk {
    private AwsSdk() {}

    /**
     * Credentials of the SDK's default chain: system properties, the environment, a web identity, the profile, a container, the
     * machine. They are looked for at the first request; that there are none fails the call and says what was tried.
     */
    public static Supplier<AwsCredentials> credentials() {
        return credentials(DefaultCredentialsProvider.builder().build());
    }

    /** Credentials of this provider, which stays yours to close. */
    public static Supplier<AwsCredentials> credentials(AwsCredentialsProvider provider) {
        return () -> {
            try {
                return of(provider.resolveCredentials());
            } catch (SdkClientException e) {
                throw new IllegalStateException(readable(String.valueOf(e.getMessage())), e);
            }
        };
    }

    private static AwsCredentials of(software.amazon.awssdk.auth.credentials.AwsCredentials found) {
        Optional<String> token =
                found instanceof AwsSessionCredentials session ? Optional.of(session.sessionToken()) : Optional.empty();
        return new AwsCredentials(found.accessKeyId(), found.secretAccessKey(), token, found.expirationTime());
    }

    /** The SDK names the chain with all its settings, and then what each link said, in one line of a thousand characters and more. */
    static String readable(String message) {
        int list = message.indexOf(" : [");
        if (!message.startsWith("Unable to load credentials") || list < 0 || !message.endsWith("]")) {
            return message;
        }
        String tried = message.substring(list + 4, message.length() - 1);
        return "the AWS SDK found no credentials:\n  "
                + tried.replaceAll("(?<=[^ ]), (?=[A-Z]\\w*Provider\\()", "\n  ")
                        .replaceAll("Provider\\([^()]*\\)", "Provider");
    }

    /**
     * The region of the SDK's default chain: system property {@code aws.region}, {@code AWS_REGION}, the profile, the machine.
     *
     * @throws MissingCredentialsException where there is none
     */
    public static String region() {
        try {
            return DefaultAwsRegionProviderChain.builder().build().getRegion().id();
        } catch (SdkClientException e) {
            throw new MissingCredentialsException("region: the AWS SDK found none: " + e.getMessage());
        }
    }
}
