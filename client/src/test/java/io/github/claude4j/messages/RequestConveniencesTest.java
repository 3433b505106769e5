package io.github.claude4j.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.claude4j.errors.InvalidParamsException;
import io.github.claude4j.json.JsonObject;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Short ways to write what surrounds a conversation. */
class RequestConveniencesTest {
    private static JsonObject field(String name, UnaryOperator<MessageCreateParams.Builder> changes) {
        MessageCreateParams.Builder params =
                MessageCreateParams.builder().model("m").maxTokens(10).addUserMessage("Hi");
        return changes.apply(params).build().json().object(name);
    }

    private static JsonObject json(String text) {
        return JsonObject.parse(text.replace('\'', '"'));
    }

    @Test
    void cached_atTheTop_letsTheApiPlaceTheBreakpoint() {
        assertThat(field("cache_control", b -> b.cached())).isEqualTo(json("{'type':'ephemeral'}"));
        assertThat(field("cache_control", b -> b.cached(CacheTtl.TTL_1H)))
                .isEqualTo(json("{'type':'ephemeral','ttl':'1h'}"));
    }

    @Test
    void cachedSystem_withATtl_hasABreakpointThatLivesThatLong() {
        MessageCreateParams params = MessageCreateParams.builder()
                .model("m")
                .maxTokens(1)
                .cachedSystem("Be brief.", CacheTtl.TTL_1H)
                .addUserMessage("Hi")
                .build();

        assertThat(params.json().array("system").get(0))
                .isEqualTo(json("{'type':'text','text':'Be brief.','cache_control':{'type':'ephemeral','ttl':'1h'}}"));
    }

    @Test
    void outputSettings_inAnyOrder_keepEachOther() {
        JsonObject config = field(
                "output_config",
                b -> b.effort(Effort.HIGH).outputSchema("{\"type\":\"object\"}").taskBudget(5000));

        assertThat(config)
                .isEqualTo(json("{'effort':'high','format':{'type':'json_schema','schema':{'type':'object'}},"
                        + "'task_budget':{'type':'tokens','total':5000}}"));
    }

    @Test
    void outputSchema_ofOtherText_isRefused() {
        assertThatThrownBy(() -> MessageCreateParams.builder().outputSchema("nonsense"))
                .isInstanceOf(InvalidParamsException.class)
                .hasMessageStartingWith("outputSchema: expected a JSON schema, found other text");
    }

    @Test
    void toolChoice_ofEachKind() {
        assertThat(field("tool_choice", b -> b.toolChoiceAuto())).isEqualTo(json("{'type':'auto'}"));
        assertThat(field("tool_choice", b -> b.toolChoiceAny())).isEqualTo(json("{'type':'any'}"));
        assertThat(field("tool_choice", b -> b.toolChoiceNone())).isEqualTo(json("{'type':'none'}"));
        assertThat(field("tool_choice", b -> b.toolChoiceTool("get_weather")))
                .isEqualTo(json("{'type':'tool','name':'get_weather'}"));
    }

    @Test
    void disableParallelToolUse_beforeOrAfterTheChoice_combines() {
        JsonObject one = json("{'type':'any','disable_parallel_tool_use':true}");

        assertThat(field("tool_choice", b -> b.disableParallelToolUse().toolChoiceAny()))
                .isEqualTo(one);
        assertThat(field("tool_choice", b -> b.toolChoiceAny().disableParallelToolUse()))
                .isEqualTo(one);
        assertThat(field("tool_choice", b -> b.disableParallelToolUse()))
                .isEqualTo(json("{'type':'auto','disable_parallel_tool_use':true}"));
    }

    @Test
    void thinking_ofEachKind() {
        assertThat(field("thinking", b -> b.thinkingAdaptive())).isEqualTo(json("{'type':'adaptive'}"));
        assertThat(field("thinking", b -> b.thinkingAdaptive(ThinkingDisplay.SUMMARIZED)))
                .isEqualTo(json("{'type':'adaptive','display':'summarized'}"));
        assertThat(field("thinking", b -> b.thinkingEnabled(2048)))
                .isEqualTo(json("{'type':'enabled','budget_tokens':2048}"));
        assertThat(field("thinking", b -> b.thinkingDisabled())).isEqualTo(json("{'type':'disabled'}"));
    }

