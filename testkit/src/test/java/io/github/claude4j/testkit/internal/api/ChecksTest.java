package io.github.claude4j.testkit.internal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.github.claude4j.json.Json;
import io.github.claude4j.json.JsonArray;
import io.github.claude4j.json.JsonObject;
import io.github.claude4j.testkit.FakeClaude;
import io.github.claude4j.testkit.fixtures.Http;
import java.net.http.HttpResponse;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChecksTest {
    private FakeClaude fake;

    @BeforeAll
    void start() {
        fake = FakeClaude.start();
    }

    @AfterAll
    void stop() {
        fake.close();
    }

    static Stream<Arguments> badMessages() {
        return Stream.of(
                arguments("{}", "max_tokens: Field required"),
                arguments(with("max_tokens", "\"many\""), "max_tokens: Input should be a valid integer"),
                arguments(
                        with(
                                "tools",
                                "[{\"type\":\"web_search_20250305\",\"name\":\"web_search\",\"allowed_domains\":[\"a\"],"
                                        + "\"blocked_domains\":[\"b\"]}]"),
                        "tools.0: Only one of `allowed_domains` and `blocked_domains` may be set."),
                arguments(with("max_tokens", "-1"), "max_tokens: Input should be greater than or equal to 0"),
                arguments(with("foo", "1"), "foo: Extra inputs are not permitted"),
                arguments(with("stream", "\"yes\""), "stream: Input should be a valid boolean"),
                arguments(with("service_tier", "\"fast\""), "service_tier: Input should be 'auto' or 'standard_only'"),
                arguments(with("temperature", "0.5"), "temperature: Extra inputs are not permitted"),
                arguments(with("thinking", "{\"type\":\"enabled\"}"), "thinking.enabled.budget_tokens: Field required"),
                arguments(
                        with("thinking", "{\"type\":\"enabled\",\"budget_tokens\":1}"),
                        "thinking.enabled.budget_tokens: Input should be greater than or equal to 1024"),
                arguments(with("mcp_servers", "[]"), "mcp_servers: requires the header anthropic-beta: mcp-client-"),
                arguments(with("speed", "\"fast\""), "speed: requires the header anthropic-beta: fast-mode-2026-02-01"),
                arguments(with("tools", "[{\"name\":\"a\"}]"), "tools.0.custom.input_schema: Field required"),
                arguments(with("tools", "[" + tool("a b") + "]"), "tools.0.custom.name: String should match pattern"),
                arguments(with("tools", "[" + tool("a") + "," + tool("a") + "]"), "tools: Tool names must be unique."),
                arguments(
                        JsonObject.parse(with("tool_choice", "{\"type\":\"tool\",\"name\":\"x\"}"))
                                .with("tools", Json.parse("[" + tool("a") + "]"))
                                .toJson(),
                        "tool_choice: Tool 'x' not found in provided tools"),
                arguments(
                        with("tool_choice", "{\"type\":\"auto\"}"),
                        "tool_choice may only be specified while providing tools."),
                arguments(
                        with("max_tokens", "128001"),
                        "max_tokens: 128001 > 128000, which is the maximum allowed number"),
                arguments(
                        with("thinking", "{\"type\":\"disabled\"}"),
                        "\"thinking.type.disabled\" is not supported for this model."),
                arguments(
                        with(
                                "output_config",
                                "{\"format\":{\"type\":\"json_schema\",\"schema\":{\"type\":\"object\"}}}"),
                        "output_config.format.schema: For 'object' type, 'additionalProperties' must be explicitly set to"
                                + " false"),
                arguments(
                        with(
                                "tools",
                                "[{\"name\":\"a\",\"strict\":true,\"input_schema\":{\"type\":\"object\",\"properties\":{\"n\":"
                                        + "{\"type\":\"integer\",\"minimum\":1,\"maximum\":9}},\"additionalProperties\":false}}]"),
                        "tools.0.custom: For 'integer' type, properties maximum, minimum are not supported"),
                arguments(messages("user", "\" \""), "messages: text content blocks must contain non-whitespace text"),
                arguments(
                        messages(
                                "user",
                                "[{\"type\":\"image\",\"source\":{\"type\":\"base64\",\"media_type\":\"image/jpeg\",\"data\":"
                                        + "\"iVBORw0KGgoAAAANSUhEUg==\"}}]"),
                        "the image appears to be a image/png image"),
                arguments(with("messages", "[]"), "messages: at least one message is required"),
                arguments(messages("user", "\"\""), "messages.0: user messages must have non-empty content"),
                arguments(messages("nobody", "\"Hi\""), "messages.0: Input tag 'nobody' found using 'role'"),
                arguments(messages("user", "7"), "messages.0.content: Input should be a valid"),
                arguments(
                        messages("user", "[{\"type\":\"text\",\"texty\":\"x\"}]"),
                        "messages.0.content.0.text.text: Field required"),
                arguments(
                        messages("user", "[{\"type\":\"smell\"}]"),
                        "messages.0.content.0: Input tag 'smell' found using 'type'"),
                arguments(
                        messages("user", "[{\"type\":\"tool_result\",\"tool_use_id\":\"t1\"}]"),
                        "messages.0.content.0: unexpected `tool_use_id` found in `tool_result` blocks: t1"),
                arguments(
                        with(
                                "messages",
                                "[{\"role\":\"user\",\"content\":\"Hi\"},{\"role\":\"assistant\",\"content\":[{\"type\":"
                                        + "\"tool_use\",\"id\":\"t1\",\"name\":\"a\",\"input\":{}}]},"
                                        + "{\"role\":\"user\",\"content\":\"Well?\"}]"),
                        "`tool_use` ids were found without `tool_result` blocks immediately after: t1"),
                arguments(
                        messages(
                                "user",
                                "["
                                        + "{\"type\":\"text\",\"text\":\"x\",\"cache_control\":{\"type\":\"ephemeral\"}},"
                                                .repeat(5)
                                                .replaceAll(",$", "")
                                        + "]"),
                        "A maximum of 4 blocks with cache_control may be provided. Found 5."));
    }

    @ParameterizedTest
    @MethodSource("badMessages")
    void badMessage_is400AndNamesThePath(String body, String expected) {
        HttpResponse<String> response = new Http(fake).send("POST", "/v1/messages", body);

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Http.error(response)).contains(expected);
        JsonObject error = JsonObject.parse(response.body());
        assertThat(error.object("error").string("type")).isEqualTo("invalid_request_error");
        assertThat(error.string("request_id"))
                .isEqualTo(response.headers().firstValue("request-id").orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "mcp_servers, mcp-client-2025-11-20, 200",
        "mcp_servers, mcp-client-2025-04-04, 200",
        "mcp_servers, compact-2026-01-12, 400",
    })
    void olderBetaHeader_opensTheSame(String field, String header, int status) {
        HttpResponse<String> response =
                new Http(fake).header("anthropic-beta", header).send("POST", "/v1/messages", with(field, "[]"));

        assertThat(response.statusCode()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({
        "mcp-client-2025-11-20, a, a, ''",
        "mcp-client-2025-11-20, a, '', 'mcp_servers: MCP server ''a'' must be referenced by an `mcp_toolset`'",
        "mcp-client-2025-11-20, a b, a, 'mcp_servers: MCP server ''b'' must be referenced by an `mcp_toolset`'",
        "mcp-client-2025-11-20, a, a b, 'tools.1.mcp_toolset.mcp_server_name: MCP server ''b'' not found'",
        "mcp-client-2025-11-20, '', a, 'tools.0.mcp_toolset.mcp_server_name: MCP server ''a'' not found'",
        "mcp-client-2025-11-20, a, a a, 'tools.1.mcp_toolset.mcp_server_name: MCP server ''a'' is referenced by more'",
        "mcp-client-2025-04-04, a, '', ''",
    })
    void mcpServers_goWithOneToolsetEach(String beta, String servers, String toolsets, String expected) {
        JsonObject request = Http.HELLO
                .with("mcp_servers", named(servers, "{\"type\":\"url\",\"url\":\"https://x.test/\",\"name\":\"%s\"}"))
                .with("tools", named(toolsets, "{\"type\":\"mcp_toolset\",\"mcp_server_name\":\"%s\"}"));

        HttpResponse<String> response =
                new Http(fake).header("anthropic-beta", beta).ask(request);

        assertThat(response.statusCode()).as(response.body()).isEqualTo(expected.isEmpty() ? 200 : 400);
        assertThat(expected.isEmpty() ? "" : Http.error(response)).startsWith(expected);
    }

    private static JsonArray named(String names, String json) {
        JsonArray.Builder list = JsonArray.builder();
        for (String name : names.split(" ")) {
            if (!name.isEmpty()) {
                list.add(JsonObject.parse(json.formatted(name)));
            }
        }
        return list.build();
    }

    static Stream<String> turnsWithUnknownMembers() {
        return Stream.of(
                "{'type':'text','text':'a','of_tomorrow':1}",
                "{'type':'text','text':'a','citations':[{'type':'char_location','cited_text':'b','document_index':0,"
                        + "'document_title':null,'start_char_index':0,'end_char_index':1,'file_id':null,'of_tomorrow':{}}]}",
                "{'type':'thinking','thinking':'a','signature':'b','of_tomorrow':[1]}",
                "{'type':'server_tool_use','id':'srvtoolu_1','name':'code_execution','input':{},'caller':"
                        + "{'type':'direct','of_tomorrow':1}}",
                "{'type':'code_execution_tool_result','tool_use_id':'srvtoolu_1','content':{'type':"
                        + "'code_execution_result','stdout':'','stderr':'','return_code':0,'content':[],'of_tomorrow':1}}",
                "{'type':'web_search_tool_result','tool_use_id':'srvtoolu_1','content':[{'type':'web_search_result',"
                        + "'url':'u','title':'t','encrypted_content':'e','page_age':null,'of_tomorrow':1}]}");
    }

    @ParameterizedTest
    @MethodSource("turnsWithUnknownMembers")
    void unknownMember_isRefusedInWhatTheUserSaysOnly(String block) {
        JsonArray content = JsonArray.of(JsonObject.parse(block.replace('\'', '"')), text("and"));
        JsonObject hello = JsonObject.of("role", "user", "content", "Hi");
        JsonObject said = JsonObject.of("role", "assistant", "content", content);
        JsonObject user = JsonObject.of("role", "user", "content", content);
        Http http = new Http(fake);

        HttpResponse<String> back = http.ask(Http.request(hello, said, hello));

        assertThat(back.statusCode()).as(back.body()).isEqualTo(200);
        assertThat(Http.error(http.ask(Http.request(hello, said.with("of_tomorrow", 1), hello))))
                .isEqualTo("messages.1.of_tomorrow: Extra inputs are not permitted");
        assertThat(http.ask(Http.request(user)).statusCode()).isEqualTo(400);
    }

    private static JsonObject text(String text) {
        return JsonObject.of("type", "text", "text", text);
    }

    @Test
    void conversation_mayBeginWithTheAssistant() {
        HttpResponse<String> response = new Http(fake)
                .ask(Http.request(
                        JsonObject.of("role", "assistant", "content", "How can I help?"),
                        JsonObject.of("role", "user", "content", "Say hello.")));
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    @Test
    void malformedJson_is400() {
        HttpResponse<String> response = new Http(fake).send("POST", "/v1/messages", "{\"model\":");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Http.error(response)).startsWith("The request body is not valid JSON");
    }

    @Test
    void missingCredentials_are401() {
        HttpResponse<String> response =
                new Http(fake).bare().header("anthropic-version", "2026-10-21").ask(Http.HELLO);
        assertThat(response.statusCode()).isEqualTo(401);
        assertThat(JsonObject.parse(response.body()).object("error").string("type"))
                .isEqualTo("authentication_error");
    }

    @Test
    void missingVersion_is400() {
        HttpResponse<String> response =
                new Http(fake).bare().header("x-api-key", "k").ask(Http.HELLO);
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(Http.error(response)).contains("anthropic-version");
    }

    @Test
    void olderVersion_takesWhatWasRefusedLater() {
        Http old = new Http(fake).bare().header("x-api-key", "k").header("anthropic-version", "2023-06-01");
        assertThat(old.ask(Http.HELLO.with("model", "claude-sonnet-4-6").with("temperature", 0.5))
                        .statusCode())
                .isEqualTo(200);
        assertThat(Http.error(old.ask(Http.HELLO.with("temperature", 0.5))))
                .isEqualTo("`temperature` is deprecated for this model.");
        assertThat(Http.error(
                        old.ask(Http.HELLO.with("model", "claude-sonnet-4-6").with("temperature", 1.5))))
                .isEqualTo("temperature: Input should be less than or equal to 1");
    }

    @Test
    void betaHeader_opensWhatItGoesWith() {
        Http beta = new Http(fake).header("anthropic-beta", "other-1, mcp-client-2025-11-20");
        assertThat(beta.ask(Http.HELLO.with("mcp_servers", JsonArray.of())).statusCode())
                .isEqualTo(200);
        assertThat(Http.error(new Http(fake).get("/v1/agents"))).contains("managed-agents-2026-04-01");
    }

    @Test
    void unknownModelIs404_unknownRouteIs404_wrongVerbIs405() {
        Http http = new Http(fake);
        HttpResponse<String> model = http.ask(Http.HELLO.with("model", "claude-0"));
        assertThat(model.statusCode()).isEqualTo(404);
        assertThat(Http.error(model)).isEqualTo("model: claude-0");
        assertThat(http.get("/v1/nothing").statusCode()).isEqualTo(404);
        assertThat(http.send("DELETE", "/v1/messages", "").statusCode()).isEqualTo(405);
    }

    @Test
    void query_isChecked() {
        Http http = new Http(fake);
        assertThat(http.get("/v1/models?limit=2&beta=true").statusCode()).isEqualTo(200);
        assertThat(Http.error(http.get("/v1/models?limit=two"))).isEqualTo("limit: Input should be a valid integer");
        assertThat(Http.error(http.get("/v1/models?limit=0")))
                .isEqualTo("limit: Input should be greater than or equal to 1");
        assertThat(Http.error(http.get("/v1/models?foo=1"))).isEqualTo("foo: Extra inputs are not permitted");
        assertThat(Http.error(http.get("/v1/models?lifecycle[]=young"))).startsWith("lifecycle.0: Input should be");
    }

    @Test
    void goodConversation_passes() {
        JsonObject use = JsonObject.parse("{\"type\":\"tool_use\",\"id\":\"t1\",\"name\":\"a\",\"input\":{}}");
        JsonObject result = JsonObject.parse("{\"type\":\"tool_result\",\"tool_use_id\":\"t1\",\"content\":\"1\"}");
        JsonObject request = Http.request(
                JsonObject.of("role", "user", "content", "Hi"),
                JsonObject.of("role", "user", "content", "Hi again"),
                JsonObject.of("role", "assistant", "content", JsonArray.of(use)),
                JsonObject.of("role", "user", "content", JsonArray.of(result)),
                JsonObject.of("role", "user", "content", "Well?"));
        assertThat(new Http(fake).ask(request).statusCode()).isEqualTo(200);
    }

    @Test
    void withoutStrictness_anythingGoes() {
        try (FakeClaude lenient = FakeClaude.start(o -> o.strict(false))) {
            Http bare = new Http(lenient).bare();
            assertThat(bare.ask(JsonObject.of("foo", 1)).statusCode()).isEqualTo(200);
            assertThat(bare.get("/v1/files/file_x").statusCode()).isEqualTo(200);
        }
    }

    private static String with(String name, String json) {
        return Http.HELLO.with(name, Json.parse(json)).toJson();
    }

    private static String messages(String role, String content) {
        return with("messages", "[{\"role\":\"" + role + "\",\"content\":" + content + "}]");
    }

    private static String tool(String name) {
        return "{\"name\":\"" + name + "\",\"input_schema\":{\"type\":\"object\"}}";
    }
}
