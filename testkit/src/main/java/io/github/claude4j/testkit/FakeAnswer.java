package io.github.claude4j.testkit;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.internal.messages.Composer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A message that a test composes block by block:
 *
 * <pre>{@code
 * fake.reply(a -> a.webSearch("weather in Paris", "https://example.com/paris")
 *         .quote("It is sunny.", "sunny all day"));
 * }</pre>
 *
 * <p>Ids, usage, the stop reason and whatever else a message has are added as the API would.
 */
public final class FakeAnswer {
    private final Composer composer = new Composer();

    private FakeAnswer() {}

    /** The message as JSON, for {@link FakeScript#onMessage} and {@link FakeBatches#reply(String, JsonObject)}. */
    public static JsonObject message(Consumer<? super FakeAnswer> answer) {
        FakeAnswer composed = new FakeAnswer();
        answer.accept(composed);
        return composed.composer.message();
    }

    /** Adds any block. An id that it lacks is added; a result of a server tool belongs to the use before it. */
    public FakeAnswer block(JsonObject block) {
        composer.block(block);
        return this;
    }

    /** Adds text. */
    public FakeAnswer text(String text) {
        composer.text(text);
        return this;
    }

    /**
     * Adds text that cites these passages. Where they stand is looked up in the documents and search results of the
     * request, then in pages fetched; what is in none of them is cited from a page that a web search has found, or from
     * a PDF.
     */
    public FakeAnswer quote(String text, String... passages) {
        composer.quote(text, passages);
        return this;
    }

    /** Adds thinking, with a signature. */
    public FakeAnswer thinking(String thinking) {
        composer.thinking(thinking);
        return this;
    }

    /** Adds thinking that only the API can read. */
    public FakeAnswer redactedThinking() {
        composer.redactedThinking();
        return this;
    }

    /** Calls a tool that the application runs. */
    public FakeAnswer toolUse(String name, JsonObject input) {
        composer.toolUse(name, input);
        return this;
    }

    /** Searches the web, and finds these pages. */
    public FakeAnswer webSearch(String query, String... urls) {
        composer.webSearch(query, urls);
        return this;
    }

    /** Fetches a page of the web that says this. */
    public FakeAnswer webFetch(String url, String text) {
        composer.webFetch(url, text);
        return this;
    }

    /** Runs a shell command in the API's container, which prints this and leaves these files behind. */
    public FakeAnswer codeExecution(String command, String stdout, String... fileIds) {
        composer.codeExecution(command, stdout, fileIds);
        return this;
    }

    /** Calls a tool of an MCP server, which answers with this text. */
    public FakeAnswer mcpTool(String server, String name, JsonObject input, String result) {
        composer.mcpTool(server, name, input, result);
        return this;
    }

    /**
     * Calls a tool that the API runs, in vain: {@code failedTool("web_search", input, "max_uses_exceeded")}.
     *
     * @param errorCode one of those that the tool has
     */
    public FakeAnswer failedTool(String name, JsonObject input, String errorCode) {
        composer.failedTool(name, input, errorCode);
        return this;
    }

    /** Stops for this reason, such as {@code max_tokens}; a tool use stops with {@code tool_use} by itself. */
    public FakeAnswer stopReason(String reason) {
        composer.stopReason(reason);
        return this;
    }

    /** Pauses a long turn of the API's own tools: whoever sends the message back unchanged gets the next answer. */
    public FakeAnswer pause() {
        composer.pause();
        return this;
    }

    /** Refuses to go on, for a reason such as {@code cyber}; what was said so far stays. */
    public FakeAnswer refuse(String category, String explanation) {
        composer.refuse(category, explanation);
        return this;
    }

    /** Sets any other part of the message, such as {@code usage}. */
    public FakeAnswer with(String name, @Nullable Object value) {
        composer.with(name, value);
        return this;
    }
}
