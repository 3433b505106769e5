package io.github.claude4j.aws;

import io.github.claude4j.aws.internal.CanonicalRequest;
import io.github.claude4j.aws.internal.SigV4;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.http.Call;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.RequestBody;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/** Signs requests, each attempt with the time at which it is made. */
final class Signature implements Authorization {
    private static final String USED = "claude4j.aws.credentials";

    /** What AWS calls keys that have ended, were taken back, or do not sign as they should. */
    private static final Set<String> REFUSALS = Set.of(
            "ExpiredToken",
            "ExpiredTokenException",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "UnrecognizedClientException");

    private final CredentialCache credentials;
    private final SigV4 signer;

    Signature(CredentialCache credentials, String region, String service) {
        this.credentials = credentials;
        this.signer = new SigV4(region, service);
    }

    @Override
    public Request authorize(Request request, Call call) throws IOException, InterruptedException {
        AwsCredentials key = credentials.get(call);
        call.attribute(USED, new Used(key));
        return signed(request, key);
    }

    private Request signed(Request request, AwsCredentials key) throws IOException {
        String time = time(credentials.clock().instant());
        String bodyHash = hash(request);
        Headers.Builder sent =
                request.headers().toBuilder().set("x-amz-date", time).set("x-amz-content-sha256", bodyHash);
        key.sessionToken().ifPresent(token -> sent.set("x-amz-security-token", token));
        URI url = request.url();
        String query = url.getRawQuery();
        CanonicalRequest canonical = new CanonicalRequest(
                request.method(),
                CanonicalRequest.normalized(url.getRawPath()),
                query == null ? "" : query,
                sent.build().toBuilder().set("host", host(url)).build(),
                bodyHash);
        return request.withHeaders(sent.set(
                        "authorization",
                        signer.authorization(canonical, key.accessKeyId(), key.secretAccessKey(), time))
                .build());
    }

    /** {@code 20150830T123600Z}; a formatter would load more classes than all that signs. */
    static String time(Instant now) {
        String text = now.truncatedTo(ChronoUnit.SECONDS).toString();
        StringBuilder time = new StringBuilder(16);
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) != '-' && text.charAt(i) != ':') {
                time.append(text.charAt(i));
            }
        }
        return time.toString();
    }

    /** As transports send it: without a port that goes without saying. */
    private static String host(URI url) {
        String authority = url.getRawAuthority();
        String implied = "https".equalsIgnoreCase(url.getScheme()) ? ":443" : ":80";
        return authority.endsWith(implied) ? authority.substring(0, authority.length() - implied.length()) : authority;
    }

    private static String hash(Request request) throws IOException {
        RequestBody body = request.body().orElse(null);
        if (body == null) {
            return SigV4.hash(ByteBuffer.allocate(0));
        }
        Optional<ByteBuffer> memory = body.memory();
        if (memory.isPresent()) {
            return SigV4.hash(memory.get().duplicate());
        }
        if (body.isReadOnce()) {
            throw new InvalidParamsException(
                    request.operation()
                            + ": expected a body that can be read twice, such as a file or bytes, because AWS wants it signed before"
                            + " it is sent; found a stream that is read once, which upload(in, name) without a length copies first");
        }
        MessageDigest digest = SigV4.digest();
        byte[] piece = new byte[16 * 1024];
        try (InputStream in = body.open()) {
            for (int count = in.read(piece); count >= 0; count = in.read(piece)) {
                digest.update(piece, 0, count);
            }
        }
        return SigV4.hex(digest);
    }

    @Override
    public boolean isReady() {
        return credentials.isReady();
    }

    @Override
    public boolean isRefusal(int status, String type) {
        return status == 401 || REFUSALS.contains(type);
    }

    @Override
    public boolean renew(Call call) throws IOException, InterruptedException {
        return call.attribute(USED) instanceof Used used && credentials.renew(used.key, call);
    }

    /** Kept on the call, where it shows nothing. */
    private static final class Used {
        private final AwsCredentials key;

        Used(AwsCredentials key) {
            this.key = key;
        }
    }
}
