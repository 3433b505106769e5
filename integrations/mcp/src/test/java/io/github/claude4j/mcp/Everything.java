package io.github.claude4j.mcp;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncPromptSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncResourceSpecification;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.Content;
import io.modelcontextprotocol.spec.McpSchema.ToolAnnotations;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** A server of the official SDK that offers something of every kind; started by itself it speaks over stdin and stdout. */
final class Everything {
    static final String PIXEL =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==";
    private static final ToolAnnotations NONE = ToolAnnotations.builder().build();

    private Everything() {}

    public static void main(String[] args) {
        // The SDK's threads keep no process alive; the one that started this ends it, or ends itself.
        ProcessHandle parent = ProcessHandle.current().parent().orElseThrow();
        McpServer.sync(new StdioServerTransportProvider(McpJsonDefaults.getMapper()))
                .serverInfo("everything", "1")
                .tools(tools())
                .prompts(prompts())
                .resources(resources())
                .build();
        parent.onExit().join();
    }

    static List<SyncToolSpecification> tools() {
        return List.of(
                tool(
                        "echo",
                        ToolAnnotations.builder().readOnlyHint(true).build(),
                        given -> text("echo " + given.get("text"))),
                tool("add", ToolAnnotations.builder().idempotentHint(true).build(), given -> text("added")),
                tool("show", NONE, given -> result("""
                        {"content": [{"type": "text", "text": "a pixel"},
                         {"type": "image", "mimeType": "image/png", "data": "%s"},
                         {"type": "audio", "mimeType": "audio/wav", "data": "AAAA"},
                         {"type": "resource", "resource": {"uri": "file:///a.txt", "mimeType": "text/plain", "text": "of a"}},
                         {"type": "resource_link", "uri": "file:///b.txt", "name": "b"}]}""".formatted(PIXEL))),
                tool("refuse", NONE, given -> result("""
                        {"isError": true, "content": [{"type": "text", "text": "not on Sundays"}]}""")),
                tool("count", NONE, given -> result("""
                        {"content": [], "structuredContent": {"count": 3}}""")));
    }

    private static SyncToolSpecification tool(
            String name, ToolAnnotations hints, Function<Map<String, Object>, CallToolResult> code) {
        return SyncToolSpecification.builder()
                .tool(McpSchema.Tool.builder(name, Map.of("type", "object"))
                        .description("Does " + name)
                        .annotations(hints)
                        .build())
                .callHandler((exchange, request) -> code.apply(request.arguments()))
                .build();
    }

    private static CallToolResult text(String text) {
        List<Content> content = List.of(McpSchema.TextContent.builder(text).build());
        return CallToolResult.builder(content).build();
    }

    private static CallToolResult result(String json) {
        return read(json, CallToolResult.class);
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return McpJsonDefaults.getMapper().readValue(json, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<SyncPromptSpecification> prompts() {
        McpSchema.Prompt greet = read("""
                {"name": "greet", "arguments": [{"name": "who", "required": true}]}""", McpSchema.Prompt.class);
        return List.of(new SyncPromptSpecification(
                greet,
                (exchange, request) ->
                        read("""
                {"messages": [{"role": "user", "content": {"type": "text", "text": "Greet %s"}},
                 {"role": "assistant", "content": {"type": "text", "text": "Hello"}}]}""".formatted(request.arguments().get("who")), McpSchema.GetPromptResult.class)));
    }

    static List<SyncResourceSpecification> resources() {
        return List.of(
                resource(
                        "file:///a.txt",
                        "{\"uri\": \"file:///a.txt\", \"mimeType\": \"text/plain\", \"text\": \"of a\"}"),
                resource(
                        "file:///p.png",
                        "{\"uri\": \"file:///p.png\", \"mimeType\": \"image/png\", \"blob\": \"" + PIXEL + "\"}"),
                resource(
                        "file:///z.zip",
                        "{\"uri\": \"file:///z.zip\", \"mimeType\": \"application/zip\", \"blob\": \"UEsDBA==\"}"));
    }

    private static SyncResourceSpecification resource(String uri, String contents) {
        McpSchema.Resource resource = McpSchema.Resource.builder(uri, uri).build();
        return new SyncResourceSpecification(
                resource,
                (exchange, request) -> read("{\"contents\": [" + contents + "]}", McpSchema.ReadResourceResult.class));
    }
}
