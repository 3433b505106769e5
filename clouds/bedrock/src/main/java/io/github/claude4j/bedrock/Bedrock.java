package io.github.claude4j.bedrock;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.claude4j.aws.AwsBackend;
import io.github.claude4j.aws.AwsOptions;
import io.github.claude4j.bedrock.internal.FrameSource;
import io.github.claude4j.bedrock.internal.InvokeBody;
import io.github.claude4j.bedrock.internal.ModelId;
import io.github.claude4j.http.Call;
import io.github.claude4j.http.Headers;
import io.github.claude4j.http.Operation;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.RequestBody;
import io.github.claude4j.http.Response;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Claude on Amazon Bedrock, by its operations that invoke a model: messages, whole and streamed, and counting tokens. A model is
 * named by its id there, by an inference profile such as {@code us.anthropic.claude-opus-5-5-v1:0}, or by an ARN.
 *
 * <pre>{@code
 * try (Claude claude = Claude.builder().backend(Bedrock.fromEnv()).build()) {
 *     …
 * }
 * }</pre>
 */
public final class Bedrock extends AwsBackend {
    private static final String FRAMES = "application/vnd.amazon.eventstream";
    private static final String SENT_BETAS = "claude4j.bedrock.betas";

    private final Headers headers;
    private final Set<String> withoutBetas;
    private final @Nullable Set<String> onlyBetas;

    private Bedrock(Builder options) {
        super(options, "aws.bedrock", "bedrock", "bedrock-runtime.{region}.{domain}");
        this.headers = options.headers.build();
        this.withoutBetas = Set.copyOf(options.withoutBetas);
        this.onlyBetas = options.onlyBetas == null ? null : Set.copyOf(options.onlyBetas);
    }

    /** With what the environment says: see {@link Builder#fromEnv()}. */
    public static Bedrock fromEnv() {
        return builder().fromEnv().build();
    }

    /** Builds it. It looks at the environment only if it is told to. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public boolean supports(Operation operation) {
        return Messaging.isThere(operation);
    }

    @Override
    public void check(Call call) {
        super.check(call);
        Messaging.check(call);
        ModelId.of(call.params().get("model"));
    }

    /** Models take their time before they say something. */
    @Override
    public Optional<Duration> idleTimeout() {
        return Optional.of(Duration.ofMinutes(3));
    }

    @Override
    protected Request rewritten(Request request, Call call) throws IOException {
        JsonObject params = request.json();
        boolean counts = Messaging.isCount(call.operation());
        boolean streams = Boolean.TRUE.equals(params.get("stream"));
        String model = ModelId.of(params.get("model"));
        InvokeBody body = InvokeBody.of(params, request.headers(), this::isWanted);
        call.attribute(SENT_BETAS, body.betas());
        String action = counts ? "count-tokens" : streams ? "invoke-with-response-stream" : "invoke";
        String path = "/model/" + segment(counts ? ModelId.base(model) : model) + "/" + action;
        return request.withUrl(URI.create(call.baseUrl() + path))
                .withBody(RequestBody.of(counts ? body.counting() : body.json()))
                .withHeaders(headers(request, counts));
    }

    private boolean isWanted(String beta) {
        return !withoutBetas.contains(beta) && (onlyBetas == null || onlyBetas.contains(beta));
    }

    private Headers headers(Request request, boolean counts) {
        Headers.Builder sent = Headers.builder();
        if (!counts) {
            sent.setAll(headers);
        }
        sent.setAll(request.headers())
                .remove("anthropic-version")
                .remove("anthropic-beta")
                .remove("anthropic-user-profile-id");
        if (request.headers().first("accept").equals(Optional.of("text/event-stream"))) {
            sent.set("accept", "application/json");
        }
        return sent.set("content-type", "application/json").build();
    }

    @Override
    public Response answer(Response answer, Call call) {
        Response known = super.answer(answer, call);
        boolean frames = answer.headers().first("content-type").orElse("").startsWith(FRAMES);
        return frames
                ? known.withBody(new FrameSource(
                                answer.source(),
                                (type, message) -> errorEvent(type, message).toJson()))
                        .withHeaders(known.headers().toBuilder()
                                .set("content-type", "text/event-stream")
                                .build())
                : known;
    }

