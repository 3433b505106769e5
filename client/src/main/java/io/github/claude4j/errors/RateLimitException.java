package io.github.claude4j.errors;

/** Status 429: a rate limit or a spend limit is reached; see {@link #retryAfter} and {@link #errorCode}. */
public final class RateLimitException extends ApiException {
    private static final long serialVersionUID = 1L;

    RateLimitException(Answer answer) {
        super(answer);
    }
}
