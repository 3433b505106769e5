package io.github.claude4j.mcp;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.ContentBlock;
import io.github.claude4j.messages.MessageParam;
import io.github.claude4j.tools.ToolException;
import io.github.claude4j.tools.ToolFunction;
import io.github.claude4j.tools.ToolOutput;
import io.github.claude4j.tools.Tools;
import io.modelcontextprotocol.client.McpSyncClient;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What an MCP server offers, for Claude: its tools for a runner, its prompts and resources as content. For all threads at once.
 *
 * <pre>{@code
 * try (Mcp github = Mcp.of(McpClient.sync(transport).build())) {
 *     Runner runner = claude.runner(r -> r.tools(github.tools()));
 * }
 * }</pre>
 *
 * <p>What a server says of its tools goes to the model as it is, and what it says of their harmlessness is believed: connect to
 * servers that you trust, or have {@code approve} of the runner look at each call.
 */
public final class Mcp implements AutoCloseable {
    private static final System.Logger LOGGER = System.getLogger("io.github.claude4j");

    private final McpConnection connection;
    private final String prefix;

    private Mcp(McpConnection connection, String prefix) {
        this.connection = connection;
        this.prefix = prefix;
    }

    /** A server by a client of the official SDK, whose {@code initialize} is called where it was not. */
    public static Mcp of(McpSyncClient client) {
        return of(new SdkConnection(Objects.requireNonNull(client, "client")));
    }

    /** A server by a connection of your own. */
    public static Mcp of(McpConnection connection) {
        return new Mcp(Objects.requireNonNull(connection, "connection"), "");
    }

    /**
     * The same server with a name before those of its tools: {@code github} makes {@code search} a {@code github__search}.
     *
     * @param name 1 to 64 letters, digits, underscores and hyphens
     */
    public Mcp prefix(String name) {
        if (!name.matches("[a-zA-Z0-9_-]{1,64}")) {
            throw new InvalidParamsException(
                    "prefix: expected 1 to 64 letters, digits, underscores and hyphens, found \"" + name + "\"");
        }
        return new Mcp(connection, name + "__");
    }

    /**
     * The tools of the server as it has them now. A tool that says it only reads is {@link ToolFunction#readOnly()}, one that says
     * it may be repeated is {@link ToolFunction#repeatable()}. Characters that the API does not allow in names become underscores,
     * and names of more than 128 characters end in a hash.
     *
     * @throws McpException when the server cannot be asked
     */
    public List<ToolFunction> tools() {
        List<JsonObject> offered = asked(() -> connection.list(McpConnection.Kind.TOOL), "tools");
        List<String> names = ToolNames.of(
                prefix, offered.stream().map(tool -> tool.string("name")).toList());
        List<ToolFunction> tools = new ArrayList<>();
        for (int i = 0; i < offered.size(); i++) {
            tools.add(function(names.get(i), offered.get(i)));
        }
        return tools;
    }

    /**
     * The tools of several servers.
     *
     * @throws InvalidParamsException when two of them have a tool of the same name: give one a {@link #prefix}
     */
    public static List<ToolFunction> tools(Mcp... servers) {
        Map<String, Integer> seen = new HashMap<>();
        List<ToolFunction> all = new ArrayList<>();
        for (int i = 0; i < servers.length; i++) {
            for (ToolFunction tool : servers[i].tools()) {
                Integer before = seen.put(tool.name(), i);
                if (before != null) {
                    throw new InvalidParamsException("servers[" + i + "]: expected other names than those of servers["
                            + before + "], found the tool " + tool.name() + " in both: give one a prefix(…)");
                }
                all.add(tool);
            }
        }
        return all;
    }

