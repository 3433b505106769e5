package io.github.claude4j.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.MessageStream;
import io.github.claude4j.testkit.fixtures.Answers;
import io.github.claude4j.testkit.fixtures.Http;
import io.github.claude4j.testkit.internal.spec.Blocks;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FakeAnswerTest {
    private final FakeClaude fake = FakeClaude.start();
    private final Http http = new Http(fake);

    @AfterEach
    void close() {
        fake.close();
    }

    @Test
    void blocksOfAllKinds_areWholeAndStreamed() {
        String file = fake.addFile("plot.png", "image/png", new byte[] {1});
        Consumer<FakeAnswer> answer = a -> a.thinking("Let me see.")
                .redactedThinking()
                .webSearch("weather in Paris", "https://example.com/a", "https://example.org/b")
                .quote("It is sunny.", "sunny all day", "no clouds")
                .webFetch("https://example.com/a", "The whole page. With more.")
                .quote("The page says more.", "With more.")
                .codeExecution("plot", "done", file)
                .mcpTool("maps", "find", JsonObject.of("place", "Paris"), "48.8, 2.3")
                .failedTool("web_search", JsonObject.of("query", "x"), "max_uses_exceeded")
                .failedTool("web_fetch", JsonObject.of("url", "x"), "url_not_allowed")
                .text("Well.")
                .toolUse("get_weather", JsonObject.of("city", "Paris"));
        fake.reply(answer).reply(answer);

        JsonObject message = http.message(Http.HELLO);
        List<JsonObject> content = Blocks.objects(message.array("content"));
        assertThat(content).extracting(block -> block.string("type")).contains("web_fetch_tool_result");
        assertThat(content.get(2).string("id")).startsWith("srvtoolu_01");
        assertThat(content.get(3).string("tool_use_id"))
                .isEqualTo(content.get(2).string("id"));
        assertThat(message.string("stop_reason")).isEqualTo("tool_use");
        assertThat(message.object("container").string("id")).startsWith("container_01");
        assertThat(message.object("usage").object("server_tool_use").toJson())
                .isEqualTo("{\"web_search_requests\":2,\"web_fetch_requests\":2}");

        http.ask(Http.HELLO.with("stream", true));
        fake.reply(answer);
        Message streamed;
        try (MessageStream stream = fake.client().messages().stream(
                m -> m.model("claude-opus-5-5").maxTokens(1024).addUserMessage("Hello"))) {
            streamed = stream.message();
        }
        assertThat(types(streamed.json())).isEqualTo(types(message));
        assertThat(streamed.json().array("content").get(4).toString())
                .isEqualTo(content.get(4).toString());
        assertThat(streamed.json().object("container").string("id")).startsWith("container_01");
        assertThat(streamed.json().object("usage").get("server_tool_use"))
                .isEqualTo(message.object("usage").get("server_tool_use"));
    }

    @Test
    void passages_areFoundInWhatTheRequestHolds() {
        JsonObject text = JsonObject.parse("""
                {"type":"document","title":"T","source":{"type":"text","media_type":"text/plain","data":"Grass is green."}}
                """);
        JsonObject blocks = JsonObject.parse("""
                {"type":"document","source":{"type":"content","content":[{"type":"text","text":"One."},
                 {"type":"text","text":"Snow is white."}]}}""");
        JsonObject pdf = JsonObject.parse("""
                {"type":"document","source":{"type":"base64","media_type":"application/pdf","data":"JVBERg=="}}""");
        JsonObject found = JsonObject.parse("""
                {"type":"search_result","source":"wiki","title":"Sky","content":[{"type":"text","text":"Sky is blue."}]}
                """);
        JsonObject request =
                Http.request(JsonObject.of("role", "user", "content", JsonArray.of(text, blocks, pdf, found)));
        fake.reply(a -> a.quote("All of it.", "green", "Snow is white.", "Sky is blue.", "a picture"));

        List<JsonObject> citations = Blocks.objects(
                Blocks.objects(http.message(request).array("content")).get(0).array("citations"));
        assertThat(citations)
                .extracting(citation -> citation.string("type"))
                .containsExactly("char_location", "content_block_location", "search_result_location", "page_location");
        assertThat(citations.get(0).longValue("start_char_index")).isEqualTo(9);
        assertThat(citations.get(0).longValue("end_char_index")).isEqualTo(14);
        assertThat(citations.get(0).string("document_title")).isEqualTo("T");
        assertThat(citations.get(1).longValue("start_block_index")).isEqualTo(1);
        assertThat(citations.get(3).longValue("document_index")).isEqualTo(2);
    }

    @Test
    void passageThatIsNowhere_isTold() {
        fake.reply(a -> a.quote("So they say.", "nobody said this"));
        var response = http.ask(Http.HELLO);
        assertThat(response.statusCode()).isEqualTo(500);
        assertThat(Http.error(response)).contains("expected a passage of a document, found “nobody said this”");
    }

    @Test
    void pause_isContinuedByTheNextAnswer() {
        fake.reply(a -> a.text("Let me search.").pause()).reply("Found.");
        JsonObject paused = http.message(Http.HELLO);
        assertThat(paused.string("stop_reason")).isEqualTo("pause_turn");
        JsonObject again = Http.request(
                JsonObject.of("role", "user", "content", "Hello"),
                JsonObject.of("role", "assistant", "content", paused.array("content")));
        assertThat(Http.text(http.message(again))).isEqualTo("Found.");
        assertThat(Http.text(http.message(again))).contains("You asked: “Hello”");
    }

    @Test
    void refusal_saysWhy() {
        fake.reply(a -> a.refuse("cyber", "Not that.")).reply(a -> a.refuse("bio", "Nor that."));
        JsonObject message = http.message(Http.HELLO);
        assertThat(message.string("stop_reason")).isEqualTo("refusal");
        assertThat(message.object("stop_details").string("category")).isEqualTo("cyber");
        assertThat(message.array("content")).isEmpty();
        List<JsonObject> events =
                Answers.events(http.ask(Http.HELLO.with("stream", true)).body());
        assertThat(events.get(0).object("message").get("stop_details")).isNull();
        assertThat(events.get(events.size() - 2)
                        .object("delta")
                        .object("stop_details")
                        .string("explanation"))
                .isEqualTo("Nor that.");
    }

    @Test
    void rule_mayComposeAnswers() {
        fake.onMessage(body -> FakeAnswer.message(a -> a.text("By rule.").stopReason("max_tokens")));
        JsonObject message = http.message(Http.HELLO);
        assertThat(Http.text(message)).isEqualTo("By rule.");
        assertThat(message.string("stop_reason")).isEqualTo("max_tokens");
    }

    @Test
    void serverTool_isUsedWhenNamed() {
        for (String tool : List.of("web_search_20260209", "web_fetch_20260209", "code_execution_20250825")) {
            String name = tool.substring(0, tool.lastIndexOf('_'));
            JsonObject request = Http.message("Use " + name + " for https://example.com/x?")
                    .with("tools", JsonArray.of(JsonObject.of("type", tool, "name", name)));
            JsonObject message = http.message(request);
            assertThat(types(message)).hasSize(3).startsWith("server_tool_use");
            assertThat(message.string("stop_reason")).isEqualTo("end_turn");
            http.ask(request.with("stream", true));
        }
    }

    @Test
    void document_isCitedWhenAskedTo() {
        JsonObject document = JsonObject.parse("""
                {"type":"document","citations":{"enabled":true},
                 "source":{"type":"text","media_type":"text/plain","data":"Grass is green. Snow is white."}}""");
        JsonObject request = Http.request(
                JsonObject.of("role", "user", "content", JsonArray.of(document, Blocks.text("Which colours?"))));
        JsonObject quoted =
                Blocks.objects(http.message(request).array("content")).get(1);
        assertThat(quoted.array("citations").toString()).contains("Grass is green.", "char_location");
        http.ask(request.with("stream", true));
    }

    private static List<String> types(JsonObject message) {
        return Blocks.objects(message.array("content")).stream()
                .map(block -> block.string("type"))
                .toList();
    }
}
