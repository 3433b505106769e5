package io.github.claude4j.examples;

import io.github.claude4j.Claude;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.Model;

/** Lets the model use the tools of an MCP server. */
public final class McpServers {
    private McpServers() {}

    public static void main(String[] args) {
        try (Claude claude = Claude.fromEnv()) {
            Message message = claude.messages()
                    .create(m -> m.model(Model.CLAUDE_OPUS_5_5)
                            .maxTokens(1024)
                            .addMcpServer("my_server", "https://mcp.example.com")
                            .addUserMessage("What can you do?"));
            System.out.println(message.text());
        }
    }
}
