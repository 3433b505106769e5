package io.github.claude4j.mcp;

import io.modelcontextprotocol.modern.McpSchema;
import io.modelcontextprotocol.modern.client.McpClient;
import io.modelcontextprotocol.modern.client.McpSyncClient;
import io.modelcontextprotocol.modern.client.transport.HttpClientMcpTransport;
import io.modelcontextprotocol.modern.server.McpRequestContext;
import io.modelcontextprotocol.modern.server.McpServer;
import io.modelcontextprotocol.modern.server.McpSyncResponse;
import io.modelcontextprotocol.modern.server.feature.McpSyncPrompt;
import io.modelcontextprotocol.modern.server.feature.McpSyncPromptRepository;
import io.modelcontextprotocol.modern.server.feature.McpSyncTool;
import io.modelcontextprotocol.modern.server.feature.McpSyncToolRepository;
import io.modelcontextprotocol.modern.server.feature.PromptsFeature;
import io.modelcontextprotocol.modern.server.feature.PromptsPage;
import io.modelcontextprotocol.modern.server.feature.ToolsFeature;
import io.modelcontextprotocol.modern.server.feature.ToolsPage;
import io.modelcontextprotocol.modern.server.transport.HttpServletMcpTransport;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A server of the official SDK for the stateless generation, over HTTP: two pages of tools, two of prompts, no resources. */
final class StatelessServer implements AutoCloseable {
    private final Servlets servlets;

    StatelessServer(Path folder) {
        McpServer server = McpServer.builder()
                .serverInfo(McpSchema.Implementation.builder("stateless", "1").build())
                .features(List.of(ToolsFeature.ofSync(new TwoTools()), PromptsFeature.ofSync(new TwoPrompts())))
                .build();
        servlets = new Servlets(
                folder, HttpServletMcpTransport.builder(server).endpoint("/mcp").build());
    }

    McpSyncClient client() {
        return McpClient.sync(
                        HttpClientMcpTransport.builder(servlets.url() + "/mcp").build())
                .build();
    }

    @Override
    public void close() {
        servlets.close();
    }

    private static final class TwoTools implements McpSyncToolRepository {
        private static final McpSchema.Tool ECHO = McpSchema.Tool.builder("echo", Map.of("type", "object"))
                .description("Says it again")
                .annotations(
                        McpSchema.ToolAnnotations.builder().readOnlyHint(true).build())
                .build();
        private static final McpSchema.Tool REFUSE =
                McpSchema.Tool.builder("refuse", Map.of("type", "object")).build();

        @Override
        public ToolsPage list(McpRequestContext context, String cursor) {
            return cursor == null ? new ToolsPage(List.of(ECHO), "2", null, null) : ToolsPage.of(List.of(REFUSE));
        }

        @Override
        public McpSyncTool find(McpRequestContext context, String name) {
            return switch (name) {
                case "echo" -> answering(ECHO, given -> "echo " + given.get("text"), false);
                case "refuse" -> answering(REFUSE, given -> "not on Sundays", true);
                default -> null;
            };
        }

        private static McpSyncTool answering(
                McpSchema.Tool tool, Function<Map<String, Object>, String> code, boolean error) {
            return McpSyncTool.of(
                    tool,
                    (context, request) -> McpSyncResponse.result(McpSchema.CallToolResult.builder()
                            .addContent(McpSchema.TextContent.builder(code.apply(request.arguments()))
                                    .build())
                            .isError(error)
                            .build()));
        }
    }

    private static final class TwoPrompts implements McpSyncPromptRepository {
        @Override
        public PromptsPage list(McpRequestContext context, String cursor) {
            String name = cursor == null ? "greet" : "part";
            return new PromptsPage(
                    List.of(McpSchema.Prompt.builder(name).build()), cursor == null ? "2" : null, null, null);
        }

        @Override
        public McpSyncPrompt find(McpRequestContext context, String name) {
            return name.equals("greet")
                    ? McpSyncPrompt.of(McpSchema.Prompt.builder(name).build(), (asked, request) -> {
                        McpSchema.Content text = McpSchema.TextContent.builder(
                                        "Greet " + request.arguments().get("who"))
                                .build();
                        return McpSyncResponse.result(McpSchema.GetPromptResult.builder(
                                        List.of(new McpSchema.PromptMessage(McpSchema.Role.USER, text)))
                                .build());
                    })
                    : null;
        }
    }
}
