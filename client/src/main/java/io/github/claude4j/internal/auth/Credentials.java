package io.github.claude4j.internal.auth;

import io.github.claude4j.http.Call;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.Response;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a client and its copies authenticate with. */
public interface Credentials {
    /** Whether a request can be signed without waiting for anything. */
    boolean ready();

    /** The header that they travel in, in lower case. */
    String header(Request request);

    /** The request with the credentials. */
    Request sign(Request request, Call call) throws IOException, InterruptedException;

    /** Whether this answer refuses them. */
    default boolean isRefusal(Response answer) {
        return answer.status() == 401;
    }

    /** After a signed request was refused: the request with other credentials; null where there are none. */
    @Nullable
    Request signAgain(Request request, Request refused, Response answer, Call call)
            throws IOException, InterruptedException;

    /** Where the API is that they are for; empty for where the options say. */
    Optional<String> baseUrl();

    /** What to check when the API refuses them. */
    String hint();
}
