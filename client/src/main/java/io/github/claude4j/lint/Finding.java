package io.github.claude4j.lint;

import java.util.Objects;

/**
 * Something in a request that the API refuses, or that does not do what it seems to.
 *
 * @param severity whether the API is known to refuse the request for it
 * @param path where in the request, such as {@code tools[2].input_schema.properties.size}
 * @param reason what is wrong there
 * @param fix what to do instead
 * @param apiMessage what the API says when it refuses the request for it; empty for an advice
 */
public record Finding(Severity severity, String path, String reason, String fix, String apiMessage) {
    /** What becomes of a request with a finding. */
    public enum Severity {
        /** The API answers with an error 400. */
        REFUSED,
        /** Public sources are few or do not agree, or the API takes it and something else comes of it than was meant. */
        ADVICE
    }

    public Finding {
        Objects.requireNonNull(severity, "severity");
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(fix, "fix");
        Objects.requireNonNull(apiMessage, "apiMessage");
    }

    /** Whether the API is known to refuse the request for it. */
    public boolean isRefused() {
        return severity == Severity.REFUSED;
    }

    @Override
    public String toString() {
        return path + ": " + reason + ": " + fix;
    }
}
