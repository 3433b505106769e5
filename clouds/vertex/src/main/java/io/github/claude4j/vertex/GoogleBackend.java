package io.github.claude4j.vertex;

import io.github.claude4j.http.Backend;
import io.github.claude4j.http.Call;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.Response;
import java.io.IOException;
import java.net.URI;

/** What both backends on Google's clouds have in common: who calls, and what becomes of errors. */
abstract class GoogleBackend implements Backend {
    private static final String USED = "claude4j.google.token";

    private final Identity identity;

    GoogleBackend(Identity identity) {
        this.identity = identity;
    }

    @Override
    public final boolean isReady() {
        return identity.isReady();
    }

    /** A request that has an {@code authorization} of its own is not given another. */
    @Override
    public final Request adapt(Request request, Call call) throws IOException {
        Request made = rewritten(request, call);
        if (made.headers().has("authorization")) {
            return made;
        }
        Headers added = identity.headers(made.url());
        added.first("authorization").ifPresent(token -> call.attribute(USED, new Used(token)));
        return made.withHeaders(added.toBuilder().setAll(made.headers()).build());
    }

    /** The request as this place takes it, but for who sends it. */
    abstract Request rewritten(Request request, Call call) throws IOException;

    @Override
    public Response error(Response error, Call call) throws IOException {
        return GoogleErrors.translated(error, "");
    }

    /** Others may have renewed the token meanwhile. */
    @Override
    public final boolean renew(Response refusal, Call call) throws IOException {
        return call.attribute(USED) instanceof Used used
                && (isOther(used, call) || (identity.renew() && isOther(used, call)));
    }

    private boolean isOther(Used used, Call call) throws IOException {
        return !identity.headers(URI.create(call.baseUrl()))
                .first("authorization")
                .orElse("")
                .equals(used.token);
    }

    /** Who answers, and where. */
    @Override
    public String toString() {
        return provider() + " at " + baseUrl();
    }

    /** Kept on the call, where it shows nothing. */
    private static final class Used {
        private final String token;

        Used(String token) {
            this.token = token;
        }
    }
}
