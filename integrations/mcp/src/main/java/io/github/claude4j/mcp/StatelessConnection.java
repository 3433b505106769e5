package io.github.claude4j.mcp;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.json.JsonObject;
import io.modelcontextprotocol.modern.McpSchema;
import io.modelcontextprotocol.modern.client.McpSyncClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A connection to a server of the stateless generation of the protocol, that of 28 July 2026, by the client that the official SDK
 * has for it from version 2.2 on; until its version 3 it may change.
 *
 * <pre>{@code
 * Mcp server = Mcp.of(StatelessConnection.of(McpClient.sync(HttpClientMcpTransport.builder(url).build()).build()));
 * }</pre>
 *
 * <p>There is nothing to close: each call is for itself. A transport that has started a process is closed by who made it.
 */
public final class StatelessConnection implements McpConnection {
    private final McpSyncClient client;

    private StatelessConnection(McpSyncClient client) {
        this.client = client;
    }

    /** A connection by this client. What its servers ask in the middle of a call, its own handlers answer. */
    public static StatelessConnection of(McpSyncClient client) {
        return new StatelessConnection(Objects.requireNonNull(client, "client"));
    }

    @Override
    public List<JsonObject> list(Kind kind) throws IOException, InterruptedException {
        if (!offers(kind)) {
            return List.of();
        }
        return switch (kind) {
            // All pages; what it learns of them it needs to call the tools.
            case TOOL ->
                Sdk.json(asked(() -> client.listTools().skipCache().list()))
                        .array("tools")
                        .objects();
            case PROMPT -> pages(client.prompts(), "prompts");
            case RESOURCE -> pages(client.resources(), "resources");
        };
    }

    private static List<JsonObject> pages(McpSyncClient.ListSpec<?> asked, String name)
            throws IOException, InterruptedException {
        List<JsonObject> all = new ArrayList<>();
        McpSyncClient.ListSpec<?> next = asked;
        String before = null;
        while (true) {
            McpSyncClient.ListSpec<?> page = next;
            JsonObject result = Sdk.json(asked(page::list));
            all.addAll(result.array(name).objects());
            String cursor = result.optString("nextCursor").orElse(null);
            if (cursor == null) {
                return all;
            }
            if (cursor.equals(before)) {
                throw new InvalidDataException("nextCursor: expected another one than before, found " + cursor);
            }
            before = cursor;
            next = asked.cursor(cursor);
        }
    }

    /** Asking for what a server does not have is an error. */
    private boolean offers(Kind kind) throws InterruptedException {
        McpSchema.@Nullable ServerCapabilities can = asked(client::discover).capabilities();
        return can != null
                && switch (kind) {
                    case TOOL -> can.tools() != null;
                    case PROMPT -> can.prompts() != null;
                    case RESOURCE -> can.resources() != null;
                };
    }

    @Override
    public JsonObject call(Kind kind, String name, JsonObject arguments) throws IOException, InterruptedException {
        Object result = switch (kind) {
            case TOOL ->
                asked(() -> client.tool(name).arguments(given(arguments)).call());
            case PROMPT ->
                asked(() -> client.prompt(name).arguments(texts(arguments)).get());
            case RESOURCE -> asked(() -> client.resource(name).read());
        };
        return Sdk.json(result);
    }

    /** The SDK's maps say nothing of nulls, which JSON has. */
    @SuppressWarnings("NullAway")
    private static Map<String, Object> given(JsonObject arguments) {
        return new HashMap<>(arguments.asMap());
    }

    private static Map<String, String> texts(JsonObject arguments) {
        Map<String, String> texts = new HashMap<>();
        arguments.names().forEach(name -> texts.put(name, arguments.string(name)));
        return texts;
    }

    private static <T> T asked(Supplier<T> call) throws InterruptedException {
        return Sdk.asked(
                call,
                cause -> cause instanceof io.modelcontextprotocol.modern.McpException said
                        ? String.valueOf(said.getMessage())
                        : null);
    }

    @Override
    public void close() {}
}
