package io.github.claude4j.runs;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.internal.run.CallState;
import io.github.claude4j.internal.run.RunEvents;
import io.github.claude4j.internal.run.RunState;
import io.github.claude4j.internal.run.Steps;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.json.JsonView;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.OfferedTool;
import io.github.claude4j.messages.ToolUnion;
import io.github.claude4j.tools.ToolFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The tools of a request and those of a runner, put together when a conversation begins or goes on. */
final class Offers {
    private static final String TOOLS = "tools";

    private Offers() {}

    static MessageCreateParams built(Consumer<MessageCreateParams.Builder> params) {
        MessageCreateParams.Builder builder = MessageCreateParams.builder();
        params.accept(builder);
        return builder.build();
    }

    /** What the model calls a tool by; of a toolset what its members name as theirs. */
    static String name(JsonView definition) {
        JsonObject tool = (JsonObject) Objects.requireNonNull(definition.json());
        String type = tool.optString("type").orElse("");
        int toolset = type.indexOf("_toolset");
        return toolset > 0 ? type.substring(0, toolset) : tool.optString("name").orElse(type);
    }

    /** The tool as a request has it. */
    static ToolUnion definition(OfferedTool tool) {
        if (tool instanceof ToolFunction function) {
            return function.definition();
        }
        if (tool instanceof ToolUnion definition) {
            return definition;
        }
        throw new InvalidParamsException("tools: expected a tool of a request, or one with code, found "
                + Objects.requireNonNull(tool, "tool").getClass().getTypeName());
    }

    static Conversation start(RunnerOptions options, MessageCreateParams params) {
        List<Object> offered = new ArrayList<>();
        Map<String, OfferedTool> own = options.tools;
        for (JsonObject tool :
                params.json().optArray(TOOLS).orElse(JsonArray.of()).objects()) {
            OfferedTool same = own.get(name(() -> tool));
            if (same == null) {
                offered.add(tool);
            } else {
                checkSame(tool, same);
            }
        }
        own.values().forEach(tool -> offered.add(definition(tool).json()));
        JsonObject request = offered.isEmpty() ? params.json() : params.json().with(TOOLS, JsonArray.of(offered));
        return Conversation.start(request, JsonArray.of(own.keySet()), contexts(options));
    }

    private static void checkSame(JsonObject tool, OfferedTool own) {
        if (!tool.equals(definition(own).json())) {
            throw new InvalidParamsException("tools: expected one definition of " + name(() -> tool)
                    + ", found another one in the request than in the runner");
        }
    }

    private static JsonArray contexts(RunnerOptions options) {
        List<String> names = new ArrayList<>();
        options.contexts.keySet().forEach(type -> names.add(type.getName()));
        return JsonArray.of(names);
    }

    /**
     * The conversation as this runner goes on with it. Until a turn has ended the tools stay those that the model knows; when
     * somebody has said something since, they are today's.
     */
    static Conversation resumed(RunnerOptions options, Conversation conversation) {
        RunState state = conversation.state();
        for (String needed : state.contexts().strings()) {
            boolean there = options.contexts.keySet().stream()
                    .anyMatch(type -> type.getName().equals(needed));
            if (!there) {
                throw new InvalidParamsException("context: expected a " + needed
                        + ", which the tools of this conversation were given when it began, found none");
            }
        }
        checkCode(options, state);
        if (!state.first() || !state.calls().isEmpty()) {
            return conversation;
        }
        if (options.announceTools && state.reply() != null) {
            return announced(options, conversation);
        }
        JsonObject params = withTools(state, options.tools);
        return params.equals(state.params())
                ? conversation
                : conversation.plus(RunEvents.params(params, JsonArray.of(options.tools.keySet())));
    }

    /** The conversation with word of the tools that came or went since the runner's were those of before. */
    private static Conversation announced(RunnerOptions options, Conversation conversation) {
        List<String> before = conversation.state().code().strings();
        List<Object> blocks = new ArrayList<>();
        options.tools.forEach((name, tool) -> {
            if (!before.contains(name)) {
                JsonObject added = JsonObject.of("type", "tool_definition", "definition", definition(tool));
                blocks.add(JsonObject.of("type", "tool_addition", "tool", added));
            }
        });
        for (String name : before) {
            if (!options.tools.containsKey(name)) {
                JsonObject gone = JsonObject.of("type", "tool_reference", "name", name);
                blocks.add(JsonObject.of("type", "tool_removal", "tool", gone));
            }
        }
        return blocks.isEmpty()
                ? conversation
                : conversation.plus(RunEvents.told(JsonArray.of(blocks), JsonArray.of(options.tools.keySet())));
    }

    /** A call of a tool that came from a runner is to find it in this one: it would wait for ever. */
    private static void checkCode(RunnerOptions options, RunState state) {
        for (int place : Steps.open(state)) {
            CallState call = state.calls().get(place);
            String tool = call.toolset().isEmpty() ? call.name() : call.toolset();
            if (!options.tools.containsKey(tool) && state.code().strings().contains(tool)) {
                throw new InvalidParamsException("tools: expected " + tool + ", which the call " + call.id()
                        + " is for and came from a runner, found none in this one");
            }
        }
    }

    /** The runner's tools in the places of those that came from one before, and behind them. */
    private static JsonObject withTools(RunState state, Map<String, OfferedTool> own) {
        List<String> before = state.code().strings();
        List<Object> offered = new ArrayList<>();
        List<String> placed = new ArrayList<>();
        for (JsonObject tool :
                state.params().optArray(TOOLS).orElse(JsonArray.of()).objects()) {
            String name = name(() -> tool);
            OfferedTool today = own.get(name);
            if (today != null) {
                if (!before.contains(name)) {
                    checkSame(tool, today);
                }
                offered.add(definition(today).json());
                placed.add(name);
            } else if (!before.contains(name)) {
                offered.add(tool);
            }
        }
        own.forEach((name, tool) -> {
            if (!placed.contains(name)) {
                offered.add(definition(tool).json());
            }
        });
        return offered.isEmpty()
                ? state.params().without(TOOLS)
                : state.params().with(TOOLS, JsonArray.of(offered));
    }

    /** The conversation of a journal, which is to have begun with this request. */
    static Conversation same(MessageCreateParams params, JsonObject start, Conversation known) {
        JsonArray wanted = Conversation.of(params).state().messages();
        JsonArray found = start.optArray("messages").orElse(JsonArray.of());
        for (int i = 0; i < Math.max(wanted.size(), found.size()); i++) {
            boolean both = i < wanted.size() && i < found.size();
            if (!both || !text(wanted.get(i)).equals(text(found.get(i)))) {
                throw new InvalidParamsException("messages[" + i
                        + "]: expected what the journal's conversation began with, found "
                        + (both ? "something else" : i < found.size() ? "nothing" : "more")
                        + ": it is of another conversation");
            }
        }
        return known;
    }

    /** As text: content that was bytes may have come back as their base64. */
    private static String text(@Nullable Object message) {
        return Json.write(message);
    }
}
