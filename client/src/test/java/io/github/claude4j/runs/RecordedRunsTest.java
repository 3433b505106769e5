package io.github.claude4j.runs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.fixtures.Answers;
import io.github.claude4j.fixtures.Chunks;
import io.github.claude4j.fixtures.Recordings;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.tools.ToolCall;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Histories that the API really wrote, with signatures, server tools and whatever else, go on as it demands. */
class RecordedRunsTest {
    private static JsonObject request(Conversation conversation) {
        return ((Step.Ask) conversation.next()).params().json();
    }

    private static Conversation loaded(Conversation saved) {
        return Conversation.of(saved.json().toJson());
    }

    private static Message message(JsonObject exchange) {
        if (exchange.string("kind").equals("json")) {
            return Message.of(exchange.object("response_body"));
        }
        byte[] body = exchange.string("response_body").getBytes(UTF_8);
        return Answers.messageStream(Chunks.whole(body)).message();
    }

    private static boolean isAnswer(JsonObject exchange) {
        boolean json = exchange.string("kind").equals("json");
        return exchange.string("path").equals("/v1/messages")
                && exchange.longValue("status") == 200
                && exchange.get("request_body") instanceof JsonObject
                && (json
                        ? "message".equals(exchange.object("response_body").get("type"))
                        : !exchange.string("response_body").contains("event: error"));
    }

    @Test
    void recordedAnswers_goOnAsTheyAreAndSaved() {
        int calls = 0;
        List<JsonObject> exchanges = new ArrayList<>(Recordings.ofKind("json"));
        exchanges.addAll(Recordings.ofKind("sse"));
        for (JsonObject exchange : exchanges) {
            if (!isAnswer(exchange)) {
                continue;
            }
            JsonObject asked = exchange.object("request_body").without("stream");
            Message answer = message(exchange);
            Conversation memory = Conversation.of(MessageCreateParams.of(asked));
            Conversation saved = loaded(loaded(memory).replied(answer));
            memory = memory.replied(answer);
            JsonArray history = asked.array("messages");
            while (!(memory.next() instanceof Step.Ask)) {
                if (memory.next() instanceof Step.Decide decide) {
                    for (ToolCall call : decide.calls()) {
                        calls++;
                        memory = memory.allow(call.id()).answer(call.id(), "result");
                        saved = loaded(loaded(saved).allow(call.id()).answer(call.id(), "result"));
                    }
                } else {
                    memory = memory.say("And?");
                    saved = loaded(loaded(saved).say("And?"));
                }
            }
            JsonArray messages = request(memory).array("messages");
            assertThat(Json.write(request(saved).get("messages"))).isEqualTo(Json.write(messages));
            for (int i = 0; i < history.size(); i++) {
                assertThat(Json.write(messages.get(i))).isEqualTo(Json.write(history.get(i)));
            }
            checkResults(messages, history.size());
        }
        assertThat(calls).isPositive();
    }

    /** What the model said is unchanged, and each call is answered in order before anything else is said. */
    private static void checkResults(JsonArray messages, int from) {
        JsonObject turn = messages.object(from);
        if (!turn.string("role").equals("assistant")) {
            return;
        }
        List<String> ids = new ArrayList<>();
        for (JsonObject block : turn.array("content").objects()) {
            if (block.string("type").equals("tool_use")) {
                ids.add(block.string("id"));
            }
        }
        if (messages.size() == from + 1) {
            assertThat(ids).isEmpty();
            return;
        }
        JsonObject next = messages.object(from + 1);
        List<String> results = new ArrayList<>();
        if (next.get("content") instanceof JsonArray content) {
            for (JsonObject block : content.objects()) {
                block.optString("tool_use_id").ifPresent(results::add);
            }
        }
        assertThat(results).isEqualTo(ids);
    }
}
