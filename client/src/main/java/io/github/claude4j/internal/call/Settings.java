package io.github.claude4j.internal.call;

import io.github.claude4j.http.CallListener;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Interceptor;
import io.github.claude4j.http.Timeouts;
import io.github.claude4j.internal.auth.Credentials;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What the options of a client, or of a copy of it, come to: complete, and changed by nobody.
 *
 * @param place where the API is; asked each time, because it may be in a file with the credentials, read for the first request
 * @param removed headers that are not sent although the client would, in lower case
 * @param maxAnswerSize how much of an answer may be held in memory, in bytes
 * @param attemptGiven whether the limit of an attempt was set, so that a long message gets no more
 * @param credentials what a client and its copies authenticate with
 * @param chain what a request passes on its way to the transport, the outermost first; the retries are among it
 */
public record Settings(
        Supplier<String> place,
        String apiVersion,
        Headers headers,
        Set<String> removed,
        Set<String> betas,
        Timeouts timeouts,
        int maxAnswerSize,
        boolean attemptGiven,
        Credentials credentials,
        Retry retry,
        List<Interceptor> chain,
        List<CallListener> listeners) {

    /** Where the API is. */
    public String baseUrl() {
        return place.get();
    }

    /** The same for another place and with other betas. */
    Settings to(String baseUrl, Set<String> otherBetas) {
        return new Settings(
                () -> baseUrl,
                apiVersion,
                headers,
                removed,
                otherBetas,
                timeouts,
                maxAnswerSize,
                attemptGiven,
                credentials,
                retry,
                chain,
                listeners);
    }
}
