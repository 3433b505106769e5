package io.github.claude4j.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.DocumentBlock;
import io.github.claude4j.messages.ImageBlock;
import io.github.claude4j.messages.Model;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.tools.ToolFunction;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a server of the official SDK offers, over stdin and stdout, in a run. */
@Timeout(180)
class McpTest {
    private static Mcp server;

    private final FakeClaude fake = FakeClaude.start();

    @BeforeAll
    static void start() {
        server = Mcp.of(client());
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void close() {
        fake.close();
    }

    private static McpSyncClient client() {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String path = System.getProperty("java.class.path");
        return McpClient.sync(new StdioClientTransport(
                        ServerParameters.builder(java)
                                .args("-cp", path, Everything.class.getName())
                                .build(),
                        McpJsonDefaults.getMapper()))
                .requestTimeout(Duration.ofSeconds(60))
                .build();
    }

    /** The result of this tool, as it went back to the model. */
    private JsonObject result(Mcp mcp, String tool) {
        fake.replyToolUse(tool, JsonObject.of("text", "hello"));
        fake.reply("Thanks");
        try (Claude claude = fake.client()) {
            claude.runner(r -> r.tools(mcp.tools()))
                    .run(m -> m.model(Model.CLAUDE_OPUS_5_5).maxTokens(64).addUserMessage("Go"));
        }
        JsonArray messages = fake.requests().get(1).json().array("messages");
        return messages.object(2).array("content").object(0);
    }

    @Test
    void tools_areOfferedAsTheServerDescribesThem() {
        List<ToolFunction> tools = server.tools();

        assertThat(tools)
                .extracting(ToolFunction::name)
                .containsExactlyInAnyOrder("echo", "add", "show", "refuse", "count");
        ToolFunction echo = tool("echo");
        assertThat(echo.definition().json().string("description")).isEqualTo("Does echo");
        assertThat(echo.definition().json().object("input_schema")).isEqualTo(JsonObject.of("type", "object"));
        assertThat(echo.isReadOnly()).isTrue();
        assertThat(tool("add").isReadOnly()).isFalse();
        assertThat(tool("add").isRepeatable()).isTrue();
        assertThat(tool("show").isRepeatable()).isFalse();
    }

    private static ToolFunction tool(String name) {
        return server.tools().stream()
                .filter(tool -> tool.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void text_isTheResult() {
        JsonObject result = result(server.prefix("files"), "files__echo");

        assertThat(result.get("content")).isEqualTo("echo hello");
        assertThat(result.optBoolean("is_error").orElse(false)).isFalse();
    }

    @Test
    void blocks_areTheResult_andWhatClaudeCannotBeGivenIsNamed() {
        JsonObject result = result(server, "show");

        List<JsonObject> blocks = result.array("content").objects();
        assertThat(blocks)
                .extracting(block -> block.string("type"))
                .containsExactly("text", "image", "text", "document", "text");
        assertThat(blocks.get(1).object("source").string("data")).isEqualTo(Everything.PIXEL);
        assertThat(blocks.get(2).string("text")).contains("audio of audio/wav");
        assertThat(blocks.get(3).object("source").string("data")).isEqualTo("of a");
        assertThat(blocks.get(4).string("text")).contains("file:///b.txt");
    }

    @Test
    void errorOfTheTool_isAnErrorResult() {
        JsonObject result = result(server, "refuse");

        assertThat(result.booleanValue("is_error")).isTrue();
        assertThat(result.get("content")).isEqualTo("not on Sundays");
    }

    @Test
    void structuredContentAlone_isTheResult() {
        assertThat(result(server, "count").get("content")).isEqualTo("{\"count\":3}");
    }

    @Test
    void prompt_isMessages() {
        assertThat(server.prompts()).extracting(prompt -> prompt.string("name")).containsExactly("greet");

        assertThat(server.prompt("greet", Map.of("who", "Ada")))
                .extracting(message -> message.json().string("role") + ": "
                        + message.json().array("content").object(0).string("text"))
                .containsExactly("user: Greet Ada", "assistant: Hello");
    }

    @Test
    void promptThatIsNotThere_isNamed() {
        assertThatThrownBy(() -> server.prompt("none"))
                .isInstanceOf(McpException.class)
                .hasMessageContaining("prompt none: the MCP server says");
    }

    @Test
    void resources_areContent_orRefusedByTheirKind() {
        assertThat(server.resources())
                .extracting(resource -> resource.string("uri"))
                .contains("file:///a.txt");

        assertThat(server.resource("file:///a.txt")).singleElement().isInstanceOf(DocumentBlock.class);
        assertThat(server.resource("file:///p.png")).singleElement().isInstanceOf(ImageBlock.class);
        assertThatThrownBy(() -> server.resource("file:///z.zip"))
                .isInstanceOf(McpException.class)
                .hasMessageContaining("resource file:///z.zip")
                .hasMessageContaining("application/zip, which Claude cannot be given");
    }

    @Test
    void bytes_ofAResource_areThoseOfTheServer() {
        assertThat(server.bytes("file:///p.png")).isEqualTo(Base64.getDecoder().decode(Everything.PIXEL));
        assertThat(server.bytes("file:///a.txt")).isEqualTo("of a".getBytes(StandardCharsets.UTF_8));
    }
}