    private ToolFunction function(String name, JsonObject tool) {
        String called = tool.string("name");
        String description =
                tool.optString("description").or(() -> tool.optString("title")).orElse("");
        JsonObject schema = tool.optObject("inputSchema").orElse(JsonObject.of("type", "object"));
        ToolFunction function = Tools.function(name, description, schema, input -> call(called, input));
        JsonObject hints = tool.optObject("annotations").orElse(JsonObject.of());
        if (hints.optBoolean("readOnlyHint").orElse(false)) {
            return function.readOnly();
        }
        return hints.optBoolean("idempotentHint").orElse(false) ? function.repeatable() : function;
    }

    /** A server that is not there any more is told to the model, so that it can go on without. */
    private ToolOutput call(String name, JsonObject input) throws InterruptedException {
        JsonObject result;
        try {
            result = connection.call(McpConnection.Kind.TOOL, name, input);
        } catch (ToolException | InterruptedException e) {
            throw e;
        } catch (Exception e) {
            // Not its message, which may repeat what was sent.
            LOGGER.log(
                    System.Logger.Level.WARNING, "the MCP server of the tool " + name + " did not answer: " + kinds(e));
            throw new ToolException("the tool's server did not answer; the call may have had an effect", e);
        }
        try {
            return McpContent.output(result);
        } catch (InvalidDataException e) {
            throw new ToolException("the tool's server gave a result that cannot be read: " + e.getMessage(), e);
        }
    }

    private static String kinds(Throwable failure) {
        StringBuilder kinds = new StringBuilder(failure.getClass().getName());
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            kinds.append(" by ").append(cause.getClass().getName());
        }
        return kinds.toString();
    }

    /** The prompts of the server, as it describes them: {@code name}, {@code description}, {@code arguments}. */
    public List<JsonObject> prompts() {
        return asked(() -> connection.list(McpConnection.Kind.PROMPT), "prompts");
    }

    /** The messages of a prompt without arguments. */
    public List<MessageParam> prompt(String name) {
        return prompt(name, Map.of());
    }

    /**
     * The messages of a prompt, for {@code addMessage} of a request.
     *
     * @throws McpException when the server does not give it, or something in it is of a kind that Claude cannot be given
     */
    public List<MessageParam> prompt(String name, Map<String, String> arguments) {
        JsonObject given = JsonObject.of(arguments);
        return asked(
                () -> McpContent.messages(connection.call(McpConnection.Kind.PROMPT, name, given)), "prompt " + name);
    }

    /** The resources of the server, as it describes them: {@code uri}, {@code name}, {@code mimeType}. */
    public List<JsonObject> resources() {
        return asked(() -> connection.list(McpConnection.Kind.RESOURCE), "resources");
    }

    /**
     * A resource as content of a message: text and PDF as documents, images as images.
     *
     * @return several where the URI stands for several
     * @throws McpException when the server does not give it, or it is of a kind that Claude cannot be given
     */
    public List<ContentBlock> resource(String uri) {
        return asked(() -> McpContent.resources(read(uri)), "resource " + uri);
    }

    /**
     * The bytes of a resource, such as for {@code claude.files().upload(bytes, name)}.
     *
     * @throws McpException when the server does not give it
     */
    public byte[] bytes(String uri) {
        return asked(() -> McpContent.bytes(read(uri)), "resource " + uri);
    }

    private JsonObject read(String uri) throws Exception {
        return connection.call(McpConnection.Kind.RESOURCE, uri, JsonObject.of());
    }

    /** Something to be asked of a server. */
    private interface Question<T> {
        T ask() throws Exception;
    }

    private static <T> T asked(Question<T> question, String what) {
        try {
            return question.ask();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new McpException(what + ": interrupted while the MCP server was asked", e);
        } catch (ToolException e) {
            throw new McpException(what + ": the MCP server says: " + e.getMessage(), e);
        } catch (McpException e) {
            throw new McpException(what + ": " + e.getMessage(), e);
        } catch (Exception e) {
            throw new McpException(what + ": the MCP server gave no answer that can be read: " + e, e);
        }
    }

    /** Ends the connection; of a {@link #prefix} it is the same. */
    @Override
    public void close() {
        connection.close();
    }
}
