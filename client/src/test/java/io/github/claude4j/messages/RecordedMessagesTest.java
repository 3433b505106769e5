package io.github.claude4j.messages;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.claude4j.JsonLines;
import io.github.claude4j.batches.MessageBatchIndividualResponse;
import io.github.claude4j.errors.ApiException;
import io.github.claude4j.fixtures.Answers;
import io.github.claude4j.fixtures.Chunks;
import io.github.claude4j.fixtures.Recordings;
import io.github.claude4j.fixtures.Views;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What the API really answered. */
class RecordedMessagesTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @Test
    void stream_recorded_addsUpToTheMessage() throws IOException {
        for (JsonObject exchange : Recordings.ofKind("sse")) {
            String body = exchange.string("response_body");
            MessageStream stream = Answers.messageStream(Chunks.oneByOne(body.getBytes(UTF_8)));
            if (body.contains("event: error")) {
                assertThatThrownBy(stream::message).isInstanceOf(ApiException.class);
                continue;
            }
            Message message = stream.message();
            assertThat(MAPPER.readTree(message.json().toJson())).isEqualTo(folded(body));
            assertThat(Views.problems(message)).isEmpty();
            assertPutsBackUnchanged(message);
        }
    }

    @Test
    void events_recorded_areKnownAndReadable() {
        for (JsonObject exchange : Recordings.ofKind("sse")) {
            String body = exchange.string("response_body");
            if (!body.contains("event: error")) {
                for (MessageStreamEvent event : Answers.messageStream(body)) {
                    assertThat(event).isNotInstanceOf(MessageStreamEvent.Unknown.class);
                    assertThat(Views.problems(event)).isEmpty();
                }
            }
        }
    }

    @Test
    void soFar_recorded_isReadableAtEveryEvent() {
        for (JsonObject exchange : Recordings.ofKind("sse")) {
            String body = exchange.string("response_body");
            if (body.length() < 6000 && !body.contains("event: error")) {
                MessageStream stream = Answers.messageStream(body);
                Message last = null;
                for (MessageStreamEvent event : stream) {
                    assertThat(event.type()).isNotEmpty();
                    last = stream.soFar().orElseThrow();
                    assertThat(Views.problems(last)).isEmpty();
                }
                assertThat(last).isEqualTo(stream.message());
            }
        }
    }

    @Test
    void json_recorded_isReadAndWrittenAsItWas() throws IOException {
        for (JsonObject exchange : Recordings.ofKind("json")) {
            JsonObject body = exchange.object("response_body");
            assertThat(MAPPER.readTree(body.toJson()))
                    .isEqualTo(MAPPER.readTree(exchange.toJson()).get("response_body"));
        }
    }

    @Test
    void message_recorded_isReadableAndGoesBackUnchanged() {
        int messages = 0;
        for (JsonObject exchange : Recordings.ofKind("json")) {
            JsonObject body = exchange.object("response_body");
            if ("message".equals(body.get("type"))) {
                messages++;
                Message message = Message.of(body);
                assertThat(Views.problems(message))
                        .as(exchange.string("source"))
                        .isEmpty();
                assertPutsBackUnchanged(message);
            }
        }
        assertThat(messages).isPositive();
    }

    @Test
    void request_recorded_isReadable() {
        int requests = 0;
        for (JsonObject exchange : Recordings.ofKind("json")) {
            if (exchange.string("path").equals("/v1/messages") && exchange.longValue("status") == 200) {
                requests++;
                assertThat(Views.problems(MessageCreateParams.of(exchange.object("request_body"))))
                        .as(exchange.string("source"))
                        .isEmpty();
            }
        }
        assertThat(requests).isPositive();
    }

    @Test
    void lines_recorded_areReadable() {
        for (JsonObject exchange : Recordings.ofKind("jsonl")) {
            byte[] body = exchange.string("response_body").getBytes(UTF_8);
            try (JsonLines<MessageBatchIndividualResponse> results =
                    Answers.client(Chunks.oneByOne(body)).messages().batches().results("msgbatch_1")) {
                List<MessageBatchIndividualResponse> all = new ArrayList<>();
                results.forEach(all::add);
                assertThat(all).isNotEmpty();
                assertThat(Views.problems(all)).isEmpty();
            }
        }
    }

    private static void assertPutsBackUnchanged(Message message) {
        JsonObject params = MessageCreateParams.builder()
                .model("m")
                .maxTokens(1)
                .addUserMessage("x")
                .addMessage(message)
                .build()
                .json();
        List<JsonObject> content = message.json().array("content").objects().stream()
                .filter(block -> !block.optString("text").orElse("x").isBlank())
                .toList();
        JsonArray messages = params.array("messages");
        assertThat(messages.size()).isEqualTo(content.isEmpty() ? 1 : 2);
        if (!content.isEmpty()) {
            assertThat(Json.write(messages.object(1).get("content"))).isEqualTo(Json.write(content));
        }
    }

    /** The message once more, added up from the lines by other means. */
    private static JsonNode folded(String body) throws IOException {
        ObjectNode message = MAPPER.createObjectNode();
        Map<Integer, ObjectNode> blocks = new TreeMap<>();
        Map<Integer, String> inputs = new TreeMap<>();
        for (String line : body.split("\r?\n")) {
            if (!line.startsWith("data:")) {
                continue;
            }
            JsonNode event = MAPPER.readTree(line.substring("data:".length()));
            int index = event.path("index").asInt(-1);
            JsonNode delta = event.path("delta");
            switch (event.path("type").asText()) {
                case "message_start" -> message = (ObjectNode) event.get("message");
                case "content_block_start" -> blocks.put(index, (ObjectNode) event.get("content_block"));
                case "content_block_delta" -> {
                    ObjectNode block = blocks.get(index);
                    switch (delta.path("type").asText()) {
                        case "text_delta" -> append(block, "text", delta);
                        case "thinking_delta" -> append(block, "thinking", delta);
                        case "signature_delta" -> block.set("signature", delta.get("signature"));
                        case "input_json_delta" ->
                            inputs.merge(index, delta.get("partial_json").asText(), String::concat);
                        case "citations_delta" -> {
                            if (!(block.get("citations") instanceof ArrayNode)) {
                                block.putArray("citations");
                            }
                            ((ArrayNode) block.get("citations")).add(delta.get("citation"));
                        }
                        default -> throw new IllegalArgumentException("a delta of no known type: " + delta);
                    }
                }
                case "message_delta" -> {
                    ObjectNode usage = message.withObject("/usage");
                    event.path("usage").properties().forEach(count -> {
                        if (!count.getValue().isNull() || !usage.has(count.getKey())) {
                            usage.set(count.getKey(), count.getValue());
                        }
                    });
                    for (Map.Entry<String, JsonNode> field : delta.properties()) {
                        message.set(field.getKey(), field.getValue());
                    }
                    if (event.has("context_management")) {
                        message.set("context_management", event.get("context_management"));
                    }
                }
                default -> {}
            }
        }
        for (Map.Entry<Integer, String> input : inputs.entrySet()) {
            if (!input.getValue().isBlank()) {
                blocks.get(input.getKey()).set("input", MAPPER.readTree(input.getValue()));
            }
        }
        message.set("content", MAPPER.valueToTree(blocks.values()));
        return message;
    }

    private static void append(ObjectNode block, String field, JsonNode delta) {
        block.put(field, block.path(field).asText() + delta.get(field).asText());
    }
}
