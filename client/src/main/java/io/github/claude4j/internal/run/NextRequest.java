package io.github.claude4j.internal.run;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;

/** The request that a conversation needs to go on. */
public final class NextRequest {
    private NextRequest() {}

    /** The request for a summary of what was said: without what does not go with one. */
    public static JsonObject compaction(RunState state, String instructions) {
        JsonObject.Builder request = state.params().toBuilder().put("messages", state.messages());
        JsonObject summarize = JsonObject.of("type", "summarize");
        request.put("compaction", instructions.isEmpty() ? summarize : summarize.with("instructions", instructions));
        request.remove("context_management").remove("stop_sequences").remove("tool_choice");
        if (state.params().get("output_config") instanceof JsonObject output) {
            request.put("output_config", output.without("format"));
        }
        return request.build();
    }

    /**
     * The request.
     *
     * @param keepToolChoice whether a choice of tools that forces one holds for all requests: then the loop ends by limits only
     * @param whole whether what another model thought stays in it, since that one is asked
     */
    public static JsonObject of(RunState state, boolean keepToolChoice, boolean whole) {
        OtherModel other = state.other();
        JsonArray messages = other == null || whole
                ? state.messages()
                : Models.withoutThinking(
                        state.messages(), other.from(), state.messages().size());
        JsonObject.Builder request = state.params().toBuilder().put("messages", messages);
        if (!state.first() && !keepToolChoice && state.params().get("tool_choice") instanceof JsonObject choice) {
            String type = choice.optString("type").orElse("");
            if (type.equals("any") || type.equals("tool")) {
                request.put("tool_choice", choice.with("type", "auto").without("name"));
            }
        }
        return request.build();
    }
}
