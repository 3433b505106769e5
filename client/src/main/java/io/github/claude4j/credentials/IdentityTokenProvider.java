package io.github.claude4j.credentials;

import java.io.IOException;

/** Gives the token, a JWT, by which an identity provider vouches for this workload. Asked for each exchange. */
@FunctionalInterface
public interface IdentityTokenProvider {
    /** A token that has not been used up. White space around it does not matter. */
    String token() throws IOException, InterruptedException;
}