    @Test
    void contextEdits_addUp_withTheClearingOfThinkingFirst() {
        JsonObject management = field(
                "context_management",
                b -> b.clearOldToolUses(e -> e.trigger(InputTokens.of(50_000)).keep(ToolUses.of(3)))
                        .compactWhenLong()
                        .clearOldThinking(2));

        assertThat(management)
                .isEqualTo(
                        json("{'edits':[{'type':'clear_thinking_20251015','keep':{'type':'thinking_turns','value':2}},"
                                + "{'type':'clear_tool_uses_20250919','trigger':{'type':'input_tokens','value':50000},"
                                + "'keep':{'type':'tool_uses','value':3}},{'type':'compact_20260112'}]}"));
    }

    @Test
    void mcpServer_comesWithItsToolset() {
        MessageCreateParams params = MessageCreateParams.builder()
                .model("m")
                .maxTokens(1)
                .addUserMessage("Hi")
                .addMcpServer("tracker", "https://mcp.example.com/mcp")
                .addMcpServer(
                        "files",
                        "https://files.example.com/mcp",
                        s -> s.authorizationToken("secret-1")
                                .allowTools("read", "list")
                                .toolset(t -> t.cached()))
                .build();

        assertThat(params.json().array("mcp_servers").toJson())
                .isEqualTo("[{\"type\":\"url\",\"name\":\"tracker\",\"url\":\"https://mcp.example.com/mcp\"},"
                        + "{\"type\":\"url\",\"name\":\"files\",\"url\":\"https://files.example.com/mcp\","
                        + "\"authorization_token\":\"secret-1\"}]");
        assertThat(params.json().array("tools").get(0))
                .isEqualTo(json("{'type':'mcp_toolset','mcp_server_name':'tracker'}"));
        assertThat(params.json().array("tools").get(1))
                .isEqualTo(json("{'type':'mcp_toolset','mcp_server_name':'files','default_config':{'enabled':false},"
                        + "'configs':{'read':{'enabled':true},'list':{'enabled':true}},"
                        + "'cache_control':{'type':'ephemeral'}}"));
        assertThat(params.toString()).doesNotContain("secret-1");
    }

    @Test
    void mcpServer_withToolsDenied_offersTheOthers() {
        MessageCountTokensParams params = MessageCountTokensParams.builder()
                .model("m")
                .addUserMessage("Hi")
                .addMcpServer("files", "https://files.example.com/mcp", s -> s.denyTools("delete"))
                .build();

        assertThat(params.json().array("tools").get(0))
                .isEqualTo(json("{'type':'mcp_toolset','mcp_server_name':'files',"
                        + "'configs':{'delete':{'enabled':false}}}"));
    }

    @Test
    void turns_ofEveryRole_keepTheirOrder() {
        MessageCreateParams params = MessageCreateParams.builder()
                .model("m")
                .maxTokens(1)
                .addUserMessage("Weather?")
                .addAssistantMessage(
                        Content.thinking("", "Eq=="),
                        Content.toolUse("t1", "get_weather", JsonObject.of("city", "Oslo")))
                .addUserMessage(Content.toolResult("t1", "Snow"))
                .addSystemMessage("Answer in Norwegian.")
                .build();

        assertThat(params.json().array("messages").get(1))
                .isEqualTo(json("{'role':'assistant','content':[{'type':'thinking','thinking':'','signature':'Eq=='},"
                        + "{'type':'tool_use','id':'t1','name':'get_weather','input':{'city':'Oslo'}}]}"));
        assertThat(params.json().array("messages").get(3))
                .isEqualTo(json("{'role':'system','content':'Answer in Norwegian.'}"));
    }

    @Test
    void get_ofABuilder_givesWhatIsSetSoFar() {
        MessageCreateParams.Builder params = MessageCreateParams.builder().model("m");

        assertThat(params.get("model")).isEqualTo("m");
        assertThat(params.get("max_tokens")).isNull();
    }
}
