package io.github.claude4j.examples;

import io.github.claude4j.Claude;
import io.github.claude4j.http.Response;

/** Looks at each request and answer on its way. */
public final class Interceptors {
    private Interceptors() {}

    public static void main(String[] args) {
        try (Claude claude = Claude.fromEnv()) {
            Claude watched = claude.with(o -> o.attemptInterceptor((request, chain) -> {
                System.out.println("About to make a request " + request.url());
                Response response = chain.proceed(request);
                System.out.println("Got response " + response.status());
                return response;
            }));
            watched.models().list();
        }
    }
}
