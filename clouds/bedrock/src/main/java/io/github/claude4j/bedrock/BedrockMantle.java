package io.github.claude4j.bedrock;

import io.github.claude4j.aws.AwsBackend;
import io.github.claude4j.aws.AwsOptions;
import io.github.claude4j.bedrock.internal.InvokeBody;
import io.github.claude4j.bedrock.internal.ModelId;
import io.github.claude4j.http.Call;
import io.github.claude4j.http.Operation;
import io.github.claude4j.http.Request;
import io.github.claude4j.http.RequestBody;
import io.github.claude4j.http.Response;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Claude on Amazon Bedrock by Mantle, which speaks as the API does: messages, whole and streamed, and counting tokens. A model is
 * named by its id alone, such as {@code anthropic.claude-opus-5-5}, without a region in front.
 */
public final class BedrockMantle extends AwsBackend {
    private BedrockMantle(Builder options) {
        super(options, "aws.bedrock", "bedrock-mantle", "bedrock-mantle.{region}.api.aws/anthropic");
    }

    /** With what the environment says: see {@link Builder#fromEnv()}. */
    public static BedrockMantle fromEnv() {
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
    }

    /** Models take their time before they say something. */
    @Override
    public Optional<Duration> idleTimeout() {
        return Optional.of(Duration.ofMinutes(3));
    }

    /** Headers that it does not know are dropped there. */
    @Override
    protected Request rewritten(Request request, Call call) throws IOException {
        if (!request.headers().has("anthropic-user-profile-id")) {
            return request;
        }
        JsonObject.Builder json = request.json().toBuilder();
        InvokeBody.putUserProfile(json, request.headers());
        Request made = request.withBody(RequestBody.of(json.build()));
        return made.withHeaders(
                made.headers().toBuilder().remove("anthropic-user-profile-id").build());
    }

    @Override
    public Response error(Response error, Call call) throws IOException {
        Response told = super.error(error, call);
        boolean profile = told.status() == 404
                && call.params().get("model") instanceof String model
                && ModelId.isProfile(model)
                && !Messaging.message(told).isEmpty();
        return profile
                ? Messaging.advised(told, "Mantle takes ids without a region in front: anthropic.claude-… alone")
                : told;
    }

    /**
     * Says who calls and where. With {@link #fromEnv()} an API key is that of {@code AWS_BEARER_TOKEN_BEDROCK}, else of
     * {@code ANTHROPIC_AWS_API_KEY}, the place that of {@code ANTHROPIC_BEDROCK_MANTLE_BASE_URL}.
     */
    public static final class Builder extends AwsOptions<Builder> {
        private Builder() {
            super("ANTHROPIC_BEDROCK_MANTLE_BASE_URL", "AWS_BEARER_TOKEN_BEDROCK", "ANTHROPIC_AWS_API_KEY");
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
        public BedrockMantle build() {
            return new BedrockMantle(this);
        }
    }
}
