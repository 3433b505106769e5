package io.github.claude4j.internal.run;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;

/** A request for another model than the one that wrote its history. */
public final class Models {
    private Models() {}

    /**
     * The request, for this model: what it cannot read of the other's turns is left out.
     *
     * @param before how many of the messages are of the time of the other model
     */
    public static JsonObject other(JsonObject request, String model, int before) {
        return request.with("model", model).with("messages", withoutThinking(request.array("messages"), 0, before));
    }

    /** The params for the next model of a chain: its own settings take the place of the request's. */
    public static JsonObject patched(JsonObject params, JsonObject fallback) {
        JsonObject.Builder patched = params.toBuilder();
        boolean between =
                params.get("thinking") instanceof JsonObject thinking && "between_tools".equals(thinking.get("type"));
        if (between) {
            patched.put("thinking", JsonObject.of("type", "disabled"));
        }
        fallback.forEach(patched::put);
        return patched.build();
    }

    /** The messages, those from one number up to another without what only the model that wrote them can read. */
    static JsonArray withoutThinking(JsonArray messages, int from, int to) {
        JsonArray.Builder kept = JsonArray.builder();
        for (int i = 0; i < messages.size(); i++) {
            Object message = messages.get(i);
            if (i >= from
                    && i < to
                    && message instanceof JsonObject turn
                    && turn.get("content") instanceof JsonArray content
                    && content.size() > 0) {
                JsonArray said = withoutThinking(content);
                if (said.size() > 0) {
                    kept.add(said.size() == content.size() ? turn : turn.with("content", said));
                }
            } else {
                kept.add(message);
            }
        }
        return kept.build();
    }

    /** Blocks without thinking. */
    public static JsonArray withoutThinking(JsonArray content) {
        JsonArray.Builder kept = JsonArray.builder();
        for (Object block : content) {
            boolean thinking = block instanceof JsonObject object
                    && object.get("type") instanceof String type
                    && (type.equals("thinking") || type.equals("redacted_thinking"));
            if (!thinking) {
                kept.add(block);
            }
        }
        return kept.build();
    }
}
