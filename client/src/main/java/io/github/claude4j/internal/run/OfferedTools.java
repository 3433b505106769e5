package io.github.claude4j.internal.run;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A runner's tools as JSON, put together with those of a request when a conversation begins or goes on. */
public final class OfferedTools {
    private static final String TOOLS = "tools";

    private final Map<String, JsonObject> own;

    /**
     * The tools of a runner.
     *
     * @param own the definitions by their names, in the runner's order
     */
    public OfferedTools(Map<String, JsonObject> own) {
        this.own = own;
    }

    /** What the model calls a tool by; of a toolset what its members name as theirs. */
    public static String name(JsonObject tool) {
        String type = tool.optString("type").orElse("");
        int toolset = type.indexOf("_toolset");
        return toolset > 0 ? type.substring(0, toolset) : tool.optString("name").orElse(type);
    }

    /** The names. */
    public JsonArray names() {
        return JsonArray.of(own.keySet());
    }

    /** The request with these tools. */
    public JsonObject begin(JsonObject params) {
        return with(params, Set.of());
    }

    /** The request with these tools in their places where it has them, and behind its own; those of the runner before are gone. */
    private JsonObject with(JsonObject params, Set<String> before) {
        List<Object> offered = new ArrayList<>();
        List<String> placed = new ArrayList<>();
        for (JsonObject tool : params.optArray(TOOLS).orElse(JsonArray.of()).objects()) {
            String name = name(tool);
            JsonObject today = own.get(name);
            boolean theirs = !before.contains(name);
            if (today != null && theirs && !tool.equals(today)) {
                throw new InvalidParamsException("tools: expected one definition of " + name
                        + ", found another one in the request than in the runner");
            }
            if (today != null) {
                offered.add(today);
                placed.add(name);
            } else if (theirs) {
                offered.add(tool);
            }
        }
        own.forEach((name, tool) -> {
            if (!placed.contains(name)) {
                offered.add(tool);
            }
        });
        return offered.isEmpty() ? params.without(TOOLS) : params.with(TOOLS, JsonArray.of(offered));
    }

    /**
     * What has changed since the tools were others. Until a turn has ended they stay those that the model knows; when somebody
     * has said something since, they are these.
     *
     * @param contexts classes of what the tools are given now
     * @param announce whether the model is told in the conversation, and the request stays as it is
     * @return null where nothing has changed
     */
    public @Nullable JsonObject resume(RunState state, Set<String> contexts, boolean announce) {
        for (String needed : state.contexts().strings()) {
            if (!contexts.contains(needed)) {
                throw new InvalidParamsException("context: expected a " + needed
                        + ", which the tools of this conversation were given when it began, found none");
            }
        }
        checkCode(state);
        if (!state.first() || !state.calls().isEmpty()) {
            return null;
        }
        if (announce && state.reply() != null) {
            return announced(state);
        }
        JsonObject params = with(state.params(), Set.copyOf(state.code().strings()));
        return params.equals(state.params()) ? null : RunEvents.params(params, names());
    }

    /** Word of the tools that came or went since the runner's were those of before. */
    private @Nullable JsonObject announced(RunState state) {
        List<String> before = state.code().strings();
        List<Object> blocks = new ArrayList<>();
        own.forEach((name, definition) -> {
            if (!before.contains(name)) {
                JsonObject added = JsonObject.of("type", "tool_definition", "definition", definition);
                blocks.add(JsonObject.of("type", "tool_addition", "tool", added));
            }
        });
        for (String name : before) {
            if (!own.containsKey(name)) {
                JsonObject gone = JsonObject.of("type", "tool_reference", "name", name);
                blocks.add(JsonObject.of("type", "tool_removal", "tool", gone));
            }
        }
        return blocks.isEmpty() ? null : RunEvents.told(JsonArray.of(blocks), names());
    }

    /** A call of a tool that came from a runner is to find it in this one: it would wait for ever. */
    private void checkCode(RunState state) {
        for (int place : Steps.open(state)) {
            CallState call = state.calls().get(place);
            String tool = call.toolset().isEmpty() ? call.name() : call.toolset();
            if (!own.containsKey(tool) && state.code().strings().contains(tool)) {
                throw new InvalidParamsException("tools: expected " + tool + ", which the call " + call.id()
                        + " is for and came from a runner, found none in this one");
            }
        }
    }

    /** A journal's conversation is to have begun with these messages. */
    public static void checkSame(JsonArray wanted, JsonObject start) {
        JsonArray found = start.optArray("messages").orElse(JsonArray.of());
        for (int i = 0; i < Math.max(wanted.size(), found.size()); i++) {
            boolean both = i < wanted.size() && i < found.size();
            // As text: content that was bytes may have come back as their base64.
            if (!both || !Json.write(wanted.get(i)).equals(Json.write(found.get(i)))) {
                throw new InvalidParamsException("messages[" + i
                        + "]: expected what the journal's conversation began with, found "
                        + (both ? "something else" : i < found.size() ? "nothing" : "more")
                        + ": it is of another conversation");
            }
        }
    }
}
