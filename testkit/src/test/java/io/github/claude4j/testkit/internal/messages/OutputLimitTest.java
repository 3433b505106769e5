package io.github.claude4j.testkit.internal.messages;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Message;
import io.github.claude4j.messages.MessageStream;
import io.github.claude4j.messages.StopReason;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.testkit.fixtures.Http;
import io.github.claude4j.testkit.internal.spec.Blocks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OutputLimitTest {
    private final FakeClaude fake = FakeClaude.start();
    private final Http http = new Http(fake);

    @AfterEach
    void close() {
        fake.close();
    }

    @Test
    void maxTokens_endTheAnswerAndAreNeverPassedByTheUsage() {
        JsonObject cut = http.message(Http.HELLO.with("max_tokens", 3));
        assertThat(cut.string("stop_reason")).isEqualTo("max_tokens");
        assertThat(Http.text(cut)).hasSize(12);
        assertThat(cut.object("usage").longValue("output_tokens")).isEqualTo(3);

        JsonObject thinking = JsonObject.of("type", "adaptive");
        JsonObject thought = http.message(Http.HELLO.with("thinking", thinking).with("max_tokens", 2));
        assertThat(Blocks.objects(thought.get("content")))
                .singleElement()
                .satisfies(block -> assertThat(block.string("thinking")).hasSize(8));
        assertThat(thought.string("stop_reason")).isEqualTo("max_tokens");

        JsonObject tool = JsonObject.of("name", "get_weather", "input_schema", JsonObject.of("type", "object"));
        JsonObject uncalled = http.message(Http.message("Call get_weather")
                .with("tools", JsonArray.of(tool))
                .with("max_tokens", 1));
        assertThat(uncalled.array("content")).isEmpty();
        assertThat(uncalled.string("stop_reason")).isEqualTo("max_tokens");
    }

    @Test
    void maxTokens_ofAScriptedAnswer_limitItsUsageAlone() {
        fake.reply("Far more than three tokens are in this answer.");
        JsonObject message = http.message(Http.HELLO.with("max_tokens", 3));
        assertThat(Http.text(message)).endsWith("answer.");
        assertThat(message.object("usage").longValue("output_tokens")).isEqualTo(3);
    }

    @Test
    void maxTokens_endAStreamToo() {
        try (MessageStream stream = fake.client().messages().stream(
                m -> m.model("claude-opus-5-5").maxTokens(1).addUserMessage("Hello"))) {
            Message message = stream.message();
            assertThat(message.text()).hasSize(4);
            assertThat(message.stopReason()).contains(StopReason.MAX_TOKENS);
            assertThat(message.usage().outputTokens()).isEqualTo(1);
        }
    }
}
