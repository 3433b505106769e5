package io.github.claude4j.cli.chat;

import io.github.claude4j.errors.InvalidDataException;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.runs.Conversation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What files of chats hold: a conversation, or, in those of earlier versions, the request that was to be sent next. */
final class SavedChat {
    static final String PARAMS = "params";

    private SavedChat() {}

    static Conversation read(JsonObject json) {
        JsonObject request = json.has("format") ? json.object(PARAMS) : json;
        if (!(request.get("model") instanceof String)) {
            throw new InvalidDataException("model: expected text, found " + Json.kind(request.get("model")));
        }
        check(json.get("messages"));
        return json.has("format") ? Conversation.of(json) : ofRequest(json);
    }

    private static void check(@Nullable Object messages) {
        if (!(messages instanceof JsonArray turns)) {
            throw new InvalidDataException("messages: expected a list, found " + Json.kind(messages));
        }
        for (int i = 0; i < turns.size(); i++) {
            if (!(turns.get(i) instanceof JsonObject turn)
                    || !(turn.get("role") instanceof String)
                    || turn.get("content") == null) {
                throw new InvalidDataException("messages." + i + ": expected a turn with role and content");
            }
        }
    }

    private static Conversation ofRequest(JsonObject request) {
        JsonArray turns = request.array("messages");
        JsonObject last = turns.isEmpty() ? JsonObject.of() : turns.object(turns.size() - 1);
        if (!"assistant".equals(last.get("role"))) {
            return Conversation.of(MessageCreateParams.of(request));
        }
        List<?> before = turns.asList().subList(0, turns.size() - 1);
        return answered(
                Conversation.of(MessageCreateParams.of(request.with("messages", JsonArray.of(before)))),
                last.get("content") instanceof JsonArray content ? content : text(String.valueOf(last.get("content"))),
                "end_turn");
    }

    private static JsonArray text(String text) {
        return JsonArray.of(List.of(JsonObject.of("type", "text", "text", text)));
    }

    /** The conversation with so much of an answer that broke off. */
    static Conversation cut(Conversation asked, String text) {
        return answered(asked, text(text), "max_tokens");
    }

    /** With an answer of which no more is known; what it took is not, either. */
    private static Conversation answered(Conversation asked, JsonArray content, String stopReason) {
        JsonObject.Builder answer = JsonObject.builder().put("type", "message").put("role", "assistant");
        answer.put("model", asked.json().object(PARAMS).get("model"));
        return asked.replied(Message.of(
                answer.put("content", content).put("stop_reason", stopReason).build()));
    }
}
