package io.github.claude4j.mcp;

import io.github.claude4j.json.JsonObject;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A connection by a client of the official SDK. */
final class SdkConnection implements McpConnection {
    private final McpSyncClient client;

    SdkConnection(McpSyncClient client) {
        this.client = client;
    }

    @Override
    public List<JsonObject> list(Kind kind) throws IOException, InterruptedException {
        if (!offers(kind)) {
            return List.of();
        }
        // The SDK reads all pages.
        return switch (kind) {
            case TOOL -> all(asked(client::listTools), "tools");
            case PROMPT -> all(asked(client::listPrompts), "prompts");
            case RESOURCE -> all(asked(client::listResources), "resources");
        };
    }

    /** Asking for what a server does not have is an error. */
    private boolean offers(Kind kind) throws InterruptedException {
        if (!client.isInitialized()) {
            asked(client::initialize);
        }
        McpSchema.@Nullable ServerCapabilities can = client.getServerCapabilities();
        return can != null
                && switch (kind) {
                    case TOOL -> can.tools() != null;
                    case PROMPT -> can.prompts() != null;
                    case RESOURCE -> can.resources() != null;
                };
    }

    private List<JsonObject> all(Object result, String name) throws IOException {
        return Sdk.json(result).array(name).objects();
    }

    @Override
    public JsonObject call(Kind kind, String name, JsonObject arguments) throws IOException, InterruptedException {
        Map<String, @Nullable Object> given = arguments.asMap();
        return Sdk.json(
                switch (kind) {
                    case TOOL ->
                        asked(() -> client.callTool(McpSchema.CallToolRequest.builder(name)
                                .arguments(given)
                                .build()));
                    case PROMPT ->
                        asked(() -> client.getPrompt(McpSchema.GetPromptRequest.builder(name)
                                .arguments(given)
                                .build()));
                    case RESOURCE ->
                        asked(() -> client.readResource(
                                McpSchema.ReadResourceRequest.builder(name).build()));
                });
    }

    private static <T> T asked(Supplier<T> call) throws InterruptedException {
        return Sdk.asked(
                call,
                cause -> cause instanceof McpError error && error.getJsonRpcError() != null
                        ? String.valueOf(error.getJsonRpcError().message())
                        : null);
    }

    @Override
    public void close() {
        client.closeGracefully();
    }
}
