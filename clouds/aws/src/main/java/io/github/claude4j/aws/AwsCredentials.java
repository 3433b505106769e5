package io.github.claude4j.aws;

import io.github.claude4j.errors.InvalidParamsException;
import java.time.Instant;
import java.util.Optional;

/**
 * A key of AWS, to sign requests with. {@code toString()} shows the id of the key and nothing that is secret.
 *
 * @param accessKeyId names the key, such as {@code AKIA…}
 * @param secretAccessKey what is signed with
 * @param sessionToken what a key that was lent for some time is sent with; empty for one that stays
 * @param expiration when it ends; empty where it does not, or where that is not known
 */
public record AwsCredentials(
        String accessKeyId, String secretAccessKey, Optional<String> sessionToken, Optional<Instant> expiration) {
    /**
     * A key of AWS.
     *
     * @throws InvalidParamsException for a part that is blank, or has blanks or line ends in it
     */
    public AwsCredentials {
        check("accessKeyId", accessKeyId);
        check("secretAccessKey", secretAccessKey);
        sessionToken.ifPresent(token -> check("sessionToken", token));
    }

    /** A key that stays. */
    public static AwsCredentials of(String accessKeyId, String secretAccessKey) {
        return new AwsCredentials(accessKeyId, secretAccessKey, Optional.empty(), Optional.empty());
    }

    /** A key that was lent with a token, until some time that is not known. */
    public static AwsCredentials of(String accessKeyId, String secretAccessKey, String sessionToken) {
        return new AwsCredentials(accessKeyId, secretAccessKey, Optional.of(sessionToken), Optional.empty());
    }

    /** The same key, good until this moment; another is asked for a minute before it. */
    public AwsCredentials until(Instant end) {
        return new AwsCredentials(accessKeyId, secretAccessKey, sessionToken, Optional.of(end));
    }

    /** Refuses what cannot stand in a header. */
    static void check(String name, String value) {
        boolean visible = !value.isEmpty();
        for (int i = 0; i < value.length(); i++) {
            visible &= value.charAt(i) > ' ' && value.charAt(i) < 127;
        }
        if (!visible) {
            throw new InvalidParamsException(name + ": expected visible ASCII characters, found "
                    + (value.isBlank() ? "none" : "others, such as a space or the end of a line"));
        }
    }

    @Override
    public String toString() {
        return "AwsCredentials[" + accessKeyId
                + expiration.map(end -> " until " + end).orElse("") + "]";
    }
}
