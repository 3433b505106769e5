package io.github.claude4j.vertex;

import com.google.auth.Credentials;
import com.google.auth.Retryable;
import io.github.claude4j.credentials.AccessToken;
import io.github.claude4j.errors.CredentialsException;
import io.github.claude4j.http.Backend;
import io.github.claude4j.http.Headers;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Who calls: gives the headers that say so. */
abstract class Identity {
    /** Nobody: something on the way says so. */
    static final Identity NONE = new Identity() {
        @Override
        Headers headers(URI url) {
            return Headers.of();
        }

        @Override
        boolean isReady() {
            return true;
        }
    };

    private Identity() {}

    /** The headers, {@code authorization} among them. */
    abstract Headers headers(URI url) throws IOException;

    /** Whether they are there without waiting. */
    boolean isReady() {
        return false;
    }

    /** Asks for others where that needs to be said; whether it did. */
    boolean renew() throws IOException {
        return false;
    }

    /** That of credentials of Google, which keep their tokens and renew them themselves. */
    static Identity of(Credentials credentials) {
        return new Identity() {
            @Override
            Headers headers(URI url) throws IOException {
                Map<String, List<String>> metadata = got(() -> credentials.getRequestMetadata(url));
                Headers.Builder headers = Headers.builder();
                metadata.forEach((name, values) -> values.forEach(value -> headers.set(name, value)));
                Headers found = headers.build();
                if (!found.has("authorization")) {
                    throw new CredentialsException(
                            "no token: " + credentials.getClass().getName() + " gave none");
                }
                return found;
            }

            @Override
            boolean renew() throws IOException {
                return got(() -> {
                    credentials.refresh();
                    return true;
                });
            }
        };
    }

    /**
     * That of a token.
     *
     * @param fixed whether asking takes no time and brings no other
     */
    static Identity of(Supplier<String> token, boolean fixed) {
        return new Identity() {
            @Override
            Headers headers(URI url) throws IOException {
                String given = got(token::get);
                return Headers.of(
                        "authorization", "Bearer " + AccessToken.of(given).value());
            }

            @Override
            boolean isReady() {
                return fixed;
            }
        };
    }

    /** A failure counts as a lost connection, so that the call is repeated, unless it is known to last. */
    private static <T> T got(Callable<? extends @Nullable T> source) throws IOException {
        return Backend.asked("no token of Google", () -> {
            try {
                return source.call();
            } catch (IOException e) {
                if (e instanceof Retryable known && !known.isRetryable()) {
                    throw new CredentialsException("no token of Google: " + e.getMessage(), e);
                }
                throw e;
            }
        });
    }
}
