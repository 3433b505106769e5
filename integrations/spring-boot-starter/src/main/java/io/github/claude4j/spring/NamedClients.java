package io.github.claude4j.spring;

import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Clients beside the one that has no name.
 *
 * @param clients More clients by name, each with the properties that claude itself has. Each is a bean of its name.
 */
@ConfigurationProperties("claude")
record NamedClients(@DefaultValue Map<String, ClientProperties> clients) {
    /** The bean of the client that has no name, and what stands for a name there. */
    static final String DEFAULT = "claude";

    static String prefix(String client) {
        return client.equals(DEFAULT) ? "claude" : "claude.clients." + client;
    }
}
