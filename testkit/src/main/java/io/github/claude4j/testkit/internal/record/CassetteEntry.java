package io.github.claude4j.testkit.internal.record;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.server.Received;
import io.github.claude4j.testkit.internal.spec.Spec;
import io.github.claude4j.testkit.internal.spec.SpecOperation;
import io.github.claude4j.testkit.internal.spec.TypeExpr;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A request and its answer, as a cassette holds them: what people can read is kept readable, secrets are left out.
 *
 * @param request what {@link Replay} looks for
 */
public record CassetteEntry(JsonObject request, JsonObject response) {
    /** The headers of answers that say something to a client; others are about the connection or about who asked. */
    private static final List<String> KEPT = List.of(
            "content-type",
            "content-encoding",
            "request-id",
            "retry-after",
            "retry-after-ms",
            "x-should-retry",
            "content-disposition");

    /** Reads all that a replay relies on, so that a cassette that lacks some of it is refused at once. */
    static CassetteEntry of(JsonObject json) {
        CassetteEntry exchange = new CassetteEntry(json.object("request"), json.object("response"));
        exchange.request.string("method");
        exchange.request.string("path");
        exchange.response.longValue("status");
        exchange.response.object("headers");
        return exchange;
    }

    JsonObject json() {
        return JsonObject.of("request", request, "response", response);
    }

    /** The same without the secrets that were noted. */
    CassetteEntry masked(Secrets secrets) {
        return new CassetteEntry(secrets.masked(request), secrets.masked(response));
    }

    /** An exchange whose answer came in one piece. */
    static CassetteEntry of(
            Received request, int status, Map<String, String> headers, byte[] body, Redaction redaction) {
        return new CassetteEntry(request(request, redaction), response(request, status, headers, body, redaction));
    }

    /** An exchange whose answer came as events. */
    static CassetteEntry of(
            Received request,
            int status,
            Map<String, String> headers,
            List<JsonObject> events,
            boolean cut,
            Redaction redaction) {
        return new CassetteEntry(
                request(request, redaction), streamed(request, status, headers, events, cut, redaction));
    }

    /** A request without secrets. */
    public static JsonObject request(Received request, Redaction redaction) {
        JsonObject.Builder json =
                JsonObject.builder().put("method", request.method()).put("path", request.path());
        if (!request.query().isEmpty()) {
            JsonObject.Builder query = JsonObject.builder();
            request.query().forEach((name, values) -> query.put(name, JsonArray.of(new ArrayList<>(values))));
            json.put("query", redaction.ofForm(query.build()));
        }
        if (request.body().length > 0) {
            SpecOperation operation = operation(request);
            String params = operation == null ? null : operation.params();
            TypeExpr type = params == null ? null : new TypeExpr.Named(params);
            boolean form = CassetteBody.isForm(request) && !isExchange(request);
            UnaryOperator<@Nullable Object> masking = form ? redaction::ofForm : masking(request, type, redaction);
            readable(request, CassetteBody.ofRequest(request, masking)).addTo(json);
        }
        return json.build();
    }

    /** An answer in one piece, without secrets. */
    public static JsonObject response(
            Received request, int status, Map<String, String> headers, byte[] body, Redaction redaction) {
        SpecOperation operation = operation(request);
        TypeExpr type = operation == null || status >= 400 ? null : answer(operation);
        JsonObject.Builder json = head(status, headers);
        if (body.length > 0) {
            String contentType = headers.getOrDefault("content-type", "");
            readable(request, CassetteBody.of(contentType, body, masking(request, type, redaction)))
                    .addTo(json);
        }
        return json.build();
    }

    private static UnaryOperator<@Nullable Object> masking(
            Received request, @Nullable TypeExpr type, Redaction redaction) {
        if (isExchange(request)) {
            return redaction::ofExchange;
        }
        return operation(request) == null ? redaction::ofUnknown : value -> redaction.of(type, value);
    }

    /** Credentials are exchanged for tokens there; the spec does not know it. */
    private static boolean isExchange(Received request) {
        return request.path().endsWith("/oauth/token");
    }

    /** Of what is exchanged nothing is kept that could not be looked into. */
    private static CassetteBody readable(Received request, CassetteBody body) {
        return isExchange(request) && body.value() instanceof String ? new CassetteBody("text", Secrets.MASK) : body;
    }

    /** An answer that came as events, without secrets. */
    public static JsonObject streamed(
            Received request,
            int status,
            Map<String, String> headers,
            List<JsonObject> events,
            boolean cut,
            Redaction redaction) {
        SpecOperation operation = operation(request);
        String name = operation == null ? null : operation.streams();
        TypeExpr type = name == null ? null : new TypeExpr.Named(name);
        JsonArray.Builder masked = JsonArray.builder();
        for (JsonObject event : events) {
            masked.add(event.has("data") ? event.with("data", redaction.of(type, event.get("data"))) : event);
        }
        JsonObject.Builder json = head(status, headers).put("events", masked.build());
        return (cut ? json.put("cut", true) : json).build();
    }

    private static JsonObject.Builder head(int status, Map<String, String> headers) {
        JsonObject.Builder kept = JsonObject.builder();
        headers.forEach((name, value) -> {
            if (KEPT.contains(name) || name.startsWith("anthropic-ratelimit-")) {
                kept.put(name, value);
            }
        });
        return JsonObject.builder().put("status", status).put("headers", kept.build());
    }

    /** The type of what an operation answers; elements of pages hold no secrets. */
    private static @Nullable TypeExpr answer(SpecOperation operation) {
        if (operation.lines() != null) {
            return new TypeExpr.ListOf(new TypeExpr.Named(Objects.requireNonNull(operation.lines())));
        }
        return operation.returns();
    }

    private static @Nullable SpecOperation operation(Received request) {
        return Spec.get().match(request.method(), request.segments());
    }
}
