package io.github.claude4j.http;

import io.github.claude4j.errors.ClaudeException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What HTTP said about an answer.
 *
 * @param status the HTTP status
 * @param headers the headers of the answer
 * @param attempts how often the request was sent, 1 where nothing was repeated
 * @param elapsed from the first attempt's start to the head of this answer
 * @param tried the targets that were asked, in order, of a client that has several; the last is the one that answered
 */
public record ResponseInfo(int status, Headers headers, int attempts, Duration elapsed, List<Tried> tried) {
    public ResponseInfo {
        Objects.requireNonNull(headers, "headers");
        Objects.requireNonNull(elapsed, "elapsed");
        tried = List.copyOf(Objects.requireNonNull(tried, "tried"));
    }

    /** What HTTP said, of a client that asks one place. */
    public ResponseInfo(int status, Headers headers, int attempts, Duration elapsed) {
        this(status, headers, attempts, elapsed, List.of());
    }

    /**
     * One of the targets that a call went to.
     *
     * @param target who answers there, as {@link Backend#provider()} says it, with a number where several have the same
     * @param failure why another was asked after it; empty for the one that answered
     */
    public record Tried(String target, Optional<ClaudeException> failure) {
        public Tried {
            Objects.requireNonNull(target, "target");
            Objects.requireNonNull(failure, "failure");
        }
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
