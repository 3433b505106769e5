package io.github.claude4j.opentelemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.Claude;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Content;
import io.github.claude4j.messages.MessageCreateParams;
import io.github.claude4j.messages.Model;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.tools.ToolFunction;
import io.github.claude4j.tools.Tools;
import io.opentelemetry.api.common.AttributeKey;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(120)
class ContentTest {
    private static final byte[] PIXEL = java.util.Base64.getDecoder()
            .decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==");

    record Place(String city) {}

    private final FakeClaude fake = FakeClaude.start();
    private final Traces traces = new Traces();

    @AfterEach
    void close() {
        traces.close();
        fake.close();
    }

    private Claude client(ClaudeTelemetry telemetry) {
        return fake.client().with(o -> o.listener(telemetry.calls()));
    }

    private Object written(AttributeKey<String> key) {
        String json = traces.span(span -> span.getName().startsWith("chat"))
                .getAttributes()
                .get(key);
        assertThat(json).as(key.getKey()).isNotNull();
        return Json.parse(json);
    }

    @ParameterizedTest
    @EnumSource
    void messages_areWrittenInTheFormOfTheConventions(Way way) {
        fake.reply(CallSpansTest.ANSWER);
        MessageCreateParams params = CallSpansTest.PARAMS.toBuilder()
                .system("Be brief")
                .addTool(Tools.custom("look", "Looks.", JsonObject.of("type", "object")))
                .build();
        try (Claude claude = client(ClaudeTelemetry.of(traces.sdk).captureContent())) {
            way.text(claude, params);
        }

        assertThat(written(Names.INSTRUCTIONS))
                .isEqualTo(JsonArray.of(JsonObject.of("type", "text", "content", "Be brief")));
        assertThat(written(Names.INPUT_MESSAGES)).isEqualTo(Json.parse("""
                        [{"role": "user", "parts": [{"type": "text", "content": "a secret question"}]}]"""));
        assertThat(written(Names.OUTPUT_MESSAGES)).isEqualTo(Json.parse("""
                        [{"role": "assistant", "parts": [{"type": "text", "content": "a secret answer"}],
                          "finish_reason": "end_turn"}]"""));
        assertThat(written(Names.TOOL_DEFINITIONS)).isEqualTo(Json.parse("""
                        [{"type": "function", "name": "look", "description": "Looks.", "parameters": {"type": "object"}}]"""));
    }

    @Test
    void filesAndTools_areNamed_andRedactionSeesEveryText() {
        fake.replyToolUse("weather", JsonObject.of("city", "secret Rome"));
        fake.reply("secret sun");
        UnaryOperator<String> redaction = text -> text.replace("secret", "***");
        ClaudeTelemetry telemetry = ClaudeTelemetry.of(traces.sdk).captureContent(redaction);
        ToolFunction weather = Tools.function(
                "weather", "The weather.", Place.class, in -> List.of(JsonObject.of("sky", "secret blue")));
        try (Claude claude = client(telemetry)) {
            claude.runner(r -> r.tools(weather))
                    .with(telemetry.runs())
                    .run(m -> m.model(Model.CLAUDE_OPUS_5_5)
                            .maxTokens(64)
                            .addUserMessage(
                                    Content.text("secret?"),
                                    Content.image(PIXEL),
                                    Content.imageUrl("https://example.com/secret.png")));
        }

        assertThat(traces.all().toString()).doesNotContain("secret").doesNotContain("iVBOR");
        assertThat(written(Names.INPUT_MESSAGES)).isEqualTo(Json.parse("""
                        [{"role": "user", "parts": [{"type": "text", "content": "***?"},
                          {"type": "blob", "modality": "image", "mime_type": "image/png", "content": ""},
                          {"type": "uri", "modality": "image", "uri": "https://example.com/***.png"}]}]"""));
        assertThat(traces.span("execute_tool weather").getAttributes().get(Names.TOOL_ARGUMENTS))
                .isEqualTo("{\"city\":\"*** Rome\"}");
        assertThat(traces.span("execute_tool weather").getAttributes().get(Names.TOOL_RESULT))
                .isEqualTo("[{\"sky\":\"*** blue\"}]");
        assertThat(traces.all().toString()).contains("tool_call_response");
    }

    @Test
    void moreThanAllowed_isCut_theOldestFirst() {
        fake.reply("ok");
        try (Claude claude =
                client(ClaudeTelemetry.of(traces.sdk).captureContent().maxContent(10))) {
            claude.messages()
                    .create(m -> m.model(Model.CLAUDE_OPUS_5_5)
                            .maxTokens(64)
                            .addUserMessage("the first")
                            .addAssistantMessage("0123456789")
                            .addUserMessage("newest"));
        }

        assertThat(written(Names.INPUT_MESSAGES)).isEqualTo(Json.parse("""
                        [{"role": "assistant", "parts": [{"type": "text", "content": "0123[cut: 10 characters]"}]},
                         {"role": "user", "parts": [{"type": "text", "content": "newest"}]}]"""));
    }

    @Test
    void redactionThatThrows_leavesTheContentOut_andTheSpanStands() {
        fake.reply(CallSpansTest.ANSWER);
        UnaryOperator<String> broken = text -> {
            throw new IllegalStateException("broken");
        };
        try (Claude claude = client(ClaudeTelemetry.of(traces.sdk).captureContent(broken))) {
            claude.messages().create(CallSpansTest.PARAMS);
        }

        assertThat(traces.span("chat claude-opus-5-5").getAttributes().asMap())
                .containsEntry(Names.INPUT_TOKENS, 123L)
                .doesNotContainKeys(Names.INPUT_MESSAGES, Names.OUTPUT_MESSAGES);
    }
}
