package io.github.claude4j.messages;

import java.util.Objects;
import java.util.function.Consumer;

/** Options of an MCP server that a request names together with its toolset. */
public final class RemoteMcpServer {
    private final McpServer.Builder server = McpServer.builder();
    private final McpToolset.Builder toolset = McpToolset.builder();

    RemoteMcpServer(String name, String url) {
        server.name(name).url(url);
        toolset.mcpServerName(name);
    }

    /** The token that the server asks for. */
    public RemoteMcpServer authorizationToken(String token) {
        server.authorizationToken(token);
        return this;
    }

    /** Offers the model these tools of the server and no others. */
    public RemoteMcpServer allowTools(String... names) {
        toolset.defaultConfig(config -> config.enabled(false));
        return configure(true, names);
    }

    /** Keeps these tools of the server from the model. */
    public RemoteMcpServer denyTools(String... names) {
        return configure(false, names);
    }

    private RemoteMcpServer configure(boolean enabled, String... names) {
        for (String name : Objects.requireNonNull(names, "names")) {
            toolset.putConfig(name, McpToolConfig.builder().enabled(enabled).build());
        }
        return this;
    }

    /** Changes the toolset further: deferred loading, a cache breakpoint, settings of single tools. */
    public RemoteMcpServer toolset(Consumer<McpToolset.Builder> changes) {
        changes.accept(toolset);
        return this;
    }

    McpServer server() {
        return server.build();
    }

    McpToolset toolset() {
        return toolset.build();
    }
}
