package io.github.claude4j.mcp;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Tool;
import io.github.claude4j.tools.ToolCall;
import io.github.claude4j.tools.ToolException;
import io.github.claude4j.tools.ToolFunction;
import io.github.claude4j.tools.ToolOutput;
import io.github.claude4j.types.MisfitException;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.spec.McpSchema.BlobResourceContents;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Content;
import io.modelcontextprotocol.spec.McpSchema.EmbeddedResource;
import io.modelcontextprotocol.spec.McpSchema.ImageContent;
import io.modelcontextprotocol.spec.McpSchema.ResourceContents;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.TextResourceContents;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Tools of yours as an MCP server offers them, by the official SDK:
 * {@code McpServer.sync(transport).tools(ServedTools.of(weather)).build()}.
 */
public final class ServedTools {
    private static final System.Logger LOGGER = System.getLogger("io.github.claude4j");

    private ServedTools() {}

    /** These tools, for {@code tools} of the SDK's servers. */
    public static List<SyncToolSpecification> of(ToolFunction... tools) {
        return of(List.of(tools));
    }

    /**
     * These tools, for {@code tools} of the SDK's servers. What they throw is told as a runner tells it: the words of a
     * {@link ToolException}, of anything else an id that is logged.
     *
     * @throws InvalidParamsException when one is of the API's own kinds, which have no schema
     */
    public static List<SyncToolSpecification> of(List<ToolFunction> tools) {
        List<SyncToolSpecification> all = new ArrayList<>();
        for (ToolFunction tool : tools) {
            all.add(SyncToolSpecification.builder()
                    .tool(described(tool))
                    .callHandler((exchange, request) -> call(tool, request))
                    .build());
        }
        return all;
    }

    private static io.modelcontextprotocol.spec.McpSchema.Tool described(ToolFunction function) {
        if (!(function.definition() instanceof Tool tool)) {
            throw new InvalidParamsException("tools: expected tools of your own, found " + function.name()
                    + ", one of the API: it has no schema to offer");
        }
        Map<String, @Nullable Object> schema =
                tool.json().object("input_schema").asMap();
        return io.modelcontextprotocol.spec.McpSchema.Tool.builder(function.name(), schema)
                .description(tool.description().orElse(""))
                .annotations(ToolAnnotations.builder()
                        .readOnlyHint(function.isReadOnly())
                        .idempotentHint(function.isRepeatable())
                        .build())
                .build();
    }

    private static CallToolResult call(ToolFunction tool, CallToolRequest request) {
        try {
            Map<String, Object> arguments = request.arguments();
            JsonObject input = arguments == null ? JsonObject.of() : JsonObject.of(arguments);
            ToolCall call = ToolCall.of(tool.name(), input);
            return result(ToolOutput.of(awaited(tool.bind(input).run(call))));
        } catch (MisfitException e) {
            return failed(String.valueOf(e.getMessage()));
        } catch (ToolException e) {
            return result(e.output());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed("interrupted; it may have had an effect");
        } catch (Exception e) {
            UUID id = UUID.randomUUID();
            LOGGER.log(System.Logger.Level.WARNING, "the tool " + tool.name() + " failed, told as " + id, e);
            return failed("failed (" + id + ")");
        }
    }

    private static @Nullable Object awaited(@Nullable Object value) throws Exception {
        if (!(value instanceof CompletionStage<?> later)) {
            return value;
        }
        try {
            return later.toCompletableFuture().get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private static CallToolResult failed(String reason) {
        List<Content> content = List.of(TextContent.builder(reason).build());
        return CallToolResult.builder(content).isError(true).build();
    }

    private static CallToolResult result(ToolOutput output) {
        if (output.question().isPresent()) {
            return failed("waits for somebody, which this server cannot: "
                    + output.question().get());
        }
        List<Content> content = new ArrayList<>();
        if (output.content() instanceof JsonArray blocks) {
            for (JsonObject block : blocks.objects()) {
                content.add(content(block));
            }
        } else {
            content.add(TextContent.builder((String) output.content()).build());
        }
        return CallToolResult.builder(content).isError(output.isError()).build();
    }

    /** As MCP has it. */
    private static Content content(JsonObject block) {
        String type = block.string("type");
        JsonObject source = block.optObject("source").orElse(JsonObject.of());
        String kind = source.optString("type").orElse("");
        if (type.equals("text")) {
            return TextContent.builder(block.string("text")).build();
        }
        if (type.equals("image") && kind.equals("base64")) {
            return ImageContent.builder(source.string("data"), source.string("media_type"))
                    .build();
        }
        if (type.equals("document") && (kind.equals("text") || kind.equals("base64"))) {
            return EmbeddedResource.builder(document(source, kind)).build();
        }
        // No word for it in MCP: the client may know what to do with its JSON.
        return TextContent.builder(block.toJson()).build();
    }

    private static ResourceContents document(JsonObject source, String kind) {
        String uri = "document:" + UUID.randomUUID();
        String type = source.string("media_type");
        String data = source.string("data");
        return kind.equals("text")
                ? TextResourceContents.builder(uri, data).mimeType(type).build()
                : BlobResourceContents.builder(uri, data).mimeType(type).build();
    }
}
