package io.github.claude4j.testkit.internal.cloud;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.claude4j.testkit.internal.server.Received;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Checks signatures of AWS, version 4, as the receiver does: from what arrived, and from nothing that a signer may have noted.
 * Shares no code with any signer.
 */
public final class AwsSignatures {
    private static final Pattern AUTHORIZATION = Pattern.compile(
            "AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8})/([^/]+)/([^/]+)/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})");

    private final String keyId;
    private final String secret;
    private final @Nullable String region;
    private final String service;
    private final boolean normalizing;

    /**
     * What is good here.
     *
     * @param region null for any
     * @param normalizing whether dots and double slashes in a path are resolved before it is signed
     */
    public AwsSignatures(String keyId, String secret, @Nullable String region, String service, boolean normalizing) {
        this.keyId = keyId;
        this.secret = secret;
        this.region = region;
        this.service = service;
        this.normalizing = normalizing;
    }

    /** What is wrong with the signature of a request; empty where nothing is. */
    public Optional<String> problem(Received request) {
        Matcher parts = AUTHORIZATION.matcher(request.header("authorization").orElse(""));
        if (!parts.matches()) {
            return Optional.of("no authorization of AWS4-HMAC-SHA256");
        }
        List<String> signed = List.of(parts.group(5).split(";"));
        String time = request.header("x-amz-date").orElse("");
        if (!parts.group(1).equals(keyId)
                || (region != null && !parts.group(3).equals(region))
                || !parts.group(4).equals(service)) {
            return Optional.of("signed for another key, region or service");
        }
        if (!time.startsWith(parts.group(2))) {
            return Optional.of("signed for another day than x-amz-date says");
        }
        if (!signed.equals(List.copyOf(new TreeSet<>(signed))) || !signed.contains("host")) {
            return Optional.of("signed headers have to be in order and to have the host");
        }
        for (String sent : request.headers().keySet()) {
            String name = small(sent);
            if (name.startsWith("x-amz-") && !name.equals("x-amz-security-token") && !signed.contains(name)) {
                return Optional.of(name + " is not signed");
            }
        }
        String bodyHash = hash(request.body());
        String claimed = request.header("x-amz-content-sha256").orElse(bodyHash);
        if (!claimed.equals(bodyHash)) {
            return Optional.of("the body is another one than x-amz-content-sha256 says");
        }
        String canonical = canonical(request, signed, claimed);
        return signature(time, parts.group(3), canonical).equals(parts.group(6))
                ? Optional.empty()
                : Optional.of("the signature does not match; canonical request:\n" + canonical);
    }

    private String canonical(Received request, List<String> signed, String bodyHash) {
        int mark = request.target().indexOf('?');
        String path = mark < 0 ? request.target() : request.target().substring(0, mark);
        String query = mark < 0 ? "" : request.target().substring(mark + 1);
        return String.join(
                "\n",
                request.method(),
                encoded(normalizing ? normalized(path) : path, "/"),
                query(query),
                signed.stream()
                        .map(name -> name + ":" + values(request, name) + "\n")
                        .collect(Collectors.joining()),
                String.join(";", signed),
                bodyHash);
    }

    private static String values(Received request, String name) {
        return request.headers().getOrDefault(name, List.of()).stream()
                .map(value -> value.strip().replaceAll("\\s+", " "))
                .collect(Collectors.joining(","));
    }

    private static String query(String query) {
        return query.isEmpty()
                ? ""
                : Arrays.stream(query.split("&"))
                        .map(pair -> pair.contains("=") ? pair : pair + "=")
                        .map(pair -> new String[] {
                            encoded(decoded(pair.substring(0, pair.indexOf('='))), ""),
                            encoded(decoded(pair.substring(pair.indexOf('=') + 1)), "")
                        })
                        .sorted((a, b) -> a[0].equals(b[0]) ? a[1].compareTo(b[1]) : a[0].compareTo(b[0]))
                        .map(pair -> pair[0] + "=" + pair[1])
                        .collect(Collectors.joining("&"));
    }

    private static String normalized(String path) {
        List<String> segments = new ArrayList<>();
        for (String segment : path.split("/", -1)) {
            if (segment.equals("..") && !segments.isEmpty()) {
                segments.remove(segments.size() - 1);
            } else if (!List.of("", ".", "..").contains(segment)) {
                segments.add(segment);
            }
        }
        boolean folder = path.endsWith("/") && !segments.isEmpty();
        return "/" + String.join("/", segments) + (folder ? "/" : "");
    }

    private static String encoded(String text, String kept) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text.getBytes(UTF_8)) {
            char c = (char) (b & 0xff);
            boolean plain = c < 128 && (Character.isLetterOrDigit(c) || ("-._~" + kept).indexOf(c) >= 0);
            encoded.append(plain ? String.valueOf(c) : "%%%02X".formatted((int) c));
        }
        return encoded.toString();
    }

    /** A plus is one: that it stands for a blank is a rule of forms. */
    private static String decoded(String text) {
        byte[] bytes = text.getBytes(UTF_8);
        byte[] decoded = new byte[bytes.length];
        int length = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '%') {
                decoded[length++] = (byte) Integer.parseInt(new String(bytes, i + 1, 2, UTF_8), 16);
                i += 2;
            } else {
                decoded[length++] = bytes[i];
            }
        }
        return new String(decoded, 0, length, UTF_8);
    }

    private String signature(String time, String where, String canonical) {
        String day = time.substring(0, 8);
        String scope = String.join("/", day, where, service, "aws4_request");
        String text = String.join("\n", "AWS4-HMAC-SHA256", time, scope, hash(canonical.getBytes(UTF_8)));
        byte[] key = ("AWS4" + secret).getBytes(UTF_8);
        for (String part : List.of(day, where, service, "aws4_request", text)) {
            key = hmac(key, part);
        }
        return HexFormat.of().formatHex(key);
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A name as headers are looked for. */
    private static String small(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
