package io.github.claude4j.aws;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.http.Call;
import io.github.claude4j.http.Operation;
import io.github.claude4j.http.Request;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Claude Platform on AWS: the API itself, with its model ids and betas, behind the accounts of AWS.
 *
 * <pre>{@code
 * try (Claude claude = Claude.builder().backend(ClaudeOnAws.fromEnv()).build()) {
 *     …
 * }
 * }</pre>
 */
public final class ClaudeOnAws extends AwsBackend {
    private final @Nullable String workspace;

    private ClaudeOnAws(Builder options, @Nullable String workspace) {
        super(options, "anthropic", "aws-external-anthropic", "aws-external-anthropic.{region}.api.aws");
        this.workspace = workspace;
    }

    /** With what the environment says: see {@link Builder#fromEnv()}. */
    public static ClaudeOnAws fromEnv() {
        return builder().fromEnv().build();
    }

    /** Builds it. It looks at the environment only if it is told to. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public boolean supports(Operation operation) {
        return !operation.name().startsWith("user_profiles.action_urls.");
    }

    @Override
    protected Request rewritten(Request request, Call call) {
        return workspace == null || request.headers().has("anthropic-workspace-id")
                ? request
                : request.withHeader("anthropic-workspace-id", workspace);
    }

    /**
     * Says who calls, for which workspace and where. With {@link #fromEnv()} an API key is that of {@code ANTHROPIC_AWS_API_KEY},
     * the workspace that of {@code ANTHROPIC_AWS_WORKSPACE_ID}, the place that of {@code ANTHROPIC_AWS_BASE_URL}.
     */
    public static final class Builder extends AwsOptions<Builder> {
        private @Nullable String workspace;

        private Builder() {
            super("ANTHROPIC_AWS_BASE_URL", "ANTHROPIC_AWS_API_KEY");
        }

        /** The workspace that calls count for, unless one has a workspace of its own. It is needed, but with {@link #skipAuth()}. */
        public Builder workspaceId(String id) {
            this.workspace = given("workspaceId", id);
            return this;
        }

        @Override
        protected Builder fromEnv(UnaryOperator<@Nullable String> variables) {
            return super.fromEnv(variables);
        }

        /**
         * The backend.
         *
         * @throws InvalidParamsException for a workspace or a region that is nowhere said
         * @throws io.github.claude4j.errors.MissingCredentialsException where nothing says who calls
         */
        public ClaudeOnAws build() {
            String id = workspace != null
                    ? workspace
                    : variable("ANTHROPIC_AWS_WORKSPACE_ID").orElse(null);
            if (id == null && !who().equals("skipAuth")) {
                throw new InvalidParamsException(
                        "workspaceId: expected the id of a workspace, found none in workspaceId(…)"
                                + (isFromEnv() ? " and ANTHROPIC_AWS_WORKSPACE_ID" : ""));
            }
            return new ClaudeOnAws(this, id);
        }
    }
}
