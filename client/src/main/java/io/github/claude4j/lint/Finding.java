package io.github.claude4j.lint;

import java.util.Objects;

/**
 * Something in a request that the API refuses, or that does not do what it seems to.
 *
 * @param path where in the request, such as {@code tools[2].input_schema.properties.size}
 * @param reason what is wrong there
 * @param fix what to do instead
 */
public record Finding(String path, String reason, String fix) {
    public Finding {
        Objects.requireNonNull(path, "path");
        Objects.requireNonNull(reason, "reason");
        Objects.requireNonNull(fix, "fix");
    }

    @Override
    public String toString() {
        return path + ": " + reason + ": " + fix;
    }
}
