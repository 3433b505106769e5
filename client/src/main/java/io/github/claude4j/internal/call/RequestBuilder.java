package io.github.claude4j.internal.call;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Operation;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.RequestBody;
import io.github.claude4j.internal.ApiVersion;
import io.github.claude4j.internal.Version;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the HTTP request for the parameters of an operation. */
public final class RequestBuilder {
    private static final String USER_AGENT =
            "claude4j/" + Version.NUMBER + " (Java " + Runtime.version().feature() + ")";

    private final Settings settings;
    private final Operation operation;
    private final JsonObject params;
    private final String accept;

    public RequestBuilder(Settings settings, Operation operation, JsonObject params, String accept) {
        this.settings = settings;
        this.operation = operation;
        this.params = params;
        this.accept = accept;
    }

    public Request build(String... route) {
        checkVersion();
        URI url = url(settings.baseUrl() + path(route) + query());
        RequestBody body = operation.hasBody() ? body() : null;
        return Request.of(operation, operation.method(), url, headers(body), body);
    }

    private URI url(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new InvalidParamsException(operation + ": expected a path as in a URL, found " + e.getMessage());
        }
    }

    private void checkVersion() {
        String version = settings.headers().first("anthropic-version").orElse(settings.apiVersion());
        operation.refusedFrom(params).forEach((field, from) -> {
            if (!ApiVersion.isBefore(version, from)) {
                throw new InvalidParamsException(field + ": refused from API version " + from
                        + " on; leave it out, or ask for an older version: apiVersion(\"2023-06-01\")");
            }
        });
    }

    private String path(String... route) {
        StringBuilder path = new StringBuilder(operation.route());
        int next = 0;
        for (String name : operation.routeParameters()) {
            if (next == route.length) {
                throw new InvalidParamsException(operation + ": expected " + name + ", found nothing");
            }
            int at = path.indexOf("{" + name + "}");
            path.replace(at, at + name.length() + 2, segment(name, route[next++]));
        }
        return path.toString();
    }

    /** A parameter must stay one segment: "..", also with a matrix parameter, would lead to another route. */
    private static String segment(String name, @Nullable String value) {
        if (value == null) {
            throw new InvalidParamsException(name + ": expected an id, found null");
        }
        String bare = value.indexOf(';') < 0 ? value : value.substring(0, value.indexOf(';'));
        if (bare.isBlank() || bare.equals(".") || bare.equals("..")) {
            throw new InvalidParamsException(name + ": expected an id, found \"" + value + "\"");
        }
        return encode(value);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, UTF_8).replace("+", "%20").replace("%7E", "~");
    }

    private String query() {
        StringBuilder query = new StringBuilder();
        if (operation.hasBody()) {
            operation.queryFields().forEach(name -> parameter(query, name, params.get(name)));
        } else {
            params.forEach((name, value) -> parameter(query, name, value));
        }
        return query.toString();
    }

    private void parameter(StringBuilder query, String name, @Nullable Object value) {
        if (value instanceof JsonArray list) {
            list.forEach(element -> parameter(query, name + "[]", element));
        } else if (value != null) {
            query.append(query.isEmpty() && operation.route().indexOf('?') < 0 ? '?' : '&')
                    .append(encode(name))
                    .append('=')
                    .append(encode(value.toString()));
        }
    }

    private RequestBody body() {
        JsonObject content = params;
        for (String name : operation.queryFields()) {
            content = content.without(name);
        }
        return operation.isMultipart() ? new MultipartBody(content) : RequestBody.of(content);
    }

    private Headers headers(@Nullable RequestBody body) {
        Headers.Builder headers = Headers.builder()
                .set("accept", accept)
                .set("user-agent", USER_AGENT)
                .set("anthropic-version", settings.apiVersion());
        if (body != null) {
            headers.set("content-type", body.contentType());
        }
        if (isLong(operation.answer())) {
            headers.set("accept-encoding", "gzip");
        }
        headers.setAll(settings.headers());
        Set<String> betas = betas();
        if (!betas.isEmpty()) {
            headers.set("anthropic-beta", String.join(",", betas));
        }
        settings.removed().forEach(headers::remove);
        return headers.build();
    }

    /** A single object, such as a message, is too short for decoding to pay; events would wait in the encoder. */
    private static boolean isLong(Operation.Answer answer) {
        return answer == Operation.Answer.PAGE || answer == Operation.Answer.LINES || answer == Operation.Answer.BINARY;
    }

    /** What the operation, its parameters and the options ask for, each once, in that order. */
    private Set<String> betas() {
        Set<String> betas = new LinkedHashSet<>(operation.betas(params));
        betas.addAll(settings.betas());
        for (String header : settings.headers().all("anthropic-beta")) {
            betas.addAll(Headers.words(header));
        }
        return betas;
    }
}
