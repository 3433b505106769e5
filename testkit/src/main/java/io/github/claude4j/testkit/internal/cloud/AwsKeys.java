package io.github.claude4j.testkit.internal.cloud;

import io.github.claude4j.testkit.internal.server.Received;
import io.github.claude4j.testkit.internal.spec.Refusal;

/** Whose requests a fake on AWS takes: those that are signed with its one key, in any region, and those with any API key. */
final class AwsKeys {
    private final boolean strict;
    private final AwsSignatures signatures;

    AwsKeys(String keyId, String secret, String service, boolean strict) {
        this.strict = strict;
        this.signatures = new AwsSignatures(keyId, secret, null, service, true);
    }

    void check(Received request) {
        if (!strict || Bearer.isIn(request)) {
            return;
        }
        if (request.header("authorization").isEmpty()) {
            throw Refusal.of(403, "MissingAuthenticationTokenException", "Missing Authentication Token");
        }
        signatures.problem(request).ifPresent(problem -> {
            throw Refusal.of(403, "InvalidSignatureException", problem);
        });
    }
}
