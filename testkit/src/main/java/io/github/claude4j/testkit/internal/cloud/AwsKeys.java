package io.github.claude4j.testkit.internal.cloud;

import io.github.claude4j.testkit.internal.server.Received;
import io.github.claude4j.testkit.internal.spec.Refusal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whose requests a fake on AWS takes: those that are signed with its one key, in any region, and those with any API key. */
final class AwsKeys {
    private static final String BEARER = "Bearer ";

    private final boolean strict;
    private final AwsSignatures signatures;

    AwsKeys(String keyId, String secret, String service, boolean strict) {
        this.strict = strict;
        this.signatures = new AwsSignatures(keyId, secret, null, service, true);
    }

    void check(Received request) {
        String authorization = request.header("authorization").orElse("");
        if (!strict || (authorization.startsWith(BEARER) && authorization.length() > BEARER.length())) {
            return;
        }
        if (authorization.isEmpty()) {
            throw Refusal.of(403, "MissingAuthenticationTokenException", "Missing Authentication Token");
        }
        signatures.problem(request).ifPresent(problem -> {
            throw Refusal.of(403, "InvalidSignatureException", problem);
        });
    }

    /** The headers of a request with what the API wants to see of who sends it. */
    static Map<String, List<String>> known(Received request) {
        Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(request.headers());
        headers.put("authorization", List.of(BEARER + "sk-ant-fake"));
        return headers;
    }
}