    @Override
    public Response whole(Response answer, Call call) throws IOException {
        if (!Messaging.isCount(call.operation())) {
            return answer;
        }
        JsonObject counted = JsonObject.parse(answer.bytes());
        JsonObject told = counted.has("inputTokens")
                ? counted.without("inputTokens").with("input_tokens", counted.get("inputTokens"))
                : counted;
        return Response.of(answer.status(), answer.headers(), told.toJson().getBytes(UTF_8));
    }

    @Override
    public Response error(Response error, Call call) throws IOException {
        Response told = super.error(error, call);
        String message = told.status() == 400 ? Messaging.message(told) : "";
        String advice = advice(message, call);
        return advice.isEmpty() ? told : Messaging.advised(told, advice);
    }

    /** What to do about errors that Bedrock does not explain; empty for others. */
    private static String advice(String message, Call call) {
        if (message.contains("beta flag") || message.contains("anthropic_beta")) {
            return "sent were " + call.attribute(SENT_BETAS)
                    + "; withoutBetas(…) or onlyBetas(…) on the builder of Bedrock leaves some out";
        }
        if (message.contains("on-demand throughput")) {
            return "name an inference profile: us., eu., global. or the like in front of the id, or its ARN";
        }
        if (message.contains("counting tokens")) {
            return "asked for as " + ModelId.base(ModelId.of(call.params().get("model")))
                    + "; tokens are counted by the id of a model, not by that of a profile that hides it";
        }
        return "";
    }

    /**
     * Says who calls, where, and what goes with each message. With {@link #fromEnv()} an API key is that of
     * {@code AWS_BEARER_TOKEN_BEDROCK}, the place that of {@code ANTHROPIC_BEDROCK_BASE_URL}.
     */
    public static final class Builder extends AwsOptions<Builder> {
        private final Headers.Builder headers = Headers.builder();
        private final Set<String> withoutBetas = new LinkedHashSet<>();
        private @Nullable Set<String> onlyBetas;

        private Builder() {
            super("ANTHROPIC_BEDROCK_BASE_URL", "AWS_BEARER_TOKEN_BEDROCK");
        }

        /** Betas not to send, whatever asks for them: Bedrock refuses a message for one that it does not know. */
        public Builder withoutBetas(String... betas) {
            withoutBetas.addAll(Set.of(betas));
            return this;
        }

        /** The only betas to send, whatever asks for others. */
        public Builder onlyBetas(String... betas) {
            onlyBetas = Set.of(betas);
            return this;
        }

        /**
         * The guardrail that looks at each message, as the header {@code X-Amzn-Bedrock-GuardrailIdentifier}. That header on a copy
         * of the client, like those of the options below, takes its place.
         *
         * @param id its id or ARN
         * @param version its number, or {@code DRAFT}
         */
        public Builder guardrail(String id, String version) {
            header("X-Amzn-Bedrock-GuardrailIdentifier", given("guardrail", id));
            return header("X-Amzn-Bedrock-GuardrailVersion", given("version", version));
        }

        /** Whether answers tell what the guardrail did: {@code ENABLED}, {@code DISABLED}, {@code ENABLED_FULL}. */
        public Builder trace(String trace) {
            return header("X-Amzn-Bedrock-Trace", given("trace", trace));
        }

        /** How fast and at which price messages are answered: {@code default}, {@code priority}, {@code flex}, {@code reserved}. */
        public Builder serviceTier(String tier) {
            return header("X-Amzn-Bedrock-Service-Tier", given("serviceTier", tier));
        }

        /** Whether a model runs where it answers sooner: {@code standard}, {@code optimized}. */
        public Builder performanceLatency(String latency) {
            return header("X-Amzn-Bedrock-PerformanceConfig-Latency", given("performanceLatency", latency));
        }

        private Builder header(String name, String value) {
            headers.set(name, value);
            return this;
        }

        @Override
        protected Builder fromEnv(UnaryOperator<@Nullable String> variables) {
            return super.fromEnv(variables);
        }

        /**
         * The backend.
         *
         * @throws io.github.claude4j.errors.InvalidParamsException for a region that is nowhere said
         * @throws io.github.claude4j.errors.MissingCredentialsException where nothing says who calls
         */
        public Bedrock build() {
            return new Bedrock(this);
        }
    }
}
