package io.github.claude4j.aws.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signatures of AWS, version 4.
 *
 * @param region where the signature is good
 * @param service what it is good for, such as {@code bedrock}
 */
public record SigV4(String region, String service) {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";

    /**
     * The header that says who sends a request.
     *
     * @param time as {@code x-amz-date} has it, {@code 20150830T123600Z}
     */
    public String authorization(CanonicalRequest request, String keyId, String secret, String time) {
        String day = time.substring(0, 8);
        String scope = day + "/" + region + "/" + service + "/aws4_request";
        String text = ALGORITHM + "\n" + time + "\n" + scope + "\n"
                + hash(ByteBuffer.wrap(request.text().getBytes(UTF_8)));
        byte[] key = ("AWS4" + secret).getBytes(UTF_8);
        for (String part : new String[] {day, region, service, "aws4_request"}) {
            key = mac(key, part);
        }
        return ALGORITHM + " Credential=" + keyId + "/" + scope + ", SignedHeaders="
                + request.signedHeaders() + ", Signature="
                + HexFormat.of().formatHex(mac(key, text));
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a JDK without HMAC-SHA256", e);
        }
    }

    public static String hash(ByteBuffer bytes) {
        MessageDigest digest = digest();
        digest.update(bytes);
        return hex(digest);
    }

    public static String hex(MessageDigest digest) {
        return HexFormat.of().formatHex(digest.digest());
    }

    public static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a JDK without SHA-256", e);
        }
    }
}
