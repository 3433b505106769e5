package io.github.claude4j.mcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.Claude;
import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.messages.Model;
import io.github.claude4j.runs.Conversation;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.tools.ToolFunction;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The reference servers of MCP, which are written in JavaScript, used by a runner. Not part of the build:
 * {@code checks/independent-clients/run} runs it, and tells where their packages lie.
 */
@Timeout(120)
class ReferenceServers {
    @TempDir
    Path folder;

    private static Mcp server(String name, String... args) {
        Path script = Path.of(System.getProperty("claude4j.servers"), "node_modules", "@modelcontextprotocol", name)
                .resolve("dist/index.js");
        assertThat(script).exists();
        List<String> all = new ArrayList<>(List.of(script.toString()));
        all.addAll(Arrays.asList(args));
        return Mcp.of(McpClient.sync(new StdioClientTransport(
                        ServerParameters.builder("node").args(all).build(), McpJsonDefaults.getMapper()))
                .requestTimeout(Duration.ofSeconds(60))
                .build());
    }

    @Test
    void files_areReadAndWritten_byARun() throws IOException {
        Files.writeString(folder.resolve("note.txt"), "buy milk");
        String root = folder.toRealPath().toString();
        try (Mcp files = server("server-filesystem", root);
                FakeClaude fake = FakeClaude.start();
                Claude claude = fake.client()) {
            List<ToolFunction> tools = files.prefix("files").tools();
            assertThat(tools).extracting(ToolFunction::name).contains("files__read_text_file", "files__write_file");
            assertThat(tool(tools, "files__read_text_file").isReadOnly()).isTrue();
            assertThat(tool(tools, "files__write_file").isReadOnly()).isFalse();
            fake.replyToolUse("files__read_text_file", JsonObject.of("path", root + "/note.txt"));
            fake.replyToolUse(
                    "files__write_file", JsonObject.of("path", root + "/done.txt", "content", "milk is bought"));
            fake.replyToolUse("files__read_text_file", JsonObject.of("path", "/etc/hostname"));
            fake.reply("Done");

            Conversation end = claude.runner(r -> r.tools(tools))
                    .run(m -> m.model(Model.CLAUDE_OPUS_5_5).maxTokens(64).addUserMessage("Go"));

            assertThat(end.text()).isEqualTo("Done");
            assertThat(Json.write(result(fake, 1))).contains("buy milk");
            assertThat(folder.resolve("done.txt")).hasContent("milk is bought");
            assertThat(result(fake, 3).booleanValue("is_error")).isTrue();
            assertThat(Json.write(result(fake, 3))).contains("Access denied");
        }
    }

    @Test
    void everything_isUsed() {
        try (Mcp everything = server("server-everything", "stdio");
                FakeClaude fake = FakeClaude.start();
                Claude claude = fake.client()) {
            List<ToolFunction> tools = everything.tools();
            fake.replyToolUse("echo", JsonObject.of("message", "hello"));
            fake.replyToolUse("get-sum", JsonObject.of("a", 2, "b", 3));
            fake.replyToolUse("get-tiny-image", JsonObject.of());
            fake.replyToolUse("get-structured-content", JsonObject.of("location", "Chicago"));
            fake.replyToolUse("get-resource-reference", JsonObject.of("resourceType", "Text", "resourceId", 1));
            fake.replyToolUse("get-resource-links", JsonObject.of("count", 2));
            fake.replyToolUse("get-sum", JsonObject.of("a", "two", "b", 3));
            fake.reply("Done");

            claude.runner(r -> r.tools(tools))
                    .run(m -> m.model(Model.CLAUDE_OPUS_5_5).maxTokens(64).addUserMessage("Go"));

            assertThat(Json.write(result(fake, 1))).contains("hello");
            assertThat(Json.write(result(fake, 2))).contains("5");
            assertThat(result(fake, 3).array("content").objects())
                    .anySatisfy(block -> assertThat(block.string("type")).isEqualTo("image"));
            assertThat(Json.write(result(fake, 4))).contains("temperature");
            assertThat(result(fake, 5).array("content").objects())
                    .anySatisfy(block -> assertThat(block.string("type")).isEqualTo("document"));
            assertThat(Json.write(result(fake, 6))).contains("resource_link");
            assertThat(result(fake, 7).booleanValue("is_error")).isTrue();
        }
    }

    @Test
    void promptsAndResources_areGiven() {
        try (Mcp everything = server("server-everything", "stdio")) {
            assertThat(everything.prompts())
                    .extracting(prompt -> prompt.string("name"))
                    .contains("simple-prompt", "args-prompt");
            assertThat(everything.prompt("args-prompt", Map.of("city", "Bonn")))
                    .singleElement()
                    .satisfies(message -> assertThat(message.json().toJson()).contains("Bonn"));
            JsonObject resource = everything.resources().get(0);
            assertThat(everything.resource(resource.string("uri"))).isNotEmpty();
            assertThat(everything.bytes(resource.string("uri"))).isNotEmpty();
            assertThatThrownBy(() -> everything.resource("demo://none"))
                    .isInstanceOf(McpException.class)
                    .hasMessageContaining("demo://none");
        }
    }

    private static ToolFunction tool(List<ToolFunction> tools, String name) {
        return tools.stream()
                .filter(tool -> tool.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The result that this request took back to the model. */
    private static JsonObject result(FakeClaude fake, int request) {
        List<JsonObject> messages =
                fake.requests().get(request).json().array("messages").objects();
        return messages.get(messages.size() - 1).array("content").object(0);
    }
}
