package io.github.claude4j.testkit.internal.messages;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.spec.Blocks;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Each MCP server of a request goes with one toolset, which names it. A problem is worded as the API does. */
public final class McpServers {
    /** Older versions of the beta had no toolsets: a server's tools were all there. */
    private static final String WITH_TOOLSETS = "mcp-client-2025-11-20";

    private McpServers() {}

    /**
     * What is wrong with the servers of a request.
     *
     * @param betas the beta headers that it came with
     */
    public static @Nullable String problem(JsonObject body, List<String> betas) {
        if (!betas.contains(WITH_TOOLSETS)) {
            return null;
        }
        Set<Object> unused = new LinkedHashSet<>();
        for (JsonObject server : Blocks.objects(body.get("mcp_servers"))) {
            unused.add(server.string("name"));
        }
        Set<Object> servers = Set.copyOf(unused);
        List<JsonObject> tools = Blocks.objects(body.get("tools"));
        for (int i = 0; i < tools.size(); i++) {
            if (!"mcp_toolset".equals(tools.get(i).get("type"))) {
                continue;
            }
            Object name = tools.get(i).string("mcp_server_name");
            String path = "tools." + i + ".mcp_toolset.mcp_server_name: MCP server '" + name + "' ";
            if (!servers.contains(name)) {
                return path + "not found in `mcp_servers`";
            }
            if (!unused.remove(name)) {
                return path + "is referenced by more than one `mcp_toolset`";
            }
        }
        return unused.isEmpty()
                ? null
                : "mcp_servers: MCP server '" + unused.iterator().next()
                        + "' must be referenced by an `mcp_toolset` in `tools`";
    }
}
