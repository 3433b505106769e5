package io.github.claude4j.spring;

import java.util.Optional;
import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * Where the API is, if that is known only once the application starts: a gateway in a container, a fake in a test. A bean of this type
 * takes the place of {@code claude.base-url} and {@code claude.backend}.
 */
public interface ClaudeConnectionDetails extends ConnectionDetails {
    /** Where the API is, such as {@code http://127.0.0.1:8787}. */
    String baseUrl();

    /** The API key to use there; empty for the credentials that the properties and the environment name. */
    default Optional<String> apiKey() {
        return Optional.empty();
    }

    /**
     * Whether the client of this name goes there. Default: all do.
     *
     * @param client its name under {@code claude.clients}, or {@code claude} for the one that has no name
     */
    default boolean appliesTo(String client) {
        return true;
    }
}
