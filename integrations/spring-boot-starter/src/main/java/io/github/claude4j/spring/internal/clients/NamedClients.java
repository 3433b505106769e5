package io.github.claude4j.spring.internal.clients;

import java.util.Map;
import java.util.Objects;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Clients beside the one that has no name.
 *
 * @param clients More clients by name, each with the properties that claude itself has. Each is a bean of its name.
 */
@ConfigurationProperties("claude")
public record NamedClients(@DefaultValue Map<String, ClientProperties> clients) {
    /** The bean of the client that has no name, and what stands for a name there. */
    public static final String DEFAULT = "claude";

    /** The properties of the client of this name, which is one of them. */
    public ClientProperties client(String name) {
        return Objects.requireNonNull(clients.get(name), name);
    }

    static String prefix(String client) {
        return client.equals(DEFAULT) ? "claude" : "claude.clients." + client;
    }
}
