package io.github.claude4j.errors;

import io.github.claude4j.http.Headers;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/** Reads {@code retry-after-ms} and, failing that, {@code retry-after}: seconds, or a date. */
final class RetryAfter {
    private RetryAfter() {}

    static Optional<Duration> of(Headers headers) {
        return millis(headers.first("retry-after-ms"), 1)
                .or(() -> millis(headers.first("retry-after"), 1000))
                .or(() -> headers.first("retry-after").flatMap(RetryAfter::date))
                .filter(wait -> !wait.isNegative() && !wait.isZero());
    }

    private static Optional<Duration> millis(Optional<String> text, int unit) {
        try {
            return text.map(number -> Duration.ofMillis((long) (Double.parseDouble(number) * unit)));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> date(String text) {
        try {
            return Optional.of(Duration.between(
                    Instant.now(),
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant()));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
