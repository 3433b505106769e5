package io.github.claude4j.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.claude4j.errors.CancelledException;
import io.github.claude4j.errors.ConnectionException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.http.Call;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Interceptor;
import io.github.claude4j.http.Operation;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.Response;
import io.github.claude4j.http.Timeouts;
import io.github.claude4j.internal.BaseUrl;
import io.github.claude4j.internal.auth.BackendCredentials;
import io.github.claude4j.internal.body.Called;
import io.github.claude4j.internal.body.ErrorAnswer;
import io.github.claude4j.internal.body.Inbound;
import io.github.claude4j.internal.call.LiveCall;
import io.github.claude4j.internal.call.RequestBuilder;
import io.github.claude4j.internal.call.Settings;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Puts what a client adds to its calls on requests that others send, and reads errors from their answers. */
final class Attachment {
    private final Settings settings;
    private final Interceptor authentication;

    Attachment(Settings settings) {
        if (settings.credentials() instanceof BackendCredentials) {
            throw new InvalidParamsException(
                    "attach: expected a client without a backend, which signs each request with its body; found one with it");
        }
        this.settings = settings;
        this.authentication = settings.chain().get(settings.chain().size() - 1);
    }

    HttpRequest to(String path, HttpRequest.Builder given) {
        if (!path.startsWith("/")) {
            throw new InvalidParamsException("path: expected one that begins with a slash, found " + path);
        }
        URI url;
        try {
            url = URI.create(settings.baseUrl() + path);
        } catch (IllegalArgumentException e) {
            throw new InvalidParamsException("path: expected one as in a URL, found " + path);
        }
        return to(given.copy().uri(url).build());
    }

    HttpRequest to(HttpRequest given) {
        if (!isOurs(given.uri())) {
            throw new InvalidParamsException(
                    "url: expected one under " + settings.baseUrl() + ", where the credentials are for, found "
                            + given.uri().getScheme() + "://" + given.uri().getRawAuthority());
        }
        if (leadsUp(given.uri().normalize().getRawPath())) {
            throw new InvalidParamsException(
                    "url: expected a path that stays below the base URL, found one with \"..\" in it, perhaps encoded");
        }
        Headers own = Headers.of(given.headers());
        HttpRequest.Builder request = HttpRequest.newBuilder(given, (name, value) -> true);
        headers(given, own).forEach((name, value) -> {
            if (name.equalsIgnoreCase("anthropic-beta")) {
                request.setHeader(name, merged(own.all(name), value));
            } else if (!own.has(name)) {
                request.setHeader(name, value);
            }
        });
        boolean body = given.bodyPublisher().map(BodyPublisher::contentLength).orElse(0L) != 0;
        if (body && !own.has("content-type")) {
            request.setHeader("content-type", "application/json");
        }
        return request.build();
    }

    /** The headers of a call to there, with the credentials, unless the request has some. */
    private Headers headers(HttpRequest given, Headers own) {
        Operation operation = Operation.of(given.method() + " " + given.uri().getPath(), given.method(), "/")
                .withoutBody()
                .build();
        Request built = new RequestBuilder(settings, operation, JsonObject.of(), "*/*").build();
        Headers.Builder asked = built.headers().toBuilder().remove("accept");
        for (String name : List.of("authorization", "x-api-key", "anthropic-version")) {
            own.first(name).ifPresent(value -> asked.set(name, value));
        }
        Capture capture = new Capture(operation);
        try {
            authentication
                    .intercept(built.withUrl(given.uri()).withHeaders(asked.build()), capture)
                    .close();
        } catch (IOException e) {
            throw new ConnectionException(operation + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(operation + ": interrupted", e);
        }
        return capture.headers;
    }

    private boolean isOurs(URI url) {
        URI base = URI.create(settings.baseUrl());
        String path = url.normalize().getRawPath();
        return BaseUrl.origin(base).equals(BaseUrl.origin(url))
                && url.getRawUserInfo() == null
                && (path + "/").startsWith(base.getRawPath() + "/");
    }

    /** Servers decode a path, and some cut off what follows a semicolon, before they look for two dots. */
    private static boolean leadsUp(String path) {
        String decoded = path.toLowerCase(Locale.ROOT).replace("%25", "%");
        for (String segment : decoded.replace("%2e", ".").replace("%3b", ";").split("/|\\\\|%2f|%5c", -1)) {
            int end = segment.indexOf(';');
            if ((end < 0 ? segment : segment.substring(0, end)).equals("..")) {
                return true;
            }
        }
        return false;
    }

    private static String merged(List<String> own, String ours) {
        Set<String> all = new LinkedHashSet<>();
        own.forEach(header -> all.addAll(Headers.words(header)));
        all.addAll(List.of(ours.split(",")));
        return String.join(",", all);
    }

    static <T> HttpResponse<T> checked(HttpResponse<T> response) {
        if (response.statusCode() >= 200 && response.statusCode() < 300) {
            return response;
        }
        Response answer = Inbound.decoded(
                new Response(response.statusCode(), Headers.of(response.headers()), body(response.body())));
        try {
            throw ErrorAnswer.exception(ErrorAnswer.buffered(answer), Called.NOTHING);
        } catch (IOException e) {
            throw new ConnectionException(response.statusCode() + ": " + e.getMessage(), e);
        }
    }

    private static InputStream body(Object body) {
        if (body instanceof InputStream stream) {
            return stream;
        }
        byte[] bytes =
                body instanceof byte[] given ? given : body instanceof String text ? text.getBytes(UTF_8) : new byte[0];
        return Response.of(0, Headers.of(), bytes).body();
    }

    /** Stands for what comes after the authentication, and sends nothing. */
    private static final class Capture implements Interceptor.Chain {
        private final Call call;
        private Headers headers = Headers.of();

        Capture(Operation operation) {
            Duration attempt = Assembly.DEFAULT_ATTEMPT;
            this.call = new LiveCall(
                    operation,
                    JsonObject.of(),
                    new Timeouts(attempt, attempt, attempt, Optional.empty()),
                    false,
                    false);
        }

        @Override
        public Response proceed(Request request) {
            headers = request.headers();
            return Response.of(200, Headers.of(), new byte[0]);
        }

        @Override
        public Call call() {
            return call;
        }
    }
}
