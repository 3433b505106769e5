package io.github.claude4j.testkit.internal.messages;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.testkit.fixtures.Answers;
import io.github.claude4j.testkit.fixtures.Http;
import io.github.claude4j.testkit.internal.spec.Blocks;
import io.github.claude4j.testkit.internal.spec.Spec;
import io.github.claude4j.testkit.internal.spec.TypeExpr;
import io.github.claude4j.testkit.internal.spec.Validator;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private static final JsonObject WEATHER = JsonObject.of(
            "name",
            "get_weather",
            "description",
            "Tells the weather.",
            "input_schema",
            JsonObject.of(
                    "type",
                    "object",
                    "properties",
                    JsonObject.of("location", JsonObject.of("type", "string")),
                    "required",
                    JsonArray.of("location")));

    private final FakeClaude fake = FakeClaude.start();
    private final Http http = new Http(fake);

    @AfterEach
    void close() {
        fake.close();
    }

    @Test
    void default_saysThatItIsAFakeAndEchoesTheQuestion() {
        JsonObject message = http.message(Http.message("Why is the sky blue?"));

        assertThat(Http.text(message))
                .contains("“Why is the sky blue?”")
                .contains("FakeClaude")
                .contains("scatters");
        assertThat(message.string("id")).startsWith("msg_01");
        assertThat(message.string("model")).isEqualTo("claude-opus-5-5");
        assertThat(message.string("stop_reason")).isEqualTo("end_turn");
        assertThat(message.object("usage").longValue("output_tokens")).isPositive();
    }

    @Test
    void default_isTheSameEachTime() {
        JsonObject first = http.message(Http.HELLO);
        try (FakeClaude other = FakeClaude.start()) {
            assertThat(new Http(other).message(Http.HELLO)).isEqualTo(first);
        }
    }

    @Test
    void stream_hasTheApisEventsInOrder() {
        List<JsonObject> events = stream(Http.message("Hi"));

        assertThat(types(events)).startsWith("message_start", "content_block_start", "ping", "content_block_delta");
        assertThat(types(events)).endsWith("content_block_stop", "message_delta", "message_stop");
        JsonObject begin = events.get(0).object("message");
        assertThat(begin.array("content")).isEmpty();
        assertThat(begin.get("stop_reason")).isNull();
        assertThat(begin.object("usage").longValue("output_tokens")).isEqualTo(1);
        JsonObject delta = events.get(events.size() - 2);
        assertThat(delta.object("delta").string("stop_reason")).isEqualTo("end_turn");
        assertThat(delta.object("usage").longValue("output_tokens")).isGreaterThan(1);
        assertThat(events).allMatch(event -> event.name(0).equals("type"));
    }

    @Test
    void stream_validatesAndGivesTheMessage() {
        JsonObject citation = JsonObject.builder()
                .put("type", "char_location")
                .put("cited_text", "x")
                .put("document_index", 0)
                .put("document_title", null)
                .put("start_char_index", 0)
                .put("end_char_index", 1)
                .build();
        JsonArray content = JsonArray.of(
                Blocks.thinking("Let me  think."),
                Blocks.text(" two  words ").with("citations", JsonArray.of(citation)),
                JsonObject.of("type", "tool_use", "id", "toolu_01a", "name", "t")
                        .with("input", JsonObject.of("a", "é“")));
        JsonObject reply = JsonObject.of("content", content, "stop_reason", "tool_use");
        fake.reply(reply).reply(reply);
        JsonObject whole = http.message(Http.HELLO);
        List<JsonObject> events = stream(Http.HELLO);

        TypeExpr type =
                new TypeExpr.Named(Spec.get().operation("messages.create").streams());
        for (JsonObject event : events) {
            if (!event.string("type").equals("ping")) {
                assertThat(Validator.ofAnswers(Spec.get()).check("", type, event))
                        .as(event.toJson())
                        .isNull();
            }
        }
        assertThat(whole.array("content")).isEqualTo(content);
        assertThat(joined(events)).isEqualTo(content);
        assertThat(deltas(events, "input_json_delta").get(0).string("partial_json"))
                .isEmpty();
        assertThat(deltas(events, "input_json_delta")).hasSizeGreaterThan(1);
    }

    @Test
    void tool_isCalledWhenNamedAndItsResultIsUsed() {
        JsonObject request = Http.message("What is the weather in New York? Use get_weather for \"New York\".")
                .with("tools", JsonArray.of(WEATHER));
        JsonObject message = http.message(request);
        JsonObject use = Blocks.objects(message.array("content")).get(0);

        assertThat(message.string("stop_reason")).isEqualTo("tool_use");
        assertThat(use.string("id")).startsWith("toolu_01");
        assertThat(use.object("input")).isEqualTo(JsonObject.of("location", "New York"));

        JsonObject result = JsonObject.of(
                "type", "tool_result", "tool_use_id", use.string("id"), "content", "18 degrees and sunny");
        JsonObject next = request.with(
                "messages",
                JsonArray.of(
                        request.array("messages").get(0),
                        JsonObject.of("role", "assistant", "content", message.array("content")),
                        JsonObject.of("role", "user", "content", JsonArray.of(result))));
        assertThat(Http.text(http.message(next))).isEqualTo("The tool get_weather answered: 18 degrees and sunny");
    }

    @Test
    void tool_isCalledWhenForced() {
        JsonObject request =
                Http.message("Hello").with("tools", JsonArray.of(WEATHER)).with("model", "claude-haiku-5-5");

        assertThat(http.message(request).string("stop_reason")).isEqualTo("end_turn");
        JsonObject any = request.with("tool_choice", JsonObject.of("type", "any"));
        assertThat(http.message(any).string("stop_reason")).isEqualTo("tool_use");
        JsonObject named = request.with("tool_choice", JsonObject.of("type", "tool", "name", "get_weather"));
        assertThat(http.message(named).string("stop_reason")).isEqualTo("tool_use");
        JsonObject none = Http.message("Use get_weather")
                .with("tools", JsonArray.of(WEATHER))
                .with("tool_choice", JsonObject.of("type", "none"));
        assertThat(http.message(none).string("stop_reason")).isEqualTo("end_turn");
    }

    @Test
    void schema_isFilled() {
        JsonObject schema = JsonObject.parse("""
                {"type":"object","properties":{"name":{"type":"string"},"age":{"type":"integer","description":"minimum: 18"},
                 "kind":{"enum":["a","b"]},"tags":{"type":"array","items":{"$ref":"#/$defs/tag"}}},
                 "required":["name","age","kind","tags"],"additionalProperties":false,
                 "$defs":{"tag":{"type":"string","description":"maxLength: 3"}}}""");
        JsonObject format = JsonObject.of("type", "json_schema", "schema", schema);
        JsonObject message =
                http.message(Http.message("I am \"Ann\"").with("output_config", JsonObject.of("format", format)));

        assertThat(JsonObject.parse(Http.text(message)))
                .isEqualTo(JsonObject.parse("{\"name\":\"Ann\",\"age\":18,\"kind\":\"a\",\"tags\":[\"Ann\"]}"));
    }

    @Test
    void schemaInWords_isFilled() {
        String asked = """
                Make one.
                Your answer should be in JSON. Here is its schema:
                ```%s```
                """;
        String schema = "{\"$schema\": \"x\", \"type\": \"object\", \"properties\": {\"age\": {\"type\": \"integer\"},"
                + " \"name\": {\"type\": \"string\"}}, \"required\": [\"age\", \"name\"]}";

        JsonObject filled = JsonObject.parse(Http.text(http.message(Http.message(asked.formatted(schema)))));

        assertThat(filled.names()).containsExactly("age", "name");
        assertThat(filled.string("name")).isEqualTo("Make one.");
        for (String other : List.of("{\"type\": \"object\"}", "{oops}")) {
            assertThat(Http.text(http.message(Http.message(asked.formatted(other)))))
                    .contains("FakeClaude");
        }
    }

    @Test
    void thinking_comesFirstWhenEnabled() {
        JsonObject thinking = JsonObject.of("type", "enabled", "budget_tokens", 1024);
        JsonObject message = http.message(Http.HELLO
                .with("model", "claude-haiku-4-5")
                .with("thinking", thinking)
                .with("max_tokens", 2048));

        List<JsonObject> content = Blocks.objects(message.array("content"));
        assertThat(content).extracting(block -> block.string("type")).containsExactly("thinking", "text");
        assertThat(content.get(0).string("signature")).isNotEmpty();
    }

    @Test
    void stopSequence_endsTheAnswer() {
        JsonObject stopped = http.message(Http.HELLO.with("stop_sequences", JsonArray.of("asked")));
        assertThat(stopped.string("stop_reason")).isEqualTo("stop_sequence");
        assertThat(stopped.string("stop_sequence")).isEqualTo("asked");
        assertThat(Http.text(stopped)).isEqualTo("You ");
    }

    @Test
    void contextManagement_isAnsweredWhereItIsAskedFor() {
        Http beta = new Http(fake).header("anthropic-beta", "context-management-2025-06-27");
        JsonObject edits = JsonObject.of("edits", JsonArray.of(JsonObject.of("type", "clear_tool_uses_20250919")));
        JsonObject request = Http.HELLO.with("context_management", edits);
        JsonObject applied = JsonObject.of("applied_edits", JsonArray.of());

        assertThat(beta.message(request).get("context_management")).isEqualTo(applied);
        List<JsonObject> events =
                Answers.events(beta.ask(request.with("stream", true)).body());
        assertThat(events.get(0).object("message").has("context_management")).isFalse();
        assertThat(events.get(events.size() - 2).get("context_management")).isEqualTo(applied);
        JsonObject count = JsonObject.parse(beta.post("/v1/messages/count_tokens", request.without("max_tokens"))
                .body());
        assertThat(count.object("context_management").get("original_input_tokens"))
                .isEqualTo(count.get("input_tokens"));
        assertThat(beta.message(Http.HELLO).has("context_management")).isFalse();
    }

    @Test
    void countTokens_estimates() {
        JsonObject few = JsonObject.parse(http.post("/v1/messages/count_tokens", Http.HELLO.without("max_tokens"))
                .body());
        JsonObject many = JsonObject.parse(http.post(
                        "/v1/messages/count_tokens",
                        Http.message("x".repeat(4000)).without("max_tokens"))
                .body());
        assertThat(many.longValue("input_tokens") - few.longValue("input_tokens"))
                .isBetween(990L, 1010L);
    }

    @Test
    void answers_carryTheApisHeaders() {
        var response = http.ask(Http.HELLO);
        assertThat(response.headers().map())
                .containsKeys("request-id", "anthropic-organization-id", "content-type")
                .containsKeys("anthropic-ratelimit-requests-limit", "anthropic-ratelimit-output-tokens-reset");
    }

    private List<JsonObject> stream(JsonObject request) {
        List<JsonObject> events = new ArrayList<>();
        for (String line : http.ask(request.with("stream", true)).body().split("\n")) {
            if (line.startsWith("data: ")) {
                events.add(JsonObject.parse(line.substring(6)));
            }
        }
        return events;
    }

    private static List<String> types(List<JsonObject> events) {
        return events.stream().map(event -> event.string("type")).toList();
    }

    private static List<JsonObject> deltas(List<JsonObject> events, String type) {
        return events.stream()
                .filter(event -> event.string("type").equals("content_block_delta"))
                .map(event -> event.object("delta"))
                .filter(delta -> delta.string("type").equals(type))
                .toList();
    }

    /** The content that the events say. */
    private static JsonArray joined(List<JsonObject> events) {
        List<JsonObject> blocks = new ArrayList<>();
        StringBuilder input = new StringBuilder();
        for (JsonObject event : events) {
            switch (event.string("type")) {
                case "content_block_start" -> blocks.add(event.object("content_block"));
                case "content_block_delta" -> {
                    int index = (int) event.longValue("index");
                    JsonObject delta = event.object("delta");
                    input.append(delta.optString("partial_json").orElse(""));
                    blocks.set(index, grown(blocks.get(index), delta));
                }
                default -> {}
            }
        }
        if (input.length() > 0) {
            int last = blocks.size() - 1;
            blocks.set(last, blocks.get(last).with("input", JsonObject.parse(input.toString())));
        }
        return JsonArray.of(blocks);
    }

    private static JsonObject grown(JsonObject block, JsonObject delta) {
        for (String name : List.of("text", "thinking", "signature")) {
            if (delta.has(name)) {
                return block.with(name, block.string(name) + delta.string(name));
            }
        }
        return delta.has("citation")
                ? block.toBuilder().add("citations", delta.get("citation")).build()
                : block;
    }
}
