package io.github.claude4j.checks.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.http.Backend;
import io.github.claude4j.http.Call;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.RequestBody;
import io.github.claude4j.http.Response;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Amazon Bedrock by nothing but what a {@link Backend} may do. Its session token is {@code token-1} until that has expired. */
final class BedrockBackend implements Backend {
    private static final Set<String> REFUSALS = Set.of("ExpiredTokenException", "ExpiredToken");

    private final String url;
    private final AtomicInteger token = new AtomicInteger(1);

    BedrockBackend(String url) {
        this.url = url;
    }

    @Override
    public String provider() {
        return "aws.bedrock";
    }

    @Override
    public String baseUrl() {
        return url;
    }

    @Override
    public Optional<String> apiVersion() {
        return Optional.of("bedrock-2023-05-31");
    }

    @Override
    public Optional<Duration> idleTimeout() {
        return Optional.of(Duration.ofSeconds(180));
    }

    @Override
    public void check(Call call) {
        if (!Set.of("messages.create", "messages.count_tokens")
                .contains(call.operation().name())) {
            throw new InvalidParamsException(call.operation() + ": Bedrock does not have it");
        }
    }

    @Override
    public Request adapt(Request request, Call call) throws IOException {
        JsonObject body = request.body().orElseThrow().json().orElseThrow();
        boolean counts = isCount(call);
        boolean streams = Boolean.TRUE.equals(body.get("stream"));
        String action = counts ? "count-tokens" : streams ? "invoke-with-response-stream" : "invoke";
        JsonObject invoked = invoked(body, request.headers());
        String model = body.string("model");
        Request adapted = request.withUrl(request.url().resolve("/model/" + Signer.segment(model) + "/" + action))
                .withBody(RequestBody.of(counts ? counted(invoked) : invoked));
        Headers kept = adapted.headers().toBuilder()
                .remove("anthropic-beta")
                .remove("anthropic-version")
                .build();
        return adapted.withHeaders(Signer.sign(
                adapted.withHeaders(kept),
                BedrockServer.KEY_ID,
                BedrockServer.SECRET,
                "token-" + token,
                BedrockServer.REGION,
                Instant.now()));
    }

    private static boolean isCount(Call call) {
        return call.operation().name().equals("messages.count_tokens");
    }

    private static JsonObject invoked(JsonObject body, Headers headers) {
        JsonObject.Builder invoked = body.toBuilder().remove("model").remove("stream");
        invoked.put("anthropic_version", headers.first("anthropic-version").orElseThrow());
        List<String> betas = new ArrayList<>();
        headers.all("anthropic-beta").forEach(value -> betas.addAll(Headers.words(value)));
        if (!betas.isEmpty()) {
            invoked.put("anthropic_beta", JsonArray.of(betas.toArray()));
        }
        return invoked.build();
    }

    private static JsonObject counted(JsonObject invoked) {
        String base64 = Base64.getEncoder()
                .encodeToString(invoked.with("max_tokens", 1).toJson().getBytes(UTF_8));
        return JsonObject.of("input", JsonObject.of("invokeModel", JsonObject.of("body", base64)));
    }

    @Override
    public Response answer(Response answer, Call call) {
        Headers.Builder headers = answer.headers().toBuilder();
        answer.headers().first("x-amzn-requestid").ifPresent(id -> headers.set("request-id", id));
        if (answer.headers().first("content-type").equals(Optional.of("application/vnd.amazon.eventstream"))) {
            headers.set("content-type", "text/event-stream");
            return answer.withBody(new EventStreamSource(answer.source())).withHeaders(headers.build());
        }
        if (answer.status() == 200 && isCount(call)) {
            return answer.withBody(new RewrittenSource(
                            answer.source(),
                            bytes -> JsonObject.of(
                                            "input_tokens",
                                            JsonObject.parse(bytes).get("inputTokens"))
                                    .toJson()
                                    .getBytes(UTF_8)))
                    .withHeaders(headers.remove("content-length").build());
        }
        return answer.withHeaders(headers.build());
    }

    @Override
    public Response error(Response error, Call call) {
        String type = type(error);
        JsonObject told = body(error);
        String message =
                told.optString("message").orElse(told.optString("Message").orElse(""));
        return Response.of(
                error.status(), error.headers(), error(type, message).toJson().getBytes(UTF_8));
    }

    /** What it says; nothing where a load balancer says it in HTML. */
    private static JsonObject body(Response error) {
        try {
            return JsonObject.parse(error.bytes());
        } catch (IOException | InvalidDataException e) {
            return JsonObject.of();
        }
    }

    /** The name in the header, before more of it behind a colon. */
    private static String type(Response error) {
        return error.headers().first("x-amzn-errortype").orElse("").split(":", 2)[0];
    }

    /** An error as the API tells it, of what AWS calls it in frames and headers. */
    static JsonObject error(String type, String message) {
        String plain = type.toLowerCase(Locale.ROOT).replaceFirst("exception$", "");
        String ours = switch (plain) {
            case "throttling", "modelnotready" -> "rate_limit_error";
            case "serviceunavailable" -> "overloaded_error";
            case "modeltimeout" -> "timeout_error";
            case "validation" -> "invalid_request_error";
            case "accessdenied", "expiredtoken", "invalidsignature" -> "permission_error";
            case "resourcenotfound", "unknownoperation" -> "not_found_error";
            default -> "api_error";
        };
        return JsonObject.of("type", "error", "error", JsonObject.of("type", ours, "message", type + ": " + message));
    }

    @Override
    public boolean isRefusal(Response answer) {
        return answer.status() == 403 && REFUSALS.contains(type(answer));
    }

    @Override
    public boolean renew(Response refusal, Call call) {
        token.incrementAndGet();
        return true;
    }
}
