package io.github.claude4j.internal.messages;

import io.github.claude4j.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Tells calls that the model means from those that it did not come to the end of. */
public final class ToolCalls {
    private static final Set<String> CUT = Set.of("max_tokens", "model_context_window_exceeded");

    private ToolCalls() {}

    /**
     * Calls behind the last fallback block.
     *
     * @param valid whether those that can be made are wanted, or those whose input was cut or is no JSON
     */
    @SuppressWarnings("ReferenceEquality") // two calls may be equal
    public static List<JsonObject> of(List<JsonObject> content, String stopReason, boolean valid) {
        List<JsonObject> calls = new ArrayList<>();
        for (JsonObject call : all(content)) {
            boolean last = call == content.get(content.size() - 1);
            JsonObject input = ToolInputs.object(call.get("input"));
            // Cut before anything of the input was written, it looks like a call without arguments.
            boolean whole = input != null && !(last && input.isEmpty() && CUT.contains(stopReason));
            if (whole == valid) {
                calls.add(call);
            }
        }
        return calls;
    }

    /** All calls behind the last fallback block, whole or not. */
    public static List<JsonObject> all(List<JsonObject> content) {
        List<JsonObject> calls = new ArrayList<>();
        for (JsonObject block : content) {
            if ("fallback".equals(block.get("type"))) {
                calls.clear();
            } else if ("tool_use".equals(block.get("type")) && isCall(block)) {
                calls.add(block);
            }
        }
        return calls;
    }

    /** Without an id or a name there is nobody to call and nothing to answer. */
    private static boolean isCall(JsonObject use) {
        return use.get("id") != null && use.get("name") != null;
    }
}
