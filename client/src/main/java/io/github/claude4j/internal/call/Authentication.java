package io.github.claude4j.internal.call;

import io.github.claude4j.errors.CredentialsException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.http.Call;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Interceptor;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.Response;
import io.github.claude4j.internal.BaseUrl;
import io.github.claude4j.internal.auth.Credentials;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Adds the credentials, last of all, unless the request already has some or is to have none. They are for one place and go
 * nowhere else. When the API refuses them and there are others, sends the request once more.
 */
public final class Authentication implements Interceptor {
    private final Credentials credentials;
    private final Map<String, Supplier<String>> asked;
    private final Set<String> removed;
    private final Supplier<String> place;

    /**
     * Adds these credentials.
     *
     * @param asked headers whose values are asked for before each attempt, by their names in lower case
     * @param removed headers that are not to be sent, in lower case
     * @param place the base URL that the credentials are for
     */
    public Authentication(
            Credentials credentials, Map<String, Supplier<String>> asked, Set<String> removed, Supplier<String> place) {
        this.credentials = credentials;
        this.asked = asked;
        this.removed = removed;
        this.place = place;
    }

    /** Whether a request can be signed now, without waiting for a token. */
    boolean ready() {
        return asked.isEmpty() && credentials.ready();
    }

    @Override
    public Response intercept(Request request, Chain chain) throws IOException, InterruptedException {
        LiveCall call = LiveCall.of(chain);
        // 5.
        Request signed = sign(request, call);
        Response response = chain.proceed(signed);
        if (!isRefusal(response)) {
            return response;
        }
        Request again = signAgain(request, signed, response, call);
        if (again == null) {
            if (signed != request) {
                hint(response, call);
            }
            return response;
        }
        response.close();
        call.beginAttempt();
        Response second = chain.proceed(again);
        hint(second, call);
        return second;
    }

    /** Whether the credentials were refused. */
    boolean isRefusal(Response answer) {
        return credentials.isRefusal(answer);
    }

    /** The request with the credentials; the request itself where it has some or is to have none. */
    Request sign(Request request, Call call) throws IOException, InterruptedException {
        Request complete = withAsked(request);
        if (complete.headers().has("authorization")
                || complete.headers().has("x-api-key")
                || removed.contains("authorization")
                || removed.contains(credentials.header(complete))) {
            return complete;
        }
        checkPlace(complete.url());
        return withoutRemoved(credentials.sign(complete, call));
    }

    private Request withAsked(Request request) {
        Request complete = request;
        for (Map.Entry<String, Supplier<String>> header : asked.entrySet()) {
            if (!request.headers().has(header.getKey())) {
                String value;
                try {
                    value = header.getValue().get();
                } catch (RuntimeException e) {
                    throw new CredentialsException(
                            "the supplier of the header " + header.getKey() + " failed: " + e, e);
                }
                if (value == null) {
                    throw new InvalidParamsException(
                            header.getKey() + ": expected some text of its supplier, found null");
                }
                complete = complete.withHeader(header.getKey(), value);
            }
        }
        return complete;
    }

    /** After the API refused a request: the same with other credentials; null where there are none, or it had its own. */
    @Nullable
    Request signAgain(Request request, Request refused, Response answer, Call call)
            throws IOException, InterruptedException {
        if (refused == request || asked.containsKey("authorization") || asked.containsKey("x-api-key")) {
            return null;
        }
        Request again = credentials.signAgain(request, refused, answer, call);
        return again == null ? null : withoutRemoved(again);
    }

    /** Notes what to check where the credentials were refused. */
    void hint(Response answer, LiveCall call) {
        call.hint(isRefusal(answer) ? credentials.hint() : "");
    }

    /** Options say the last word on headers, also on those that come with a token. */
    private Request withoutRemoved(Request request) {
        if (removed.isEmpty()) {
            return request;
        }
        Headers.Builder headers = request.headers().toBuilder();
        removed.forEach(headers::remove);
        return request.withHeaders(headers.build());
    }

    private void checkPlace(URI url) {
        String baseUrl = place.get();
        String sent = url.toString();
        boolean below = sent.startsWith(baseUrl)
                && (sent.length() == baseUrl.length() || "/?".indexOf(sent.charAt(baseUrl.length())) >= 0);
        if (!below && !BaseUrl.origin(url).equals(BaseUrl.origin(URI.create(baseUrl)))) {
            throw new InvalidParamsException(
                    "authorization: the credentials are for " + BaseUrl.origin(URI.create(baseUrl))
                            + " and are not sent to " + BaseUrl.origin(url)
                            + "; an interceptor that leads there has to set the header itself");
        }
    }
}
