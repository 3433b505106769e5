package io.github.claude4j.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Model;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.tools.ToolFunction;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A server of the stateless generation of the protocol. */
@Timeout(120)
class StatelessConnectionTest {
    @TempDir
    Path folder;

    private StatelessServer http;
    private Mcp server;

    @BeforeEach
    void start() {
        http = new StatelessServer(folder);
        server = Mcp.of(StatelessConnection.of(http.client()));
    }

    @AfterEach
    void close() {
        server.close();
        http.close();
    }

    private JsonObject result(List<ToolFunction> tools, String called) {
        try (FakeClaude fake = FakeClaude.start();
                Claude claude = fake.client()) {
            fake.replyToolUse(called, JsonObject.of("text", "hello"));
            fake.reply("Thanks");
            claude.runner(r -> r.tools(tools))
                    .run(m -> m.model(Model.CLAUDE_OPUS_5_5).maxTokens(64).addUserMessage("Go"));
            return fake.requests()
                    .get(1)
                    .json()
                    .array("messages")
                    .object(2)
                    .array("content")
                    .object(0);
        }
    }

    @Test
    void tools_ofAllPages_areCalled() {
        List<ToolFunction> tools = server.prefix("far").tools();

        assertThat(tools).extracting(ToolFunction::name).containsExactly("far__echo", "far__refuse");
        assertThat(tools.get(0).isReadOnly()).isTrue();
        assertThat(tools.get(0).definition().json().string("description")).isEqualTo("Says it again");
        assertThat(result(tools, "far__echo").get("content")).isEqualTo("echo hello");
        JsonObject refused = result(tools, "far__refuse");
        assertThat(refused.booleanValue("is_error")).isTrue();
        assertThat(refused.get("content")).isEqualTo("not on Sundays");
    }

    @Test
    void prompts_ofAllPages_areListed_andGiven() {
        assertThat(server.prompts()).extracting(prompt -> prompt.string("name")).containsExactly("greet", "part");
        assertThat(server.prompt("greet", Map.of("who", "Ada")))
                .singleElement()
                .satisfies(message -> assertThat(message.json().toJson()).contains("Greet Ada"));
        assertThatThrownBy(() -> server.prompt("none"))
                .isInstanceOf(McpException.class)
                .hasMessageContaining("prompt none: the MCP server says");
    }

    @Test
    void whatTheServerDoesNotOffer_isEmpty() {
        assertThat(server.resources()).isEmpty();
    }

    @Test
    void serverThatIsGone_isAnErrorResult() {
        List<ToolFunction> tools = server.tools();
        http.close();

        JsonObject result = result(tools, "echo");

        assertThat(result.booleanValue("is_error")).isTrue();
        assertThat(result.string("content")).contains("did not answer").contains("may have had an effect");
        http = new StatelessServer(folder);
    }
}
