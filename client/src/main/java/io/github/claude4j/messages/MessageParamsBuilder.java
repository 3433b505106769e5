package io.github.claude4j.messages;

import io.github.claude4j.internal.messages.AnswerTurn;
import io.github.claude4j.internal.messages.RequestFields;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.types.JsonType;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Short ways to write a request: its conversation, tools, thinking and output. {@code cached()} lets the API set a cache
 * breakpoint by itself, on the last block that can be cached.
 *
 * @param <B> the builder itself
 */
public interface MessageParamsBuilder<B> extends CacheableBuilder<B> {
    /** Adds a turn of the conversation. */
    B addMessage(MessageParam message);

    /** Sets the system prompt. */
    B system(List<? extends TextBlock> system);

    /** Adds a tool; {@code Tools} makes them. */
    B addTool(ToolUnion tool);

    /** Adds an MCP server without its toolset. */
    B addMcpServer(McpServer mcpServer);

    /** Sets whether and how the model thinks. */
    B thinking(ThinkingConfig thinking);

    /** The JSON of a field as it is now; null where it is absent. */
    @Nullable
    Object get(String name);

    /** Sets a field. */
    B put(String name, @Nullable Object value);

    /** Adds what the user says. */
    default B addUserMessage(String text) {
        return addMessage(UserMessage.of(Objects.requireNonNull(text, "text")));
    }

    /** Adds what the user says and shows: text, images, documents, results of tools; {@link Content} makes them. */
    default B addUserMessage(ContentBlock... content) {
        return addUserMessage(List.of(Objects.requireNonNull(content, "content")));
    }

    /** Adds what the user says and shows: text, images, documents, results of tools; {@link Content} makes them. */
    default B addUserMessage(List<? extends ContentBlock> content) {
        return addMessage(UserMessage.builder().content(content).build());
    }

    /** Adds what the model said. */
    default B addAssistantMessage(String text) {
        return addMessage(AssistantMessage.of(Objects.requireNonNull(text, "text")));
    }

    /** Adds what the model said and did, block by block. */
    default B addAssistantMessage(ContentBlock... content) {
        return addMessage(AssistantMessage.builder()
                .content(List.of(Objects.requireNonNull(content, "content")))
                .build());
    }

    /** Adds instructions in the middle of the conversation. */
    default B addSystemMessage(String text) {
        return addMessage(SystemMessage.builder()
                .content(Objects.requireNonNull(text, "text"))
                .build());
    }

    /**
     * Puts an answer of the model back as its turn, unchanged: thinking, signatures and what is not known here too. Only what
     * the API would refuse from now on is left out or mended: blank text (a cache breakpoint on it moves to the block
     * before), an answer without any content, input of a tool that is no object.
     */
    default B addMessage(Message answer) {
        Optional<JsonObject> turn = AnswerTurn.of(answer.json());
        if (turn.isPresent()) {
            return addMessage(AssistantMessage.of(turn.get()));
        }
        Object messages = get("messages");
        return put("messages", messages == null ? List.of() : messages);
    }

    /** Sets the system prompt, with a cache breakpoint behind it that lives for 5 minutes after its last use. */
    default B cachedSystem(String text) {
        return system(List.of(Content.cachedText(text)));
    }

    /** Sets the system prompt, with a cache breakpoint behind it that lives for that long after its last use. */
    default B cachedSystem(String text, CacheTtl ttl) {
        return system(List.of(Content.cachedText(text, ttl)));
    }

    /** Adds a remote MCP server and offers all of its tools to the model. */
    default B addMcpServer(String name, String url) {
        return addMcpServer(name, url, server -> {});
    }

    /**
     * Adds a remote MCP server together with its toolset: the token it asks for, which of its tools the model is offered.
     *
     * <pre>{@code .addMcpServer("tracker", "https://mcp.example.com", s -> s.authorizationToken(token).allowTools("search"))}</pre>
     */
    default B addMcpServer(String name, String url, Consumer<RemoteMcpServer> options) {
        RemoteMcpServer server = new RemoteMcpServer(name, url);
        options.accept(server);
        addMcpServer(server.server());
        return addTool(server.toolset());
    }

    /** Lets the model decide whether to use tools. This is so as well when nothing is said. */
    default B toolChoiceAuto() {
        return toolChoice(JsonObject.of("type", "auto"));
    }

    /** Makes the model use a tool, whichever it wants. */
    default B toolChoiceAny() {
        return toolChoice(JsonObject.of("type", "any"));
    }

    /** Makes the model use this tool. */
    default B toolChoiceTool(String name) {
        return toolChoice(JsonObject.of("type", "tool", "name", Objects.requireNonNull(name, "name")));
    }

