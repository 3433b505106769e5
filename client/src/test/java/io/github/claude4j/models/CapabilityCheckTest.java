package io.github.claude4j.models;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Content;
import io.github.claude4j.messages.Effort;
import io.github.claude4j.messages.MessageCreateParams;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A request against what its model can do. */
class CapabilityCheckTest {
    private static final String NO = "{\"supported\":false}";

    private static List<String> problems(String capabilities, MessageCreateParams.Builder params) {
        ModelInfo model = ModelInfo.of(JsonObject.parse(
                "{\"id\":\"m\",\"lifecycle\":\"active\",\"max_tokens\":100,\"capabilities\":" + capabilities + "}"));
        return new CapabilityCheck(model, params.build()).problems();
    }

    private static MessageCreateParams.Builder params() {
        return MessageCreateParams.builder().model("m").maxTokens(100).addUserMessage("Hi");
    }

    @Test
    void problems_ofWhatIsNotSupported_nameIt() {
        assertThat(problems("{\"effort\":{\"max\":" + NO + "}}", params().effort(Effort.MAX)))
                .containsExactly("output_config.effort: \"max\": not supported by m");
        assertThat(problems("{\"thinking\":{\"types\":{\"enabled\":" + NO + "}}}", params().thinkingEnabled(1024)))
                .containsExactly("thinking: \"enabled\": not supported by m");
        assertThat(problems("{\"structured_outputs\":" + NO + "}", params().outputSchema("{}")))
                .containsExactly("output_config.format: not supported by m");
        assertThat(problems(
                        "{\"context_management\":{\"clear_tool_uses_20250919\":" + NO + "}}",
                        params().clearOldToolUses()))
                .containsExactly("context_management: \"clear_tool_uses_20250919\": not supported by m");
    }

    @Test
    void problems_ofContent_areFoundWithinToolResults() {
        MessageCreateParams.Builder params = params().addUserMessage(
                        Content.toolResult(
                                "t",
                                List.of(
                                        Content.imageFileId("f"),
                                        Content.document("%PDF-1".getBytes(StandardCharsets.UTF_8)))),
                        Content.searchResult("s", "t", List.of("p"), r -> r.cited()));

        assertThat(problems("{\"image_input\":" + NO + ",\"pdf_input\":" + NO + ",\"citations\":" + NO + "}", params))
                .containsExactly(
                        "messages: images: not supported by m",
                        "messages: PDFs: not supported by m",
                        "messages: citations: not supported by m");
    }

    @Test
    void problems_ofWhatTheApiDoesNotMention_areNone() {
        assertThat(problems(
                        "null",
                        params().effort(Effort.MAX).thinkingEnabled(1024).outputSchema("{}")))
                .isEmpty();
    }

    @Test
    void problems_ofARetiredModel_sayThat() {
        ModelInfo model = ModelInfo.of(JsonObject.of("id", "m", "lifecycle", "retired"));

        assertThat(new CapabilityCheck(model, params().build()).problems()).containsExactly("model: m is retired");
    }
}
