package io.github.claude4j.http;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * What HTTP said about an answer.
 *
 * @param status the HTTP status
 * @param headers the headers of the answer
 * @param attempts how often the request was sent, 1 where nothing was repeated
 * @param elapsed from the first attempt's start to the head of this answer
 */
public record ResponseInfo(int status, Headers headers, int attempts, Duration elapsed) {
    public ResponseInfo {
        Objects.requireNonNull(headers, "headers");
        Objects.requireNonNull(elapsed, "elapsed");
    }

    /** The id to give to Anthropic's support. */
    public Optional<String> requestId() {
        return headers.first("request-id");
    }

    /** The workspace that the request counted for. */
    public Optional<String> workspaceId() {
        return headers.first("anthropic-workspace-id");
    }

    /** How much of the account's limits is left; each part is empty where the answer does not say. */
    public RateLimits rateLimits() {
        return new RateLimits(headers);
    }
}
