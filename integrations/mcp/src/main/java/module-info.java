/** Tools, prompts and resources of MCP servers. {@link io.github.claude4j.mcp.Mcp} is where to begin. */
@SuppressWarnings({"requires-automatic", "requires-transitive-automatic"}) // The SDK has a name, but no descriptor.
module io.github.claude4j.mcp {
    requires transitive io.github.claude4j;
    requires static transitive io.modelcontextprotocol.sdk.mcp.core;
    requires static org.jspecify;

    exports io.github.claude4j.mcp;
}
