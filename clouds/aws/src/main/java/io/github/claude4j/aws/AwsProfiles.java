package io.github.claude4j.aws;

import io.github.claude4j.errors.CredentialsException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The profiles of both files of AWS: that with keys, and that with everything else, which may have keys too. */
final class AwsProfiles {
    /** What says that a profile's keys have to be fetched, which takes AWS's own library. */
    private static final List<String> FETCHED = List.of(
            "role_arn",
            "sso_session",
            "sso_start_url",
            "login_session",
            "web_identity_token_file",
            "credential_process");

    private final Map<String, Map<String, String>> profiles;

    AwsProfiles(String credentials, String config) {
        profiles = parse(config, true);
        parse(credentials, false)
                .forEach((name, settings) -> profiles.computeIfAbsent(name, absent -> new HashMap<>())
                        .putAll(settings));
    }

    /** In the one file a profile is {@code [profile name]}, in the other {@code [name]}; the default is {@code [default]} in both. */
    private static Map<String, Map<String, String>> parse(String text, boolean prefixed) {
        Map<String, Map<String, String>> profiles = new HashMap<>();
        Map<String, String> current = new HashMap<>();
        for (String raw : text.split("\\R", -1)) {
            String line = raw.strip();
            boolean nested = !raw.isEmpty() && Character.isWhitespace(raw.charAt(0));
            int equals = line.indexOf('=');
            if (line.startsWith("[") && line.indexOf(']') > 0) {
                current = new HashMap<>();
                String name = name(line.substring(1, line.indexOf(']')).strip(), prefixed);
                if (!name.isEmpty()) {
                    current = profiles.computeIfAbsent(name, absent -> new HashMap<>());
                }
            } else if (equals > 0 && !nested && !line.startsWith("#") && !line.startsWith(";")) {
                current.put(
                        line.substring(0, equals).strip().toLowerCase(Locale.ROOT),
                        withoutComment(line.substring(equals + 1)).strip());
            }
        }
        return profiles;
    }

    /** A remark at the end of a line begins with a blank and a number sign or a semicolon. */
    private static String withoutComment(String value) {
        for (int i = 1; i < value.length(); i++) {
            boolean mark = value.charAt(i) == '#' || value.charAt(i) == ';';
            if (mark && Character.isWhitespace(value.charAt(i - 1))) {
                return value.substring(0, i);
            }
        }
        return value;
    }

    /** The name of a profile; empty for a section that is none. */
    private static String name(String section, boolean prefixed) {
        if (!prefixed || section.equals("default")) {
            return section;
        }
        boolean profile =
                section.startsWith("profile") && section.length() > 7 && Character.isWhitespace(section.charAt(7));
        return profile ? section.substring(8).strip() : "";
    }

    boolean has(String profile) {
        return profiles.containsKey(profile);
    }

    Optional<String> region(String profile) {
        return setting(profile, "region");
    }

    /**
     * The key that a profile holds; empty where there is nothing of that kind.
     *
     * @throws CredentialsException where the profile says how to fetch one
     */
    Optional<AwsCredentials> credentials(String profile) {
        Optional<String> id = setting(profile, "aws_access_key_id");
        Optional<String> secret = setting(profile, "aws_secret_access_key");
        boolean fetches =
                FETCHED.stream().anyMatch(name -> setting(profile, name).isPresent());
        if (setting(profile, "role_arn").isEmpty() && id.isPresent() && secret.isPresent()) {
            return Optional.of(new AwsCredentials(
                    id.get(), secret.get(), setting(profile, "aws_session_token"), Optional.empty()));
        }
        if (fetches) {
            String how = FETCHED.stream()
                    .filter(name -> setting(profile, name).isPresent())
                    .findFirst()
                    .orElseThrow();
            throw new CredentialsException("the AWS profile \"" + profile + "\" has " + how
                    + ", for which AWS's own library has to fetch keys: credentials(AwsSdk.credentials()) of"
                    + " claude4j-aws-sdk does that, or a supplier of yours");
        }
        return Optional.empty();
    }

    private Optional<String> setting(String profile, String name) {
        return Optional.ofNullable(profiles.getOrDefault(profile, Map.of()).get(name))
                .filter(value -> !value.isEmpty());
    }
}
