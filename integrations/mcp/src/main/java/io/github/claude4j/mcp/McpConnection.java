package io.github.claude4j.mcp;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.tools.ToolException;
import java.util.List;

/**
 * A connection to an MCP server, by whatever library and generation of the protocol: for {@link Mcp#of(McpConnection)}. What goes
 * through it is JSON in the form of MCP. Its calls come from several threads at once.
 */
public interface McpConnection extends AutoCloseable {
    /** What servers offer. */
    enum Kind {
        /** Tools: {@code tools/list} and {@code tools/call}. */
        TOOL,
        /** Prompts: {@code prompts/list} and {@code prompts/get}. */
        PROMPT,
        /** Resources: {@code resources/list} and {@code resources/read}. */
        RESOURCE
    }

    /**
     * All that the server offers of this kind, over all pages; nothing where it offers none.
     *
     * @return each as the server describes it, such as {@code {"name": …, "description": …, "inputSchema": …}}
     * @throws Exception when the server cannot be asked
     */
    List<JsonObject> list(Kind kind) throws Exception;

    /**
     * Calls a tool, gets a prompt or reads a resource.
     *
     * @param name of the tool or prompt; of a resource its URI
     * @param arguments of the tool or prompt; none of a resource
     * @return the result as the server gives it, such as {@code {"content": […], "isError": false}}
     * @throws ToolException what the server says is wrong, for the model to read
     * @throws Exception when the server cannot be reached, or does not answer
     */
    JsonObject call(Kind kind, String name, JsonObject arguments) throws Exception;

    /** Ends the connection. */
    @Override
    void close();
}
