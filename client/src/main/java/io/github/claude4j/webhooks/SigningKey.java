package io.github.claude4j.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.claude4j.errors.InvalidParamsException;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A key that deliveries are signed with. */
final class SigningKey {
    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec key;

    private SigningKey(SecretKeySpec key) {
        this.key = key;
    }

    /** A key as the API gives it: base64 behind {@code whsec_}, which may be left out. */
    static SigningKey of(String text) {
        String base64 = text.strip();
        base64 = base64.startsWith(PREFIX) ? base64.substring(PREFIX.length()) : base64;
        try {
            byte[] bytes = Base64.getDecoder().decode(base64);
            if (bytes.length > 0) {
                return new SigningKey(new SecretKeySpec(bytes, ALGORITHM));
            }
        } catch (IllegalArgumentException e) {
            // The cause would quote a part of the key.
        }
        throw new InvalidParamsException("signingKey: expected base64 behind \"whsec_\", found "
                + (base64.isEmpty() ? "nothing" : "other text"));
    }

    /** The signature of a delivery, as it stands in the header. */
    byte[] sign(String id, String timestamp, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update((id + "." + timestamp + ".").getBytes(UTF_8));
            return ("v1," + Base64.getEncoder().encodeToString(mac.doFinal(body))).getBytes(UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JDK has no " + ALGORITHM, e);
        }
    }
}
