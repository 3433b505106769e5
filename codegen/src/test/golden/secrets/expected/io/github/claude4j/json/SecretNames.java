// Generated from spec/ by codegen; edit that file instead.
package io.github.claude4j.json;

import java.util.Set;

/** The fields whose text is never printed or logged. */
final class SecretNames {
    private static final Set<String> NAMES = Set.of(
            "api_key",
            "signing_secret");

    private SecretNames() {}

    static boolean contains(String name) {
        return NAMES.contains(name);
    }
}
