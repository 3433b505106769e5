package io.github.claude4j.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.claude4j.Claude;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Model;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.tools.ToolFunction;
import io.modelcontextprotocol.client.McpSyncClient;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LostServerTest {
    @TempDir
    Path folder;

    @Test
    void serverThatIsGone_isAnErrorResult_andTheRunGoesOn() {
        McpSyncClient client;
        List<ToolFunction> tools;
        try (HttpServers http = new HttpServers(folder, Everything.tools())) {
            client = http.client();
            tools = Mcp.of(client).tools();
        }
        try (FakeClaude fake = FakeClaude.start();
                Claude claude = fake.client()) {
            fake.replyToolUse("add", JsonObject.of());
            fake.reply("I go on without");

            String end = claude.runner(r -> r.tools(tools))
                    .run(m -> m.model(Model.CLAUDE_OPUS_5_5).maxTokens(64).addUserMessage("Go"))
                    .text();

            assertThat(end).isEqualTo("I go on without");
            JsonObject result = fake.requests()
                    .get(1)
                    .json()
                    .array("messages")
                    .object(2)
                    .array("content")
                    .object(0);
            assertThat(result.booleanValue("is_error")).isTrue();
            assertThat(result.string("content")).contains("did not answer").contains("may have had an effect");
        } finally {
            client.close();
        }
    }
}
