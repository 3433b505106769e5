package io.github.claude4j.aws;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.errors.MissingCredentialsException;
import java.util.Objects;
import java.util.Optional;

/** What the options of a backend come to: what is missing is told when it is built, not when it is used. */
final class Settled {
    private final AwsOptions<?> options;
    private final String service;
    private final AwsEnvironment environment;

    /** Whose region counts where nothing else says it, and whose keys. */
    private final String profile;

    /**
     * Options to settle.
     *
     * @param service what requests are signed for
     */
    Settled(AwsOptions<?> options, String service) {
        this.options = options;
        this.service = service;
        this.environment = options.environment == null ? AwsEnvironment.none() : options.environment;
        this.profile = options.profile == null ? environment.profile() : options.profile;
    }

    /**
     * Where the service is.
     *
     * @param host its own host and path, with {@code {region}} and {@code {domain}} where those belong
     */
    String baseUrl(String host) {
        return options.where().orElseGet(() -> {
            String region = region();
            return "https://" + host.replace("{region}", region).replace("{domain}", domain(region));
        });
    }

    /** As the partitions of AWS have it. */
    private static String domain(String region) {
        String[] parts = region.split("-", 3);
        return switch (parts[0] + "-" + (parts[0].equals("us") || parts[0].equals("eu") ? parts[1] : "")) {
            case "cn-" -> "amazonaws.com.cn";
            case "eusc-" -> "amazonaws.eu";
            case "us-iso" -> "c2s.ic.gov";
            case "us-isob" -> "sc2s.sgov.gov";
            case "us-isof" -> "csp.hci.ic.gov";
            case "eu-isoe" -> "cloud.adc-e.uk";
            default -> "amazonaws.com";
        };
    }

    private String region() {
        if (options.region != null) {
            return options.region;
        }
        Optional<String> found = environment.get("AWS_REGION").or(() -> environment.get("AWS_DEFAULT_REGION"));
        if (found.isEmpty() && looksAtProfiles()) {
            found = environment.profiles().region(profile);
        }
        return found.map(AwsOptions::checkedRegion)
                .orElseThrow(() -> new InvalidParamsException("region: expected one, found none in "
                        + (options.environment == null
                                ? "region(…)" + (looksAtProfiles() ? " and the profile \"" + profile + "\"" : "")
                                        + "; the environment was not looked at, which fromEnv() asks for"
                                : "region(…), AWS_REGION, AWS_DEFAULT_REGION and the profile \"" + profile + "\" of "
                                        + environment.configFile())));
    }

    private boolean looksAtProfiles() {
        return options.environment != null || options.profile != null;
    }

    Authorization authorization() {
        return switch (options.whoCalls()) {
            case "skipAuth" -> Authorization.NONE;
            case "apiKey" -> new BearerKey(Objects.requireNonNull(options.apiKey), options.apiKeyFixed);
            case "credentials" -> signature(ofCode());
            case "profile" -> signature(ofProfile(false));
            default -> found();
        };
    }

    private CredentialCache ofCode() {
        AwsCredentials given = options.credentials;
        return given != null
                ? CredentialCache.of(given, () -> given, options.clock)
                : CredentialCache.asking(Objects.requireNonNull(options.supplier), options.clock);
    }

    private Authorization found() {
        if (options.environment == null) {
            throw new MissingCredentialsException(
                    "no credentials: neither apiKey(…), credentials(…) nor profile(…) was set on"
                            + " the builder, and it was not told to look at the environment with fromEnv()");
        }
        for (String variable : options.keyVariables) {
            Optional<String> key = environment.get(variable);
            if (key.isPresent()) {
                return new BearerKey(key::get, true);
            }
        }
        Optional<AwsCredentials> key = environment.credentials();
        return signature(key.isPresent() ? CredentialCache.of(key.get(), key::get, options.clock) : ofProfile(true));
    }

    private Signature signature(CredentialCache credentials) {
        return new Signature(credentials, region(), service);
    }

    /** The file is read again when AWS refuses its key: others write keys there that end. */
    private CredentialCache ofProfile(boolean lastOfAll) {
        AwsCredentials first = environment.profiles().credentials(profile).orElseThrow(() -> missing(lastOfAll));
        return CredentialCache.of(
                first, () -> environment.profiles().credentials(profile).orElse(first), options.clock);
    }

    private MissingCredentialsException missing(boolean lastOfAll) {
        String files = environment.credentialsFile() + " and " + environment.configFile();
        return new MissingCredentialsException(
                lastOfAll
                        ? "no credentials: none of " + String.join(", ", options.keyVariables)
                                + ", AWS_ACCESS_KEY_ID with AWS_SECRET_ACCESS_KEY is set, and the AWS profile \""
                                + profile
                                + "\" holds no key in " + files
                                + "; for roles, SSO and containers: credentials(AwsSdk.credentials()) of claude4j-aws-sdk"
                        : "no credentials: the AWS profile \"" + profile + "\" "
                                + (environment.profiles().has(profile) ? "holds no key in " : "is not in ") + files);
    }
}
