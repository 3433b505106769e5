package io.github.claude4j.internal.auth;

import io.github.claude4j.http.Backend;
import io.github.claude4j.http.Call;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.Response;
import io.github.claude4j.internal.BaseUrl;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Those of a backend, which signs what it sends itself. */
public final class BackendCredentials implements Credentials {
    private final Backend backend;

    public BackendCredentials(Backend backend) {
        this.backend = backend;
    }

    @Override
    public boolean ready() {
        return backend.isReady();
    }

    @Override
    public String header(Request request) {
        return "authorization";
    }

    /** Another request, as with all credentials: one that is passed on as it came had its own. */
    @Override
    public Request sign(Request request, Call call) {
        return request.withHeaders(request.headers());
    }

    @Override
    public boolean isRefusal(Response answer) {
        return backend.isRefusal(answer);
    }

    @Override
    public @Nullable Request signAgain(Request request, Request refused, Response answer, Call call)
            throws IOException, InterruptedException {
        return backend.renew(answer, call) ? sign(request, call) : null;
    }

    @Override
    public Optional<String> baseUrl() {
        return Optional.of(BaseUrl.of(backend.provider(), backend.baseUrl()));
    }

    @Override
    public String hint() {
        return "check the credentials for " + backend.provider();
    }
}