    /** Keeps the model from using tools, although there are some. */
    default B toolChoiceNone() {
        return put("tool_choice", JsonObject.of("type", "none"));
    }

    /** Limits an answer to one tool use; may be combined with any choice of tools. */
    default B disableParallelToolUse() {
        return put("tool_choice", RequestFields.disableParallelToolUse(get("tool_choice")));
    }

    /** Lets the model decide whether and how much to think. */
    default B thinkingAdaptive() {
        return thinking(ThinkingConfigAdaptive.builder().build());
    }

    /** Lets the model decide whether and how much to think, and says whether it is shown. */
    default B thinkingAdaptive(ThinkingDisplay display) {
        return thinking(ThinkingConfigAdaptive.builder().display(display).build());
    }

    /**
     * Lets the model think within a fixed budget; newer models take {@link #thinkingAdaptive()} instead.
     *
     * @param budgetTokens at least 1024, and fewer than the request's maximum
     */
    default B thinkingEnabled(long budgetTokens) {
        return thinking(ThinkingConfigEnabled.of(budgetTokens));
    }

    /** Turns thinking off, on models that allow it. */
    default B thinkingDisabled() {
        return thinking(ThinkingConfigDisabled.builder().build());
    }

    /** Sets how much work the model puts into the answer; the rest of the output config stays. */
    default B effort(Effort effort) {
        return output("effort", effort);
    }

    /**
     * Makes the answer JSON that follows this schema; the rest of the output config stays.
     *
     * @param schema a JSON schema whose objects list all properties as required and allow no others
     */
    default B outputSchema(JsonObject schema) {
        return output("format", JsonOutputFormat.ofSchema(schema));
    }

    /**
     * Makes the answer JSON that follows this schema, written as JSON; the rest of the output config stays.
     *
     * @throws io.github.claude4j.errors.InvalidParamsException when it is no JSON object
     */
    default B outputSchema(String schema) {
        return outputSchema(RequestFields.schema("outputSchema", schema));
    }

    /**
     * Makes the answer JSON of this Java type, for {@link Parsed#of} to read; the rest of the output config stays. Where one
     * request is sent at once, {@code messages().create(params, type)} does both.
     *
     * @throws io.github.claude4j.errors.InvalidParamsException when a strict schema cannot say the type
     */
    default B outputSchema(JsonType<?> type) {
        return outputSchema(type.strictSchema());
    }

    /** Sets how many tokens the whole task may take, over all of its requests; the rest of the output config stays. */
    default B taskBudget(long tokens) {
        return output("task_budget", TokenTaskBudget.of(tokens));
    }

    /** Has the API remove old tool results from the input when it grows long. */
    default B clearOldToolUses() {
        return clearOldToolUses(edit -> {});
    }

    /** Has the API remove old tool results from the input: when, and which stay. */
    default B clearOldToolUses(Consumer<ClearToolUses20250919Edit.Builder> edit) {
        ClearToolUses20250919Edit.Builder builder = ClearToolUses20250919Edit.builder();
        edit.accept(builder);
        return put("context_management", RequestFields.lastEdit(get("context_management"), builder.build()));
    }

    /** Has the API remove the thinking of older turns from the input; the model's default says how many stay. */
    default B clearOldThinking() {
        return firstEdit(ClearThinking20251015Edit.builder().build());
    }

    /** Has the API remove the thinking of all but the latest turns from the input. */
    default B clearOldThinking(long turnsToKeep) {
        return firstEdit(ClearThinking20251015Edit.builder()
                .keep(ThinkingTurns.of(turnsToKeep))
                .build());
    }

    /** Has the API replace the conversation so far by a summary when it grows long. */
    default B compactWhenLong() {
        return compactWhenLong(edit -> {});
    }

    /** Has the API replace the conversation so far by a summary: from how many tokens on, and with which instructions. */
    default B compactWhenLong(Consumer<Compact20260112Edit.Builder> edit) {
        Compact20260112Edit.Builder builder = Compact20260112Edit.builder();
        edit.accept(builder);
        return put("context_management", RequestFields.lastEdit(get("context_management"), builder.build()));
    }

    private B output(String name, Object value) {
        return put("output_config", RequestFields.output(get("output_config"), name, value));
    }

    private B toolChoice(JsonObject choice) {
        return put("tool_choice", RequestFields.toolChoice(get("tool_choice"), choice));
    }

    private B firstEdit(ContextEdit edit) {
        return put("context_management", RequestFields.firstEdit(get("context_management"), edit));
    }
}
