package io.github.claude4j.mcp;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.tools.ToolException;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
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
    private final McpJsonMapper mapper = McpJsonDefaults.getMapper();

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
        return json(result).array(name).objects();
    }

    @Override
    public JsonObject call(Kind kind, String name, JsonObject arguments) throws IOException, InterruptedException {
        Map<String, @Nullable Object> given = arguments.asMap();
        return json(
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

    private JsonObject json(Object result) throws IOException {
        return JsonObject.parse(mapper.writeValueAsBytes(result));
    }

    /** The SDK hides interrupts, and what the server says behind what its threads throw. */
    private static <T> T asked(Supplier<T> call) throws InterruptedException {
        try {
            return call.get();
        } catch (RuntimeException e) {
            if (Thread.interrupted()) {
                InterruptedException interrupted =
                        new InterruptedException("interrupted while an MCP server was asked");
                interrupted.initCause(e);
                throw interrupted;
            }
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof McpError error && error.getJsonRpcError() != null) {
                    throw new ToolException(
                            String.valueOf(error.getJsonRpcError().message()), e);
                }
            }
            throw e;
        }
    }

    @Override
    public void close() {
        client.closeGracefully();
    }
}
