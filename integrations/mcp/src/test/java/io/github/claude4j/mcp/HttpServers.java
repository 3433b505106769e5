package io.github.claude4j.mcp;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A server of the official SDK over HTTP. */
final class HttpServers implements AutoCloseable {
    private final Servlets servlets;
    private final McpSyncServer server;

    HttpServers(Path folder, List<SyncToolSpecification> tools) {
        HttpServletStreamableServerTransportProvider transport = HttpServletStreamableServerTransportProvider.builder()
                .mcpEndpoint("/mcp")
                .build();
        server = McpServer.sync(transport).serverInfo("http", "1").tools(tools).build();
        servlets = new Servlets(folder, transport);
    }

    McpSyncClient client() {
        return McpClient.sync(HttpClientStreamableHttpTransport.builder(servlets.url())
                        .endpoint("/mcp")
                        .build())
                .requestTimeout(Duration.ofSeconds(30))
                .build();
    }

    @Override
    public void close() {
        server.close();
        servlets.close();
    }
}
