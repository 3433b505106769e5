package io.github.claude4j.testkit.internal.messages;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.spec.Blocks;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts a message together block by block; ids, usage and whatever else it has are added when it is answered with. */
public final class Composer {
    private final JsonArray.Builder content = JsonArray.builder();
    private final JsonObject.Builder message = JsonObject.builder();

    /** The message so far, as a part of one. */
    public JsonObject message() {
        return message.put("content", content.build()).build();
    }

    /** Adds any block. An id that it lacks is added; a result of a server tool belongs to the use before it. */
    public Composer block(JsonObject block) {
        content.add(block);
        return this;
    }

    /** Adds text. */
    public Composer text(String text) {
        return block(Blocks.text(text));
    }

    /**
     * Adds text that cites these passages. Where they stand is looked up in the documents and search results of the
     * request, then in pages fetched; what is in none of them is cited from a page that a web search has found, or from
     * a PDF.
     */
    public Composer quote(String text, String... passages) {
        List<JsonObject> citations = new ArrayList<>();
        for (String passage : passages) {
            citations.add(JsonObject.of("cited_text", passage));
        }
        return block(Blocks.text(text).with("citations", JsonArray.of(citations)));
    }

    /** Adds thinking, with a signature. */
    public Composer thinking(String thinking) {
        return block(Blocks.thinking(thinking));
    }

    /** Adds thinking that only the API can read. */
    public Composer redactedThinking() {
        return block(JsonObject.of("type", "redacted_thinking", "data", "ZmFrZSByZWRhY3RlZCB0aGlua2luZw=="));
    }

    /** Calls a tool that the application runs. */
    public Composer toolUse(String name, JsonObject input) {
        return block(Blocks.toolUse(name, input));
    }

    /** Searches the web, and finds these pages. */
    public Composer webSearch(String query, String... urls) {
        List<JsonObject> pages = new ArrayList<>();
        for (String url : urls) {
            pages.add(JsonObject.builder()
                    .put("type", "web_search_result")
                    .put("url", url)
                    .put("title", title(url))
                    .put("encrypted_content", "ZmFrZSBwYWdl")
                    .put("page_age", null)
                    .build());
        }
        return serverTool("web_search", JsonObject.of("query", query), "web_search_tool_result", JsonArray.of(pages));
    }

    /** Fetches a page of the web that says this. */
    public Composer webFetch(String url, String text) {
        JsonObject source = JsonObject.of("type", "text", "media_type", "text/plain", "data", text);
        JsonObject document = JsonObject.of("type", "document", "source", source, "title", title(url));
        JsonObject page = JsonObject.of("type", "web_fetch_result", "url", url, "content", document);
        return serverTool("web_fetch", JsonObject.of("url", url), "web_fetch_tool_result", page);
    }

    /** Runs a shell command in the API's container, which prints this and leaves these files behind. */
    public Composer codeExecution(String command, String stdout, String... fileIds) {
        List<JsonObject> files = new ArrayList<>();
        for (String id : fileIds) {
            files.add(JsonObject.of("type", "bash_code_execution_output", "file_id", id));
        }
        JsonObject result = JsonObject.builder()
                .put("type", "bash_code_execution_result")
                .put("stdout", stdout)
                .put("stderr", "")
                .put("return_code", 0)
                .put("content", JsonArray.of(files))
                .build();
        return serverTool(
                "bash_code_execution", JsonObject.of("command", command), "bash_code_execution_tool_result", result);
    }

    /** Calls a tool of an MCP server, which answers with this text. */
    public Composer mcpTool(String server, String name, JsonObject input, String result) {
        block(Blocks.toolUse(name, input).with("type", "mcp_tool_use").with("server_name", server));
        return block(JsonObject.of(
                "type", "mcp_tool_result", "is_error", false, "content", JsonArray.of(Blocks.text(result))));
    }

    /**
     * Calls a tool that the API runs, in vain: {@code failedTool("web_search", input, "max_uses_exceeded")}.
     *
     * @param errorCode one of those that the tool has
     */
    public Composer failedTool(String name, JsonObject input, String errorCode) {
        String result = (name.startsWith("tool_search_tool") ? "tool_search" : name) + "_tool_result";
        return serverTool(name, input, result, JsonObject.of("type", result + "_error", "error_code", errorCode));
    }

    private Composer serverTool(String name, JsonObject input, String resultType, Object result) {
        JsonObject caller = JsonObject.of("type", "direct");
        block(Blocks.toolUse(name, input).with("type", "server_tool_use").with("caller", caller));
        JsonObject answer = JsonObject.of("type", resultType, "content", result);
        return block(name.startsWith("web_") ? answer.with("caller", caller) : answer);
    }

    /** Stops for this reason, such as {@code max_tokens}; a tool use stops with {@code tool_use} by itself. */
    public Composer stopReason(String reason) {
        return with("stop_reason", reason);
    }

    /** Pauses a long turn of the API's own tools: whoever sends the message back unchanged gets the next answer. */
    public Composer pause() {
        return stopReason("pause_turn");
    }

    /** Refuses to go on, for a reason such as {@code cyber}; what was said so far stays. */
    public Composer refuse(String category, String explanation) {
        JsonObject details = JsonObject.of("type", "refusal", "category", category, "explanation", explanation);
        return stopReason("refusal").with("stop_details", details);
    }

    /** Sets any other part of the message, such as {@code usage}. */
    public Composer with(String name, @Nullable Object value) {
        message.put(name, value);
        return this;
    }

    private static String title(String url) {
        String host = URI.create(url).getHost();
        return host == null ? url : host;
    }
}
