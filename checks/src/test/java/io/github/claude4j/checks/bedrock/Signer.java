package io.github.claude4j.checks.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Request;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs requests as AWS wants it, version 4. What checks it is {@link SigV4}, which shares nothing with this. */
final class Signer {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    /** What others on the way may change, or set for themselves. */
    private static final Set<String> UNSIGNED = Set.of(
            "connection",
            "content-length",
            "expect",
            "transfer-encoding",
            "user-agent",
            "traceparent",
            "tracestate",
            "baggage");

    private Signer() {}

    /** The headers that the request is sent with; {@code host} among them, as signers give it. */
    static Headers sign(Request request, String keyId, String secret, String token, String region, Instant time)
            throws IOException {
        String stamp = TIME.format(time);
        String scope = stamp.substring(0, 8) + "/" + region + "/bedrock/aws4_request";
        String bodyHash = hash(bytes(request));
        Headers headers = request.headers().toBuilder()
                .set("host", request.url().getRawAuthority())
                .set("x-amz-date", stamp)
                .set("x-amz-security-token", token)
                .set("x-amz-content-sha256", bodyHash)
                .build();
        SortedMap<String, String> signed = new TreeMap<>();
        headers.forEach((name, value) -> {
            String small = name.toLowerCase(Locale.ROOT);
            if (!UNSIGNED.contains(small)) {
                signed.merge(small, value.strip().replaceAll(" +", " "), (first, next) -> first + "," + next);
            }
        });
        StringBuilder lines = new StringBuilder();
        signed.forEach(
                (name, value) -> lines.append(name).append(':').append(value).append('\n'));
        String names = String.join(";", signed.keySet());
        String canonical =
                request.method() + "\n" + path(request.url()) + "\n\n" + lines + "\n" + names + "\n" + bodyHash;
        String text = "AWS4-HMAC-SHA256\n" + stamp + "\n" + scope + "\n" + hash(canonical.getBytes(UTF_8));
        byte[] key = ("AWS4" + secret).getBytes(UTF_8);
        for (String part : scope.split("/")) {
            key = mac(key, part);
        }
        String signature = HexFormat.of().formatHex(mac(key, text));
        return headers.toBuilder()
                .set(
                        "authorization",
                        "AWS4-HMAC-SHA256 Credential=" + keyId + "/" + scope + ", SignedHeaders=" + names
                                + ", Signature=" + signature)
                .build();
    }

    private static byte[] bytes(Request request) throws IOException {
        try (InputStream in = request.body().orElseThrow().open()) {
            return in.readAllBytes();
        }
    }

    /** The path as it is sent, each segment encoded once more. */
    private static String path(URI url) {
        return segment(url.getRawPath()).replace("%2F", "/");
    }

    /** As one segment of a path. */
    static String segment(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte one : text.getBytes(UTF_8)) {
            if (one > 0 && ("-._~".indexOf(one) >= 0 || Character.isLetterOrDigit(one))) {
                encoded.append((char) one);
            } else {
                encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(one));
            }
        }
        return encoded.toString();
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
