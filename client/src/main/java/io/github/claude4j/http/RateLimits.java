package io.github.claude4j.http;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.StringJoiner;

/** The account's limits as an answer's {@code anthropic-ratelimit-*} headers tell them. */
public final class RateLimits {
    private final Headers headers;

    RateLimits(Headers headers) {
        this.headers = headers;
    }

    /** Requests a minute. */
    public Optional<Limit> requests() {
        return limit("requests");
    }

    /** Tokens a minute, input and output together: the one of the limits below that is nearest. */
    public Optional<Limit> tokens() {
        return limit("tokens");
    }

    /** Input tokens a minute. */
    public Optional<Limit> inputTokens() {
        return limit("input-tokens");
    }

    /** Output tokens a minute. */
    public Optional<Limit> outputTokens() {
        return limit("output-tokens");
    }

    private Optional<Limit> limit(String kind) {
        String prefix = "anthropic-ratelimit-" + kind;
        Optional<String> limit = headers.first(prefix + "-limit");
        Optional<String> remaining = headers.first(prefix + "-remaining");
        Optional<String> reset = headers.first(prefix + "-reset");
        if (limit.isEmpty() || remaining.isEmpty() || reset.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Limit(
                    Long.parseLong(limit.get()),
                    Long.parseLong(remaining.get()),
                    OffsetDateTime.parse(reset.get()).toInstant()));
        } catch (NumberFormatException | DateTimeException e) {
            // A gateway may write what it likes here; a limit that cannot be read is one we were not told.
            return Optional.empty();
        }
    }

    /** Those that were told, such as {@code requests: 5 of 50 left until 2026-11-29T10:00:00Z}. */
    @Override
    public String toString() {
        StringJoiner text = new StringJoiner(", ");
        for (String kind : List.of("requests", "tokens", "input-tokens", "output-tokens")) {
            limit(kind)
                    .ifPresent(told -> text.add(
                            kind + ": " + told.remaining() + " of " + told.limit() + " left until " + told.reset()));
        }
        return text.length() == 0 ? "none told" : text.toString();
    }

    /**
     * One limit.
     *
     * @param limit how much there is in all
     * @param remaining how much is left now
     * @param reset when all of it is there again
     */
    public record Limit(long limit, long remaining, Instant reset) {
        public Limit {
            Objects.requireNonNull(reset, "reset");
        }
    }
}
