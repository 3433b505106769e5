package io.github.claude4j.client;

import io.github.claude4j.ApiResponse;
import io.github.claude4j.EventStream;
import io.github.claude4j.Operations;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.http.Operation;
import io.github.claude4j.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes calls to endpoints that this version does not know, with the same credentials, retries, errors and logging as those
 * of the services.
 *
 * <p>A path begins with a slash and may have a query; it is put behind the base URL.
 */
public final class Http {
    private final Caller caller;

    Http(Caller caller) {
        this.caller = caller;
    }

    Caller caller() {
        return caller;
    }

    /** {@code GET} of an endpoint that this version does not know. */
    public ApiResponse get(String path) {
        return undocumented("GET", path, null);
    }

    /** {@code DELETE} of an endpoint that this version does not know. */
    public ApiResponse delete(String path) {
        return undocumented("DELETE", path, null);
    }

    /** {@code POST} to an endpoint that this version does not know; not repeated once it was sent. */
    public ApiResponse post(String path, JsonObject body) {
        return undocumented("POST", path, body);
    }

    /** {@code PUT} to an endpoint that this version does not know; not repeated once it was sent. */
    public ApiResponse put(String path, JsonObject body) {
        return undocumented("PUT", path, body);
    }

    /** {@code PATCH} to an endpoint that this version does not know; not repeated once it was sent. */
    public ApiResponse patch(String path, JsonObject body) {
        return undocumented("PATCH", path, body);
    }

    /**
     * Events from an endpoint that this version does not know, asked for with {@code POST}. The body is sent as it is: an
     * endpoint that can answer in two ways wants {@code "stream": true} in it.
     */
    public EventStream<JsonObject> stream(String path, JsonObject body) {
        return caller.stream(unknown("POST", path, body).events().build(), body, Function.identity());
    }

    /**
     * Makes a request that you built ready to send with an {@link java.net.http.HttpClient} of your own: with the credentials,
     * the API version, the betas and headers of this client, except those that it has. A body without a content type is taken
     * for JSON. Nothing is sent, and retries and limits are yours.
     *
     * @param request with its method and body, with or without a URL
     * @param path begins with a slash and is put behind the base URL
     */
    public HttpRequest attach(String path, HttpRequest.Builder request) {
        return new Attachment(caller.settings()).to(path, request);
    }

    /**
     * Makes a request that you built ready to send, as {@link #attach(String, HttpRequest.Builder)} does, to the URL it has.
     *
     * @throws InvalidParamsException when that is not under the base URL: credentials go nowhere else
     */
    public HttpRequest attach(HttpRequest request) {
        return new Attachment(caller.settings()).to(request);
    }

    /**
     * Passes an answer that you received through, if it is no error. The body of an error is looked at if it is text, bytes or
     * a stream, which is closed then.
     *
     * @throws io.github.claude4j.errors.ApiException for a status that is no success, as calls of this client throw it
     */
    public <T> HttpResponse<T> check(HttpResponse<T> response) {
        return Attachment.checked(response);
    }

    private ApiResponse undocumented(String method, String path, @Nullable JsonObject body) {
        return caller.raw(unknown(method, path, body).build(), body == null ? JsonObject.of() : body);
    }

    /** What this version knows of a path that has a service after all: the betas that the body needs. */
    private static List<String> betas(String method, String path, @Nullable JsonObject body) {
        if (body == null) {
            return List.of();
        }
        String plain = path.indexOf('?') < 0 ? path : path.substring(0, path.indexOf('?'));
        return Operations.all().stream()
                .filter(known -> known.method().equals(method) && isRoute(known.route(), plain))
                .findFirst()
                .map(known -> known.betas(body))
                .orElse(List.of());
    }

    private static boolean isRoute(String route, String path) {
        String[] expected = route.split("/", -1);
        String[] found = path.split("/", -1);
        boolean same = expected.length == found.length;
        for (int i = 0; same && i < expected.length; i++) {
            same = expected[i].startsWith("{") || expected[i].equals(found[i]);
        }
        return same;
    }

    private static Operation.Builder unknown(String method, String path, @Nullable JsonObject body) {
        // Without its slash it would go on with the name of the host, and the credentials would go elsewhere.
        if (!path.startsWith("/")) {
            throw new InvalidParamsException("path: expected one that begins with a slash, found " + path);
        }
        // A brace may not stand in a URL, and in a route it would begin a parameter.
        return Operation.of(
                        method + " " + path, method, path.replace("{", "%7B").replace("}", "%7D"))
                .betas(betas(method, path, body).toArray(String[]::new));
    }
}
