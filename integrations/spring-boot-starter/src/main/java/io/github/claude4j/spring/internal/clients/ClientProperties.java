package io.github.claude4j.spring.internal.clients;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * What a client is told by properties: {@code claude.…} for the one that has no name, {@code claude.clients.<name>.…} for others. What is
 * not set comes from the environment, else has the client's own default.
 *
 * @param apiKey The API key, or that of a cloud. Default: what ANTHROPIC_API_KEY and the like say.
 * @param authToken A token that is sent as it is, instead of a key.
 * @param profile The profile that holds the credentials: one of the API, or of AWS for its backends.
 * @param skipAuth Whether to send nothing that says who calls, for a gateway that adds it.
 * @param baseUrl Where the API, or the cloud's, is. Default: https://api.anthropic.com, or where the backend is.
 * @param allowInsecureHttp Whether the base URL may be http:// to another machine.
 * @param backend Where calls go: the API itself, or a cloud, whose artifact has to be there.
 * @param workspaceId The workspace that calls count for.
 * @param connectTimeout How long to try to connect. Default: 10 seconds.
 * @param timeout How long one attempt may take, of a stream until its head is there. Default: 10 minutes, more for long messages.
 * @param idleTimeout How long an answer may pause. Default: 60 seconds.
 * @param totalTimeout How long a call may take in all, with retries and the whole of a stream. Default: no limit.
 * @param maxAnswerSize How much of an answer may be held in memory. Default: 256 MB, or a quarter of the heap if that is less.
 * @param maxRetries How often a request is sent again at most. Default: 2.
 * @param apiVersion The version of the API. Default: 2026-10-21.
 * @param betas Beta headers to send beside those that requests ask for by themselves.
 * @param headers Headers to send with each request, by name.
 * @param asyncCalls How many calls of async run at once before Java 21, where each takes a thread. Default: 256.
 */
@ConfigurationProperties("claude")
public record ClientProperties(
        @Nullable String apiKey,
        @Nullable String authToken,
        @Nullable String profile,
        @DefaultValue("false") boolean skipAuth,
        @Nullable String baseUrl,
        @DefaultValue("false") boolean allowInsecureHttp,
        @DefaultValue("api") ClaudeBackend backend,
        @Nullable String workspaceId,
        @Nullable Aws aws,
        @Nullable Google google,
        @Nullable Foundry foundry,
        @Nullable Duration connectTimeout,
        @Nullable Duration timeout,
        @Nullable Duration idleTimeout,
        @Nullable Duration totalTimeout,
        @Nullable DataSize maxAnswerSize,
        @Nullable Integer maxRetries,
        @Nullable Retry retry,
        @Nullable Limiter limiter,
        @Nullable String apiVersion,
        @DefaultValue List<String> betas,
        @DefaultValue Map<String, String> headers,
        @Nullable Proxy proxy,
        @Nullable Ssl ssl,
        @Nullable Integer asyncCalls) {
    /**
     * For the backends bedrock, mantle and aws.
     *
     * @param region The region that answers, such as us-west-2. Default: what AWS_REGION or the profile says.
     * @param accessKeyId The id of the key to sign with.
     * @param secretAccessKey The key to sign with.
     * @param sessionToken The token of a key that was lent.
     * @param sdk Whether to find key and region as AWS's own library does, with claude4j-aws-sdk: roles, containers, SSO.
     */
    public record Aws(
            @Nullable String region,
            @Nullable String accessKeyId,
            @Nullable String secretAccessKey,
            @Nullable String sessionToken,
            @DefaultValue("false") boolean sdk) {
        @Override
        public String toString() {
            return "Aws[region=" + region + ", sdk=" + sdk + "]";
        }
    }

    /**
     * For the backends vertex and google-cloud.
     *
     * @param project The project that calls are made and billed for. Default: what variables or credentials say.
     * @param region The region that answers, such as us-east5 or global. Default: what CLOUD_ML_REGION says.
     */
    public record Google(@Nullable String project, @Nullable String region) {}

    /**
     * For the backend foundry.
     *
     * @param resource The name of the resource. Default: what ANTHROPIC_FOUNDRY_RESOURCE says.
     */
    public record Foundry(@Nullable String resource) {}

    /**
     * When a request is sent again.
     *
     * @param firstWait How long to wait the first time, twice as long each time after that. Default: half a second.
     * @param longestWait How long to wait at most. Default: 8 seconds.
     * @param statuses The statuses after which a request is sent again. Default: 408, 409, 429 and all from 500 on.
     */
    public record Retry(
            @Nullable Duration firstWait,
            @Nullable Duration longestWait,
            @DefaultValue List<Integer> statuses) {}

    /**
     * Lets calls wait until the limits of the account allow them.
     *
     * @param enabled Whether calls wait. Default: true where another property of the limiter is set.
     * @param maxConcurrent How many calls may be under way at once. Default: as many as the limits allow.
     */
    public record Limiter(
            @DefaultValue("true") boolean enabled, @Nullable Integer maxConcurrent) {}

    /**
     * The HTTP proxy to go through. Default: what system properties and HTTPS_PROXY say.
     *
     * @param url Where it is, as http://host:port.
     * @param user Who goes through.
     * @param password The user's password.
     */
    public record Proxy(
            @Nullable String url,
            @Nullable String user,
            @Nullable String password) {
        @Override
        public String toString() {
            return "Proxy[…]";
        }
    }

    /**
     * Whom to trust, and what to show.
     *
     * @param bundle The name of the SSL bundle to use.
     */
    public record Ssl(@Nullable String bundle) {}

    /** Without anything that is secret. */
    @Override
    public String toString() {
        return "ClientProperties[backend=" + backend + ", baseUrl=" + baseUrl + ", …]";
    }
}
